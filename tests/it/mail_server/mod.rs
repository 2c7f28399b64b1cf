//! Real mail servers on loopback, each with a folder and a port of its own, and a scripted one. Knows no letter.

mod dovecot;
mod postfix;
mod stub;

use std::fs::{self, File};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

pub(crate) use self::dovecot::Dovecot;
pub(crate) use self::postfix::Postfix;
pub(crate) use self::stub::{Does, Step, Stub};

/// How long a server may take to start or to empty its queue, and how often it is asked.
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_millis(20);
/// A port that was free a moment ago may be taken by another test.
const ATTEMPTS: usize = 5;
/// Where Debian keeps what is not for everybody's path.
const PLACES: [&str; 4] = ["/usr/sbin", "/usr/bin", "/usr/lib/postfix/sbin", "/usr/libexec/postfix"];

/// A program with everything that it started, stopped when it is dropped. Keep it in a variable, never in a static.
struct Daemon {
    child: Child,
    log: PathBuf,
}

impl Daemon {
    /// Starts a program that leads a group of processes; what it says goes to a file.
    fn start(command: &mut Command, log: &Path) -> Self {
        let said = File::create(log).expect("a log");
        command.stdin(Stdio::null()).stdout(said.try_clone().expect("a second handle")).stderr(said);
        let child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        Self { child, log: log.to_owned() }
    }

    /// Waits until it listens at the port. It may stop instead, above all when somebody else listens there.
    fn wait_for(&mut self, port: u16) -> Result<(), String> {
        let began = Instant::now();
        loop {
            let answered = TcpStream::connect(("127.0.0.1", port)).is_ok();
            if let Some(status) = self.child.try_wait().expect("a child") {
                return Err(format!("it stopped with {status}; {}", self.said()));
            }
            if answered {
                return Ok(());
            }
            assert!(began.elapsed() < PATIENCE, "nobody listens after {PATIENCE:?}; {}", self.said());
            thread::sleep(PAUSE);
        }
    }

    fn said(&self) -> String {
        format!("it said:\n{}", fs::read_to_string(&self.log).unwrap_or_default())
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // Nothing of theirs is kept, so nobody needs to tidy up: the whole group ends at once.
        let group = format!("-{}", self.child.id());
        Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status().ok();
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A folder that the servers' own users can walk through, with a short name, since the path of a socket has at most 107
/// bytes.
fn short_folder() -> TempDir {
    let walkable = fs::Permissions::from_mode(0o755);
    tempfile::Builder::new().prefix("mail").permissions(walkable).tempdir_in("/tmp").expect("a temporary folder")
}

/// Tries until a server has a port to itself.
fn start<S>(attempt: impl Fn() -> Result<S, String>) -> S {
    let tried = (0..ATTEMPTS).map(|_| attempt()).try_fold(String::new(), |_, tried| match tried {
        Ok(server) => Err(server),
        Err(why) => Ok(why),
    });
    tried.map_or_else(|server| server, |why| panic!("no server after {ATTEMPTS} attempts: {why}"))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// Where a program is.
fn program(name: &str, package: &str) -> PathBuf {
    let places = PLACES.iter().map(|place| Path::new(place).join(name));
    places
        .into_iter()
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("the program {name} was not found: run tests/run, or install the package {package}"))
}

/// What the program `id` says, such as the number of a user or the name of a group.
fn id(words: &[&str]) -> Option<String> {
    let output = Command::new("id").args(words).output().expect("id runs");
    output.status.success().then(|| String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned())
}

fn are_root() -> bool {
    id(&["-u"]).as_deref() == Some("0")
}

fn give(path: &Path, owner: Option<(u32, u32)>) {
    if let Some((user, group)) = owner {
        chown(path, Some(user), Some(group)).expect("a new owner");
    }
}

/// A file of settings with its gaps filled; a gap is a word in capitals between at signs.
fn fill(text: &str, gaps: &[(&str, &str)]) -> String {
    gaps.iter().fold(text.to_owned(), |text, (gap, value)| text.replace(&format!("@{gap}@"), value))
}
