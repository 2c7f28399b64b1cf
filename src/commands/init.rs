//! `init`: makes an installation. Touches nothing that is there already.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use clap::Args;
use jobs::KeyFolder;
use store::Store;

use crate::config::{Config, FILE, SAMPLE};
use crate::{Failure, terminal};

/// The questionnaire of the monthly pulse.
pub(super) const TEAM_SAFETY: &str = include_str!("../../surveys/team-safety.toml");

/// The questionnaires that come with the program, and the conversation guide to each.
const SURVEYS: [(&str, &str); 4] = [
    ("team-safety.toml", TEAM_SAFETY),
    ("team-safety.guide.toml", include_str!("../../surveys/team-safety.guide.toml")),
    ("social-safety.toml", include_str!("../../surveys/social-safety.toml")),
    ("social-safety.guide.toml", include_str!("../../surveys/social-safety.guide.toml")),
];

#[derive(Args)]
pub(crate) struct Arguments {
    /// The organisation's name
    #[arg(long)]
    organisation: Option<String>,
    /// The name of the confidential adviser
    #[arg(long)]
    adviser: Option<String>,
    /// From whom letters come, such as "Pulse <pulse@example.org>"
    #[arg(long)]
    from: Option<String>,
    /// The address of the server as respondents reach it
    #[arg(long)]
    base_url: Option<String>,
    /// The database: a file, or the address of an empty one, such as `postgres://user@host/name`
    #[arg(long)]
    database: Option<String>,
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    // A fault in the configuration would be told of a line in a file that is not there yet.
    if let Some(from) = &arguments.from {
        let told = |error: &dyn std::fmt::Display| Failure::Refused(format!("--from \"{from}\": {error}"));
        mail::Sender::new(from, None).map_err(|error| told(&error))?;
    }
    create(dir, &configuration(arguments)).await?;
    let dir = dir.display();
    terminal::say(format!("made {dir}/{FILE}, a keys folder and the tables of an empty database,"));
    terminal::say("and two questionnaires with a conversation guide to each.");
    terminal::say(format!("next: look through {dir}/{FILE}, above all [mail] and [adviser], then"));
    terminal::say(format!("  polsslag people import roster.csv --dry-run --dir {dir}"));
    terminal::say(format!("  polsslag account add NAME --email ADDRESS --role adviser --dir {dir}"));
    Ok(())
}

/// The sample with the given values in it.
fn configuration(arguments: &Arguments) -> String {
    let mut text = SAMPLE.to_owned();
    for (sample, given) in [
        ("organisation = \"Our organisation\"", &arguments.organisation),
        ("name = \"The confidential adviser\"", &arguments.adviser),
        ("from = \"Polsslag <polsslag@localhost>\"", &arguments.from),
        ("base_url = \"http://127.0.0.1:8000\"", &arguments.base_url),
        ("database = \"polsslag.db\"", &arguments.database),
    ] {
        if let (Some(value), Some((key, _))) = (given, sample.split_once(" = ")) {
            // `Value` writes the quotes and escapes that TOML asks for.
            text = text.replacen(sample, &format!("{key} = {}", toml::Value::String(value.clone())), 1);
        }
    }
    text
}

/// Makes an installation with this configuration in `dir`; the configuration itself comes last, so that an
/// interrupted `init` can be repeated.
pub(crate) async fn create(dir: &Path, configuration: &str) -> Result<(), Failure> {
    let file = dir.join(FILE);
    if file.exists() {
        return Err(Failure::Refused(format!("{} is there already; nothing was changed", file.display())));
    }
    let config = Config::parse(configuration, &file, dir)?;
    for folder in [dir, &config.surveys] {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(Failure::file(folder))?;
    }
    for (name, text) in SURVEYS {
        let path = config.surveys.join(name);
        if !path.exists() {
            write_new(&path, text)?;
        }
    }
    KeyFolder::at(&config.keys).create()?;
    Store::create(&config.database).await?.close().await?;
    write_new(&file, configuration)
}

/// Writes a file that must not be there yet, for its owner only, durably.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // The configuration may come to hold the relay's password.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(Failure::file(path))
}
