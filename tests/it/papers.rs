//! Reports from the command line, every one of a wave at once. Does not know what stands in them.

use std::fs;

use crate::house::TestHouse;

/// Both kinds, each in the languages asked for, and how many are told.
pub(crate) fn every_report_at_once(house: &TestHouse, label: &str, units: usize) {
    let out = house.beside("whole.pdf");
    let file = out.to_str().expect("a UTF-8 path");
    house.must(&["report", "--organisation", "--wave", label, "--language", "nl", "--out", file]);
    let folder = house.beside("all");
    let inside = folder.to_str().expect("a UTF-8 path");
    let told = house.must(&["report", "--all", "--wave", label, "--language", "nl", "--out", inside]);
    assert!(
        told.contains(&format!("wrote {units} reports on {units} units and 1 on the whole organisation to")),
        "{told}"
    );
    let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (of_all, of_units): (Vec<_>, Vec<_>) =
        files.partition(|path| path.to_string_lossy().ends_with(" - organisatierapport.nl.pdf"));
    assert_eq!((of_all.len(), of_units.len()), (1, units));
    assert!(fs::read(&of_all[0]).expect("a report") == fs::read(&out).expect("a report"));
}
