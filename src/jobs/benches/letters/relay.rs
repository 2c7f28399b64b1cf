//! Postfix's test programs: `smtp-sink`, which takes and forgets letters, and `smtp-source`, which sends one over and over.
//! Knows no letter.

use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mail::{Patience, Post, Relay};

/// Where Debian keeps them.
const PLACES: [&str; 3] = ["/usr/sbin", "/usr/bin", "/usr/libexec/postfix"];

fn program(name: &str) -> Option<PathBuf> {
    PLACES.iter().map(|place| Path::new(place).join(name)).find(|path| path.is_file())
}

pub(crate) fn are_installed() -> bool {
    program("smtp-sink").is_some() && program("smtp-source").is_some()
}

/// Forced writes of one small file a second: what a commit for each letter can't beat.
pub(crate) fn forced_writes() -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let mut file = fs::File::create(folder.path().join("forced")).unwrap();
    let (begun, mut count) = (Instant::now(), 0);
    while begun.elapsed() < Duration::from_secs(1) {
        file.write_all(&[7; 4096]).unwrap();
        file.sync_data().unwrap();
        count += 1;
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}

/// The way to a relay on this machine.
pub(crate) fn post(port: u16) -> Post {
    Post::relay(Relay::read(&format!("smtp://127.0.0.1:{port}"), "pulse.example.org").unwrap(), Patience::USUAL)
}

/// A running `smtp-sink`.
pub(crate) struct Sink {
    child: Child,
    port: u16,
}

impl Sink {
    pub(crate) fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(program("smtp-sink").unwrap());
        // It does not want to be root. For anybody else `-u` does not work.
        if fs::metadata("/proc/self").is_ok_and(|ours| std::os::unix::fs::MetadataExt::uid(&ours) == 0) {
            command.args(["-u", "nobody"]);
        }
        let child = command.arg(format!("127.0.0.1:{port}")).arg("256").stdout(Stdio::null()).spawn().unwrap();
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(10), "smtp-sink does not listen");
            std::thread::sleep(Duration::from_millis(10));
        }
        Self { child, port }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn post(&self) -> Post {
        post(self.port)
    }

    /// How long `smtp-source` takes for so many letters over so many connections, which it keeps or makes anew for each.
    pub(crate) fn source(&self, letter: &[u8], letters: usize, connections: usize, keeps: bool) -> Duration {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("letter");
        // It brings the ends of lines itself.
        fs::write(&file, String::from_utf8_lossy(letter).replace("\r\n", "\n")).unwrap();
        let mut command = Command::new(program("smtp-source").unwrap());
        command.args(keeps.then_some("-d")).args(["-f", "polsslag@example.org", "-t", "p1@example.org"]);
        command.arg("-s").arg(connections.to_string()).arg("-m").arg(letters.to_string());
        command.arg("-F").arg(&file).arg(format!("127.0.0.1:{}", self.port));
        let begun = Instant::now();
        assert!(command.status().unwrap().success());
        begun.elapsed()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
