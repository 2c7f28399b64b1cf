//! The folder that every throw-away cluster is copied from, made once on a machine. Knows no database.

use std::env;
use std::fs::{self, DirBuilder, File};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;

use super::Tools;

/// An initialised data folder to copy from; the first process that needs it makes it, the others wait.
pub(super) fn template(tools: &Tools) -> PathBuf {
    let home = env::temp_dir().join(format!("polsslag-pg-template-{}-{}", tools.version, tools.me));
    match DirBuilder::new().mode(0o700).create(&home) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => panic!("{}: {error}", home.display()),
        _ => {}
    }
    let found = fs::symlink_metadata(&home).expect("a folder for the template");
    let ours = found.is_dir() && found.uid() == tools.me && found.mode() & 0o022 == 0;
    assert!(ours, "{} is not ours alone; look at it, then remove it", home.display());
    let lock = File::create(home.join("lock")).expect("a lock");
    lock.lock().expect("the lock");
    let data = home.join("data");
    if !["PG_VERSION", "global/pg_control"].iter().all(|file| data.join(file).is_file()) {
        // Damaged, or left by a run that was interrupted: under the lock nobody else copies it.
        let unfinished = home.join("unfinished");
        for rest in [&data, &unfinished] {
            if rest.exists() {
                fs::remove_dir_all(rest).expect("a removed folder");
            }
        }
        let folder = short_folder();
        give(folder.path(), tools.user);
        copy(&initialise(tools, folder.path()), &unfinished, None);
        fs::rename(&unfinished, &data).expect("a finished template");
    }
    data
}

/// A fresh data folder inside a folder.
fn initialise(tools: &Tools, folder: &Path) -> PathBuf {
    let data = folder.join("data");
    let mut said = String::new();
    for locale in ["--locale=C.UTF-8", "--locale=C"] {
        let mut command = tools.command("initdb", folder);
        command.args(["-A", "trust", "--no-sync", "-U", "postgres", "-E", "UTF8", locale, "-D"]).arg(&data);
        let output = command.stdin(Stdio::null()).output().expect("initdb runs");
        if output.status.success() {
            return data;
        }
        said += &String::from_utf8_lossy(&output.stderr);
    }
    panic!("initdb failed:\n{said}");
}

/// A folder for us alone, since the server trusts whoever reaches its socket; with a short name, since the path of a
/// socket has at most 107 bytes.
pub(super) fn short_folder() -> TempDir {
    let alone = fs::Permissions::from_mode(0o700);
    tempfile::Builder::new().prefix("pg").permissions(alone).tempdir_in("/tmp").expect("a temporary folder")
}

/// Copies a folder with its modes, for an owner.
pub(super) fn copy(from: &Path, to: &Path, owner: Option<(u32, u32)>) {
    let mode = fs::metadata(from).expect("a folder").permissions().mode();
    DirBuilder::new().mode(mode & 0o777).create(to).expect("a new folder");
    give(to, owner);
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target, owner);
        } else {
            fs::copy(entry.path(), &target).expect("a copied file");
            give(&target, owner);
        }
    }
}

pub(super) fn give(path: &Path, owner: Option<(u32, u32)>) {
    if let Some((user, group)) = owner {
        chown(path, Some(user), Some(group)).expect("a new owner");
    }
}
