//! `templates`: writes down what templates of one's own start from, and tries them on made-up reports. Reads no answer
//! and prints no report that anybody gets.

use std::fs;
use std::path::{Path, PathBuf};

use ::report::{Press, ReportError, Template};
use clap::Subcommand;

use crate::config::Config;
use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write the built-in templates, with a README, the schema of their data and samples, to start from
    #[command(after_help = "Example:
  polsslag templates write reports        then keep what you change, and set in polsslag.toml:
  [reports]
  templates = \"reports\"")]
    Write {
        /// A folder that is new or empty
        folder: PathBuf,
    },
    /// Print made-up reports of every kind in each language, and name what is wrong with file, line and column
    #[command(after_help = "Examples:
  polsslag templates check                with the templates of the installation
  polsslag templates check reports        with those of a folder")]
    Check {
        /// A folder of templates [default: that of the configuration]
        folder: Option<PathBuf>,
    },
}

pub(crate) fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Write { folder } => write(folder),
        Command::Check { folder: Some(folder) } => check(Some(folder)),
        Command::Check { folder: None } => check(Config::read(dir)?.reports.templates.as_deref()),
    }
}

/// Writes every file or none.
fn write(folder: &Path) -> Result<(), Failure> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::Refused(format!("{} is not empty; nothing was written", folder.display())));
    }
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    for (name, text) in Template::files() {
        let file = folder.join(name);
        if let Err(source) = fs::write(&file, text) {
            for (name, _) in Template::files() {
                // Nothing more can be done about one that stays.
                let _ = fs::remove_file(folder.join(name));
            }
            return Err(Failure::File { path: file, source });
        }
    }
    terminal::say(format!("wrote {} files to {}; read README.md there", Template::files().count(), folder.display()));
    Ok(())
}

/// Prints every sample, and says everything that is wrong at once.
fn check(folder: Option<&Path>) -> Result<(), Failure> {
    let press = folder.map_or_else(|| Ok(Press::built_in()), Press::with_folder)?;
    let (mut faults, mut warnings) = (Vec::new(), Vec::new());
    for template in Template::ALL {
        for sample in template.samples()? {
            match press.proof(&sample) {
                Ok(wondered) => note_new(&mut warnings, wondered),
                Err(ReportError::NotPrinted { faults: found }) => note_new(&mut faults, found),
                Err(error) => return Err(error.into()),
            }
        }
    }
    for warning in warnings {
        terminal::note(format!("warning: {warning}"));
    }
    if !faults.is_empty() {
        return Err(Failure::Refused(format!("these templates don't print:\n  {}", faults.join("\n  "))));
    }
    let used = folder.map_or_else(|| "as they are built in".to_owned(), |folder| format!("with {}", folder.display()));
    terminal::say(format!("all {} templates print, {used}", Template::ALL.len()));
    Ok(())
}

/// The same fault shows in every sample; it is said once.
fn note_new(known: &mut Vec<String>, found: Vec<::report::Fault>) {
    for fault in found {
        let fault = fault.to_string();
        if !known.contains(&fault) {
            known.push(fault);
        }
    }
}
