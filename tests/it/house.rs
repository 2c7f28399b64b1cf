//! A test house: an installation in a temporary folder, the real program, a real server. Knows no story.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use domain::Adviser;
use jobs::LetterTerms;
use mail::Sender;
use tempfile::TempDir;

use crate::postgres::Cluster;
use crate::visitor::Server;

/// The password of the confidential adviser.
pub(crate) const PASSWORD: &str = "a quiet green password";

/// An installation that goes away with the test.
pub(crate) struct TestHouse {
    pub(crate) folder: TempDir,
    /// The throw-away server, and the address of this house's database on it.
    pub(crate) server: Option<(Cluster, String)>,
}

/// The two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// Makes each story a test on both databases.
macro_rules! on_both_engines {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $story() { super::$story(&$crate::house::TestHouse::on($crate::house::Engine::Sqlite)); })+
        }
        mod postgres {
            $(#[test] fn $story() { super::$story(&$crate::house::TestHouse::on($crate::house::Engine::Postgres)); })+
        }
    };
}
pub(crate) use on_both_engines;

/// What a command said.
pub(crate) struct Said {
    pub(crate) ok: bool,
    /// The code with which it ended, unless it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            ok: output.status.success(),
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl TestHouse {
    /// A fresh installation with a file for a database; the server takes any free port.
    pub(crate) fn new() -> Self {
        Self::on(Engine::Sqlite)
    }

    /// A fresh installation on this database.
    pub(crate) fn on(engine: Engine) -> Self {
        let server = (engine == Engine::Postgres).then(|| {
            let cluster = Cluster::start();
            let url = cluster.new_database();
            (cluster, url)
        });
        Self::with(server)
    }

    /// A fresh installation on this server, or with a file.
    pub(crate) fn with(server: Option<(Cluster, String)>) -> Self {
        let house = Self { folder: tempfile::tempdir().expect("a temporary folder"), server };
        let mut words = vec!["init", "--organisation", "Zorggroep Één", "--adviser", "Ada Bos"];
        words.extend(house.server.iter().flat_map(|(_, url)| ["--database", url.as_str()]));
        house.must(&words);
        house.configure("port = 8000", "port = 0");
        // Most stories begin where everybody may read; those of `delivery.rs` put this back.
        house.configure("delay_days = 3", "delay_days = 0");
        house.configure("share_back = true", "share_back = false");
        house
    }

    /// Runs a command and pulls the plug after so long.
    pub(crate) fn kill_after(&self, words: &[&str], time: Duration) {
        self.kill_when(words, || {
            std::thread::sleep(time);
            true
        });
    }

    /// Runs a command and pulls the plug when it is time; tells whether the command had not ended before.
    pub(crate) fn kill_when(&self, words: &[&str], mut is_time: impl FnMut() -> bool) -> bool {
        let mut command = self.command(words);
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a start");
        while !is_time() && child.try_wait().expect("a child").is_none() {
            std::thread::sleep(Duration::from_millis(10));
        }
        child.kill().expect("a running program, or one that has ended");
        child.wait().expect("an end").code().is_none()
    }

    /// Sends letters to a relay instead of a folder.
    pub(crate) fn use_relay(&self, url: &str) {
        let nobody = "#= smtp = \"smtp://user:password@mail.example.org:587?tls=required\"";
        self.configure(nobody, &format!("smtp = \"{url}\""));
    }

    /// Which database this house has.
    pub(crate) fn engine(&self) -> Engine {
        if self.server.is_some() { Engine::Postgres } else { Engine::Sqlite }
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

    /// Adds the account of the confidential adviser, `ada`.
    pub(crate) fn add_adviser(&self) {
        let words = ["account", "add", "ada", "--email", "ada@example.org", "--role", "adviser"];
        let said = self.run_with(&words, &format!("{PASSWORD}\n"));
        assert!(said.ok, "{}", said.err);
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
        self.start(Stdio::inherit())
    }

    /// Starts the server with everything it says about its work in a file.
    pub(crate) fn serve_logging_to(&self, file: &Path) -> Server {
        self.start(fs::File::create(file).expect("a log").into())
    }

    fn start(&self, log: Stdio) -> Server {
        let mut command = self.command(&["serve"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("an output")).read_line(&mut line).expect("a first line");
        let base = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address");
        Server::at(base.trim_end_matches(';').to_owned(), child)
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

    /// The key file of the only open wave.
    pub(crate) fn wave_key(&self) -> PathBuf {
        let entries = fs::read_dir(self.dir().join("keys")).expect("a folder");
        let mut keys = entries.map(|entry| entry.expect("an entry").path());
        keys.find(|path| path.extension().is_some_and(|e| e == "key") && !path.ends_with("custody.key"))
            .expect("a key file")
    }

    /// The export as JSON.
    pub(crate) fn export(&self) -> serde_json::Value {
        serde_json::from_str(&self.must(&["export", "--format", "json"])).expect("JSON")
    }

    /// Every file of the installation with its bytes, and every file of its database server.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        collect(&self.dir(), &mut files);
        if let Some((cluster, _)) = &self.server {
            // What is in the server's memory only is not on anybody's disk.
            cluster.psql("postgres", "checkpoint");
            collect(cluster.data(), &mut files);
        }
        files
    }
}

/// What letters need that does not depend on their receiver.
pub(crate) fn letter_terms() -> LetterTerms {
    LetterTerms {
        organisation: "Zorg".into(),
        base_url: "https://pulse.example.org".into(),
        sender: Sender::new("Polsslag <pulse@example.org>", None).expect("a mailbox"),
        adviser: Adviser { name: "Ada Bos".into(), ..Adviser::default() },
    }
}

pub(crate) fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            // A running server removes files of its own between listing and reading.
            files.push((path, bytes));
        }
    }
}

/// The day that many days from now, as the command line takes it.
pub(crate) fn in_days(days: i64) -> String {
    let zone: domain::TimeZone = "Europe/Amsterdam".parse().expect("a zone");
    (zone.day(chrono::Utc::now()) + chrono::Duration::days(days)).to_string()
}
