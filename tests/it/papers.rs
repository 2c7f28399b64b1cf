//! Reports from the command line, every one of a wave at once. Does not know what stands in them.

use std::fs;

use crate::house::TestHouse;

/// One for each unit, the organisation included, in the language asked for; and how many is told.
pub(crate) fn every_report_at_once(house: &TestHouse, label: &str, units: usize) {
    let out = house.beside("whole.pdf");
    let file = out.to_str().expect("a UTF-8 path");
    house.must(&["report", "--unit", "/", "--wave", label, "--language", "nl", "--out", file]);
    let folder = house.beside("all");
    let inside = folder.to_str().expect("a UTF-8 path");
    let told = house.must(&["report", "--all", "--wave", label, "--language", "nl", "--out", inside]);
    assert!(told.contains(&format!("wrote {units} reports on {units} units to")), "{told}");
    let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert_eq!(files.len(), units);
    assert!(
        fs::read(&files[0]).expect("a report") == fs::read(&out).expect("a report"),
        "the organisation comes first"
    );
}
