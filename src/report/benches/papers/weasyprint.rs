//! `WeasyPrint` in a process that stays warm, on the same core. Does not know how a page is written for it: that stands in
//! `peer.py`, which must not be called like the package.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use report::Manuscript;

/// What to do where there is none.
pub(crate) const HOW_TO_GET_IT: &str = "python3 -m venv venv; venv/bin/pip install weasyprint; then run this again with \
                                        POLSSLAG_PYTHON=venv/bin/python (a whole path); it needs the library Pango";

pub(crate) struct WeasyPrint {
    child: Child,
    papers: ChildStdin,
    told: BufReader<ChildStdout>,
    version: String,
}

impl WeasyPrint {
    /// Starts it, where it is installed.
    pub(crate) fn start() -> Option<Self> {
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/papers/peer.py");
        let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/../../reports/fonts");
        let python = std::env::var("POLSSLAG_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let (piped, given) = ((Stdio::piped(), Stdio::piped()), [here, fonts]);
        let mut child = Command::new(python).args(given).stdin(piped.0).stdout(piped.1).spawn().ok()?;
        let (papers, told) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        let mut peer = Self { child, papers, told, version: String::new() };
        peer.version = peer.line();
        (!peer.version.is_empty()).then_some(peer)
    }

    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// How many pages it made of the same report, and how much of a processor's time that took it by its own account.
    pub(crate) fn print(&mut self, manuscript: &Manuscript) -> (usize, Duration) {
        let data: serde_json::Value = serde_json::from_slice(manuscript.data().as_bytes()).unwrap();
        writeln!(self.papers, "{data}").unwrap();
        let told = self.line();
        let (pages, seconds) = told.split_once(' ').unwrap();
        (pages.parse().unwrap(), Duration::from_secs_f64(seconds.parse().unwrap()))
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}

impl Drop for WeasyPrint {
    fn drop(&mut self) {
        // It may be gone already, where it could not start.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
