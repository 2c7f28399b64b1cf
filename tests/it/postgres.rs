//! A throw-away `PostgreSQL` cluster on a Unix socket, as fast as a copied folder. Knows no table and no story.

mod template;

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use self::template::{copy, give, short_folder, template};

/// Where Debian and its relatives keep one folder for each version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// The oldest version that is supported.
const OLDEST: u32 = 15;
/// Names the socket; no network port is ever opened.
const PORT: &str = "5432";
/// How long a server may take to start, and how often it is asked.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// A running server with a folder of its own. Only a drop stops it: keep it in a variable, never in a static.
pub(crate) struct Cluster {
    // Dropped after `Drop::drop`, so when the server has stopped.
    folder: TempDir,
    data: PathBuf,
    tools: Tools,
    server: Child,
    databases: AtomicU32,
}

impl Cluster {
    /// Starts a server with nothing but its own databases.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// Starts a server with more settings, such as `("track_commit_timestamp", "on")`; they win from those made here.
    pub(crate) fn start_with(settings: &[(&str, &str)]) -> Self {
        let folder = short_folder();
        let tools = Tools::find(folder.path());
        let data = folder.path().join("data");
        copy(&template(&tools), &data, tools.user);
        let log = File::create(folder.path().join("log")).expect("a log");
        let socket = folder.path().to_str().expect("a UTF-8 path");
        let mut command = tools.command("postgres", folder.path());
        command.arg("-D").arg(&data).args(["-p", PORT]);
        let ours = [
            ("unix_socket_directories", socket),
            ("listen_addresses", ""),
            ("fsync", "off"),
            ("max_connections", "40"),
            ("shared_buffers", "16MB"),
        ];
        for (name, value) in ours.iter().chain(settings) {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        command.stdin(Stdio::null()).stdout(log.try_clone().expect("a second handle")).stderr(log);
        let server = command.spawn().expect("the server starts");
        let mut cluster = Self { folder, data, tools, server, databases: AtomicU32::new(0) };
        cluster.wait_until_ready();
        cluster
    }

    /// A server of its own with a copy of a database of this one, as it is at this moment; gives the copy's URL too.
    pub(crate) fn copy_of(&self, database: &str) -> (Self, String) {
        let other = Self::start();
        let (copy, dump) = (other.new_database(), other.folder.path().join("dump.sql"));
        let text = must(self.client("pg_dump").args(["-U", "postgres", "-d", database]));
        fs::write(&dump, text).expect("a written dump");
        give(&dump, other.tools.user);
        let quiet = ["-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-d"];
        must(other.client("psql").args(quiet).arg(&copy).arg("-f").arg(&dump));
        (other, copy)
    }

    /// An empty database with a name of its own; gives its URL.
    pub(crate) fn new_database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed) + 1);
        let mut command = self.client("createdb");
        command.args(["-U", "postgres", &name]);
        must(&mut command);
        format!("postgres://postgres@localhost:{PORT}/{name}?host={}", self.folder.path().display())
    }

    /// The data folder. A `CHECKPOINT` brings into its tables what is only in `pg_wal` and in memory.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// Runs SQL in a database, given by name or by URL; gives the rows, one line each, with `|` between the columns.
    #[track_caller]
    pub(crate) fn psql(&self, database: &str, sql: &str) -> Vec<String> {
        let mut command = self.client("psql");
        command.args(["-U", "postgres", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]);
        must(&mut command).lines().map(str::to_owned).collect()
    }

    /// A client program that finds this server.
    fn client(&self, name: &str) -> Command {
        let mut command = self.tools.command(name, self.folder.path());
        command.arg("-h").arg(self.folder.path()).args(["-p", PORT]);
        command
    }

    fn wait_until_ready(&mut self) {
        let began = Instant::now();
        loop {
            let mut ask = self.client("pg_isready");
            if ask.arg("-q").stdin(Stdio::null()).status().expect("pg_isready runs").success() {
                return;
            }
            if let Some(status) = self.server.try_wait().expect("a child") {
                panic!("PostgreSQL stopped while it started, with {status}; its log:\n{}", self.log());
            }
            assert!(began.elapsed() < PATIENCE, "PostgreSQL is not ready after {PATIENCE:?}; its log:\n{}", self.log());
            thread::sleep(PAUSE);
        }
    }

    fn log(&self) -> String {
        let bytes = fs::read(self.folder.path().join("log")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It reads the pid from our own folder; we are the parent, so waiting for the end is our work, not its.
        let mut stop = self.tools.command("pg_ctl", self.folder.path());
        stop.args(["stop", "-m", "immediate", "-W", "-D"]).arg(&self.data);
        let asked = stop.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !asked.is_ok_and(|status| status.success()) {
            // Before its pid was written, or after it died. A child that was not waited for keeps its pid.
            self.server.kill().ok();
        }
        self.server.wait().ok();
    }
}

