//! A test house: an installation in a temporary folder, the real program, a real server. Knows no story.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;
use ureq::Agent;
use ureq::http::Response;

/// An installation that goes away with the test.
pub(crate) struct TestHouse {
    folder: TempDir,
}

/// What a command said.
pub(crate) struct Said {
    pub(crate) ok: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            ok: output.status.success(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl TestHouse {
    /// A fresh installation; the server takes any free port.
    pub(crate) fn new() -> Self {
        let house = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        house.must(&["init", "--organisation", "Zorggroep Één", "--adviser", "Ada Bos"]);
        house.configure("port = 8000", "port = 0");
        house
    }

    /// The installation's folder.
    pub(crate) fn dir(&self) -> PathBuf {
        self.folder.path().join("there")
    }

    /// A place for files beside the installation.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Changes the configuration.
    pub(crate) fn configure(&self, from: &str, to: &str) {
        let file = self.dir().join("polsslag.toml");
        let text = fs::read_to_string(&file).expect("a configuration");
        assert!(text.contains(from), "{from} in {text}");
        fs::write(file, text.replacen(from, to, 1)).expect("a written file");
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_polsslag"));
        command.arg("--dir").arg(self.dir()).args(words).env_remove("POLSSLAG_DIR");
        command
    }

    /// Runs a command with text on its standard input.
    pub(crate) fn run_with(&self, words: &[&str], input: &str) -> Said {
        let mut command = self.command(words);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("a read input");
        child.wait_with_output().expect("the program ends").into()
    }

    /// Runs a command.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.command(words).stdin(Stdio::null()).output().expect("the program runs").into()
    }

    /// Runs a command that must succeed, and gives what it wrote.
    pub(crate) fn must(&self, words: &[&str]) -> String {
        let said = self.run(words);
        assert!(said.ok, "{words:?}: {}", said.err);
        said.out
    }

    /// Imports a roster.
    pub(crate) fn import(&self, csv: &str) {
        let file = self.beside("roster.csv");
        fs::write(&file, csv).expect("a written file");
        self.must(&["people", "import", file.to_str().expect("a UTF-8 path")]);
    }

    /// Opens a wave that closes in two weeks.
    pub(crate) fn open_wave(&self) {
        self.must(&["wave", "open", "--survey", "team-safety", "--closes", &in_days(14)]);
    }

    /// Starts the server.
    pub(crate) fn serve(&self) -> Server {
        let mut child =
            self.command(&["serve"]).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("an output")).read_line(&mut line).expect("a first line");
        let base = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
        Server { base: base.trim_end_matches(';').to_owned(), child, agent: agent() }
    }

    /// Every letter in the folder: receiver, and the path of the personal link.
    pub(crate) fn letters(&self) -> Vec<(String, String)> {
        let mut files = Vec::new();
        collect(&self.dir().join("letters"), &mut files);
        let mut letters: Vec<_> = files
            .into_iter()
            .map(|(_, bytes)| {
                let text = String::from_utf8(bytes).expect("a letter");
                let receiver = text.lines().find_map(|line| line.strip_prefix("To: ")).expect("a receiver");
                let token = text.split("/a/").nth(1).and_then(|rest| rest.get(..26)).expect("a token");
                (receiver.to_owned(), format!("/a/{token}"))
            })
            .collect();
        letters.sort();
        letters
    }

    /// The export as JSON.
    pub(crate) fn export(&self) -> serde_json::Value {
        serde_json::from_str(&self.must(&["export", "--format", "json"])).expect("JSON")
    }

    /// Every file of the installation with its bytes.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.dir(), &mut files);
        files
    }
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else {
            let bytes = fs::read(&path).expect("a file");
            files.push((path, bytes));
        }
    }
}

/// The day that many days from now, as the command line takes it.
pub(crate) fn in_days(days: i64) -> String {
    (chrono::Local::now().date_naive() + chrono::Duration::days(days)).to_string()
}

/// A visitor that follows no redirect and takes every status for an answer.
fn agent() -> Agent {
    Agent::new_with_config(
        Agent::config_builder().http_status_as_error(false).max_redirects(0).max_redirects_will_error(false).build(),
    )
}

/// A running server, stopped by its process id when it is dropped.
pub(crate) struct Server {
    pub(crate) base: String,
    child: Child,
    agent: Agent,
}

/// What a page said.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) response: Response<()>,
}

impl Page {
    fn of(response: Response<ureq::Body>) -> Self {
        let (parts, mut body) = response.into_parts();
        let body = body.read_to_string().expect("a page");
        Self { status: parts.status.as_u16(), body, response: Response::from_parts(parts, ()) }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name).and_then(|value| value.to_str().ok())
    }
}

impl Server {
    pub(crate) fn get(&self, path: &str) -> Page {
        Page::of(self.agent.get(format!("{}{path}", self.base)).call().expect("an answer"))
    }

    pub(crate) fn get_with(&self, path: &str, header: (&str, &str)) -> Page {
        let request = self.agent.get(format!("{}{path}", self.base)).header(header.0, header.1);
        Page::of(request.call().expect("an answer"))
    }

    pub(crate) fn head(&self, path: &str) -> u16 {
        self.agent.head(format!("{}{path}", self.base)).call().expect("an answer").status().as_u16()
    }

    pub(crate) fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self.agent.post(format!("{}{path}", self.base));
        Page::of(request.send_form(fields.iter().map(|(k, v)| (k.as_str(), v.as_str()))).expect("an answer"))
    }

    pub(crate) fn post_raw(&self, path: &str, content_type: &str, body: &[u8]) -> Page {
        let request = self.agent.post(format!("{}{path}", self.base)).header("Content-Type", content_type);
        Page::of(request.send(body).expect("an answer"))
    }

    /// Kills the server as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("a running server");
        self.child.wait().expect("an ended server");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The keys of the team-safety items, and whether each is turned round.
pub(crate) const ITEMS: [(&str, bool); 7] = [
    ("voice", false),
    ("errors", true),
    ("help", false),
    ("inclusion", false),
    ("dissent", false),
    ("fear", true),
    ("recognition", false),
];

/// A form from a point (or none) for each item.
pub(crate) fn form(answers: &[Option<u8>; 7]) -> Vec<(String, String)> {
    ITEMS
        .iter()
        .zip(answers)
        .map(|((key, _), answer)| {
            (format!("a.{key}"), answer.map_or_else(|| "-".to_owned(), |point| point.to_string()))
        })
        .collect()
}
