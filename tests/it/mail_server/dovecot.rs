//! A Dovecot of its own: letters come in by LMTP and are read by IMAP or from the disk. Knows no Postfix.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{Daemon, are_root, fill, free_port, give, id, program, short_folder, start};

const DOUBLES: &str = "require [\"duplicate\"];\nif duplicate { discard; stop; }\n";

/// A running server. Everybody has a mailbox.
pub(crate) struct Dovecot {
    // In this order: the server stops before its folder goes.
    _daemon: Daemon,
    folder: TempDir,
    imap: u16,
    owner: Option<(u32, u32)>,
}

impl Dovecot {
    /// Starts a server; these have a password for IMAP.
    pub(crate) fn start(users: &[(&str, &str)]) -> Self {
        start(|| Self::attempt(users))
    }

    fn attempt(users: &[(&str, &str)]) -> Result<Self, String> {
        let (folder, imap) = (short_folder(), free_port());
        // It needs no root, and its processes would all change to somebody else anyway.
        let name = if are_root() { "nobody".to_owned() } else { id(&["-un"]).expect("a name") };
        let number = |flag| id(&[flag, name.as_str()]).expect("a user").parse().expect("a number");
        let owner = are_root().then(|| (number("-u"), number("-g")));
        let path = folder.path().to_str().expect("UTF-8");
        let gaps = [
            ("FOLDER", path),
            ("USER", &name),
            ("GROUP", &id(&["-gn", &name]).expect("a group")),
            ("IMAP", &imap.to_string()),
        ];
        let passwords = users.iter().map(|(user, password)| format!("{user}:{{PLAIN}}{password}\n"));
        let passwords = passwords.collect::<Vec<_>>().concat();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a written file");
        write("dovecot.conf", &fill(include_str!("dovecot.conf"), &gaps));
        write("doubles.sieve", DOUBLES);
        write("users", &passwords);
        for inside in ["run", "state", "home"] {
            fs::create_dir(folder.path().join(inside)).expect("a folder");
            give(&folder.path().join(inside), owner);
        }
        give(folder.path(), owner);
        let sieve = folder.path().join("doubles.sieve");
        let compiled =
            command("sievec", "dovecot-sieve", folder.path(), owner).arg(sieve).stderr(Stdio::null()).status();
        assert!(compiled.expect("sievec runs").success(), "the script against doubles was not understood");
        let mut server = command("dovecot", "dovecot-imapd", folder.path(), owner);
        let mut daemon = Daemon::start(server.arg("-F").process_group(0), &folder.path().join("out"));
        daemon.wait_for(imap)?;
        Ok(Self { _daemon: daemon, folder, imap, owner })
    }

    /// The port of IMAP.
    pub(crate) fn imap(&self) -> u16 {
        self.imap
    }

    /// The socket of LMTP.
    pub(super) fn lmtp(&self) -> PathBuf {
        self.folder.path().join("lmtp")
    }

    fn home(&self, address: &str) -> PathBuf {
        self.folder.path().join("home").join(address)
    }

    /// Furnishes mailboxes, so that what is known of doubles has its place before the first letter comes.
    pub(crate) fn furnish<'a>(&self, addresses: impl IntoIterator<Item = &'a str>) {
        for address in addresses {
            for inside in ["", "Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"] {
                let folder = self.home(address).join(inside);
                fs::create_dir(&folder).expect("a folder");
                give(&folder, self.owner);
            }
        }
    }

    /// Puts a letter into a furnished mailbox, past every server.
    pub(crate) fn put(&self, address: &str, letter: &[u8]) {
        let new = self.home(address).join("Maildir/new");
        let file = new.join(format!("{}.put", fs::read_dir(&new).expect("a furnished mailbox").count() + 1));
        fs::write(&file, letter).expect("a written letter");
        give(&file, self.owner);
    }

    /// The letters of a mailbox, whether they were seen or not.
    pub(crate) fn mailbox(&self, address: &str) -> Vec<Vec<u8>> {
        let folders = ["new", "cur"].map(|name| self.home(address).join("Maildir").join(name));
        let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        entries.map(|entry| fs::read(entry.path()).expect("a letter")).collect()
    }
}

/// A program that knows this folder's settings only, run as their owner.
fn command(name: &str, package: &str, folder: &Path, owner: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program(name, package));
    command.arg("-c").arg(folder.join("dovecot.conf")).current_dir(folder);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}
