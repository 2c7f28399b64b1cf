//! A Postfix of its own, which brings letters to Dovecot's mailboxes. Knows no story.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Instant;

use tempfile::TempDir;

use super::{Daemon, Dovecot, PATIENCE, PAUSE, are_root, fill, free_port, give, id, program, short_folder, start};

/// Refused while the letter is handed over, for good and for now.
const ACCESS: &str = "/^refused@/ 550 5.1.1 no such mailbox here\n/^later@/ 451 4.3.2 come back later\n";
/// Taken, and returned to the sender a moment later.
const TRANSPORT: &str = "/^missing@/ error:5.1.1 no such mailbox here\n/^full@/ error:5.2.2 this mailbox is full\n";
/// Where letters lie that are on their way.
const QUEUES: [&str; 4] = ["maildrop", "incoming", "active", "deferred"];

/// A running relay.
pub(crate) struct Postfix {
    // In this order: the server stops before its folder goes.
    daemon: Daemon,
    folder: TempDir,
    port: u16,
    seen: RefCell<Seen>,
}

/// What was read of its log.
#[derive(Default)]
struct Seen {
    read: u64,
    /// The `Message-ID` of each letter on its way in, by its name in the queue.
    ids: HashMap<String, String>,
    taken: Vec<String>,
}

impl Seen {
    /// Notes what a line says: `<date> <host> <instance>/<program>[<pid>]: <name in the queue>: <what>`.
    fn note(&mut self, line: &str) {
        let mut parts = line.split("]: ").nth(1).into_iter().flat_map(|rest| rest.splitn(2, ": "));
        let (Some(name), Some(what)) = (parts.next(), parts.next()) else { return };
        if let Some(id) = what.strip_prefix("message-id=<") {
            self.ids.insert(name.to_owned(), id.trim_end_matches('>').to_owned());
        } else if what.ends_with("(queue active)") {
            // Once for each name: a letter that waits comes by again.
            self.taken.extend(self.ids.remove(name).filter(|id| !id.ends_with("@relay.example")));
        }
    }
}

impl Postfix {
    /// Whether it can run here: its master must be root. Says so when it can't.
    #[expect(clippy::print_stderr, reason = "a story that was skipped must not look like one that was told")]
    pub(crate) fn can_run() -> bool {
        if !are_root() {
            eprintln!("skipped: only root can start Postfix; run this test as root, as CI does");
        }
        are_root()
    }

    /// Starts a relay in front of these mailboxes.
    pub(crate) fn start(dovecot: &Dovecot) -> Self {
        start(|| Self::attempt(dovecot))
    }

    fn attempt(dovecot: &Dovecot) -> Result<Self, String> {
        let (folder, port, lmtp) = (short_folder(), free_port(), dovecot.lmtp());
        let master = program("master", "postfix");
        let daemons = master.parent().expect("a folder");
        let gaps = [
            ("FOLDER", folder.path().to_str().expect("UTF-8")),
            ("DAEMONS", daemons.to_str().expect("UTF-8")),
            ("LMTP", lmtp.to_str().expect("UTF-8")),
            ("PORT", &port.to_string()),
        ];
        furnish(folder.path());
        let etc = folder.path().join("etc");
        for (name, text) in [
            ("main.cf", &*fill(include_str!("main.cf"), &gaps)),
            ("master.cf", &fill(include_str!("master.cf"), &gaps)),
            ("access", ACCESS),
            ("transport", TRANSPORT),
        ] {
            fs::write(etc.join(name), text).expect("a written file");
        }
        let mut command = Command::new(master);
        // In the foreground; it makes itself the leader of a group, and would not start if it were one.
        command.arg("-s").arg("-c").arg(&etc).env("MAIL_CONFIG", &etc).current_dir(folder.path());
        let mut daemon = Daemon::start(&mut command, &folder.path().join("out"));
        daemon.wait_for(port)?;
        Ok(Self { daemon, folder, port, seen: RefCell::default() })
    }

    /// Its port.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The `Message-ID` of each letter that it took, once for each time, bounces of its own left out. A letter that was
    /// broken off is not among them; one that was taken just now may be missing still.
    pub(crate) fn taken(&self) -> Vec<String> {
        let mut seen = self.seen.borrow_mut();
        let mut log = File::open(self.folder.path().join("log")).expect("a log");
        let mut fresh = String::new();
        log.seek(SeekFrom::Start(seen.read)).expect("a place in the log");
        log.read_to_string(&mut fresh).expect("a log in UTF-8");
        // The last line may not be whole yet.
        let whole = fresh.rfind('\n').map_or(0, |end| end + 1);
        fresh[..whole].lines().for_each(|line| seen.note(line));
        seen.read += whole as u64;
        seen.taken.clone()
    }

    /// Waits until every letter has reached its mailbox or was returned.
    #[track_caller]
    pub(crate) fn wait_until_delivered(&self) {
        let began = Instant::now();
        while QUEUES.iter().any(|queue| files(&self.folder.path().join("queue").join(queue)) > 0) {
            let (log, said) = (self.log(), self.daemon.said());
            assert!(began.elapsed() < PATIENCE, "letters are still on their way; {said}{log}");
            thread::sleep(PAUSE);
        }
    }

    /// What it wrote about its work.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

/// Makes the folders of a queue, as `postfix check` would in two seconds.
fn furnish(folder: &Path) {
    let number = |words: &[&str]| id(words).expect("the user postfix").parse().expect("a number");
    let postfix = number(&["-u", "postfix"]);
    let postdrop = fs::read_to_string("/etc/group").expect("a list of groups");
    let postdrop = postdrop.lines().find_map(|line| line.strip_prefix("postdrop:x:")?.split(':').next()?.parse().ok());
    let make = |name: &str, mode: u32, owner: (u32, u32)| {
        let path = folder.join(name);
        fs::create_dir(&path).expect("a folder");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
        give(&path, Some(owner));
    };
    for name in ["etc", "queue", "queue/pid"] {
        make(name, 0o755, (0, 0));
    }
    make("data", 0o700, (postfix, 0));
    for name in
        ["active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private", "saved", "trace"]
    {
        make(&format!("queue/{name}"), 0o700, (postfix, 0));
    }
    let postdrop = postdrop.expect("the group postdrop");
    make("queue/maildrop", 0o730, (postfix, postdrop));
    make("queue/public", 0o710, (postfix, postdrop));
}