/// The installed programs, and as whom they run.
struct Tools {
    bin: PathBuf,
    version: String,
    /// Who runs this test.
    me: u32,
    /// User and group of the server, when it can't be us: `PostgreSQL` refuses to run as root.
    user: Option<(u32, u32)>,
}

impl Tools {
    /// Finds the programs; a folder that we just made tells who we are, and is given to the server's user.
    fn find(ours: &Path) -> Self {
        let bin = newest().or_else(on_path).unwrap_or_else(|| {
            panic!("PostgreSQL was not found: run tests/run, or install the package postgresql ({OLDEST} or newer)")
        });
        let said = must(Command::new(bin.join("postgres")).arg("--version"));
        let version = said.split_whitespace().nth(2).expect("a version").to_owned();
        assert!(
            major(&version) >= OLDEST,
            "PostgreSQL {version} in {} is too old: install the package postgresql ({OLDEST} or newer)",
            bin.display()
        );
        let me = fs::metadata(ours).expect("a folder").uid();
        let user = (me == 0).then(servant);
        give(ours, user);
        Self { bin, version, me, user }
    }

    /// A program, run as the server's user from a folder which that user can read, deaf to `PGHOST` and its family.
    fn command(&self, name: &str, folder: &Path) -> Command {
        let mut command = Command::new(self.bin.join(name));
        command.current_dir(folder);
        for (key, _) in env::vars_os().filter(|(key, _)| key.as_bytes().starts_with(b"PG")) {
            command.env_remove(key);
        }
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        command
    }
}

/// The leading number of a version: 15 of `15.18`, 18 of `18beta1`.
fn major(version: &str) -> u32 {
    let digits = version.find(|c: char| !c.is_ascii_digit()).map_or(version, |end| &version[..end]);
    digits.parse().unwrap_or(0)
}

fn newest() -> Option<PathBuf> {
    let entries = fs::read_dir(VERSIONS).ok()?.flatten();
    let folders = entries.map(|entry| (major(&entry.file_name().to_string_lossy()), entry.path().join("bin")));
    folders.filter(|(_, bin)| bin.join("initdb").is_file()).max().map(|(_, bin)| bin)
}

fn on_path() -> Option<PathBuf> {
    let path: OsString = env::var_os("PATH")?;
    let program = env::split_paths(&path).map(|folder| folder.join("initdb")).find(|program| program.is_file())?;
    // The other programs are beside the real one, not always beside a link to it.
    Some(program.canonicalize().ok()?.parent()?.to_owned())
}

/// The user and group that run the server for root.
fn servant() -> (u32, u32) {
    let users = fs::read_to_string("/etc/passwd").expect("a list of users");
    let find = |name: &str| {
        let fields: Vec<&str> = users.lines().map(|line| line.split(':').collect()).find(|f: &Vec<_>| f[0] == name)?;
        Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
    };
    find("postgres").or_else(|| find("nobody")).expect("a user postgres or nobody, since the server can't run as root")
}

/// Runs a program that must succeed, and gives what it wrote.
#[track_caller]
fn must(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().expect("the program runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
