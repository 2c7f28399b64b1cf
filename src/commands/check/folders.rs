//! Looks at the folders of an installation: whether they are there, and who may read them. Reads no file in them.

use std::fs;
use std::path::Path;

use store::Location;

use super::finding::Sheet;
use crate::config::Config;

/// Looks at the folders of keys and letters.
pub(super) fn look(config: &Config, sheet: &mut Sheet) {
    for (about, folder) in [("keys", &config.keys), ("letters", &config.letters)] {
        if !folder.is_dir() {
            if about == "keys" {
                sheet.fault(about, format!("{} is no folder; put the key files back there", folder.display()));
            }
            continue;
        }
        match open_to_others(folder).as_slice() {
            [] => sheet.good(about, format!("{} is for its owner only", folder.display())),
            [first, rest @ ..] => {
                let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
                let folder = folder.display();
                let says = format!("others may read {first}{more}; take that away with: chmod -R go= {folder}");
                sheet.fault(about, says);
            }
        }
    }
    if let Location::File(database) = &config.database
        && same_disk(database, &config.keys)
    {
        let says = "they are on the same disk as the database: whoever gets a copy of both can open the answers of a wave \
                    that is still open; set paths.keys to a folder on another, and leave it out of backups of the database";
        sheet.note("keys", says);
    }
}

/// The folder and those of its files that others than their owner have rights to. A folder that only its owner may enter
/// covers whatever is in it.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt;
    let open = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.mode() & 0o077 != 0);
    if !open(folder) {
        return Vec::new();
    }
    let inside = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let found = std::iter::once(folder.to_owned()).chain(inside.filter(|path| open(path)));
    found.map(|path| path.display().to_string()).collect()
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> Vec<String> {
    Vec::new()
}

#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => one.dev() == other.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_disk(_: &Path, _: &Path) -> bool {
    false
}
