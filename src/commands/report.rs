//! `report`: writes the PDF on one unit, on a year, or all of a wave. Reads publications, actions and words that were written
//! to be read.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::{Language, UnitPath, WaveLabel};
use jobs::{Batch, PaperError, Printed, Printer};
use report::Manuscript;

use super::Installation;
use super::press::Presses;
use crate::{Failure, terminal};

#[derive(Args)]
#[command(after_help = "Examples:
  polsslag report --unit \"Care/Team A\" --wave 2026-11 --language nl --out team.pdf
  polsslag report --all --wave 2026-11 --out reports-2026-11
  polsslag report --year 2026 --language nl --out jaarverslag.pdf
  polsslag report --unit / --wave 2026-11 --language en --data reports/data.json")]
pub(crate) struct Arguments {
    /// The unit's path, such as "Care/Ward North/Team A"; / is the whole organisation
    #[arg(long, required_unless_present_any = ["year", "all"], conflicts_with_all = ["year", "all"])]
    unit: Option<UnitPath>,
    /// The confidential adviser's report on a year, such as 2026
    #[arg(long, conflicts_with_all = ["all", "wave"])]
    year: Option<i32>,
    /// Every report of the wave
    #[arg(long)]
    all: bool,
    /// The wave, such as 2026-11
    #[arg(long, required_unless_present = "year")]
    wave: Option<WaveLabel>,
    /// nl or en; without it, --all makes each report in both
    #[arg(long, required_unless_present = "all")]
    language: Option<Language>,
    /// The PDF file; with --all, the folder
    #[arg(long, required_unless_present = "data")]
    out: Option<PathBuf>,
    /// Instead of a PDF, a file with what the report says: data.json for a template of your own
    #[arg(long, conflicts_with_all = ["all", "out", "built_in"])]
    data: Option<PathBuf>,
    /// With the built-in templates, whatever the configuration says
    #[arg(long)]
    built_in: bool,
}

/// What one report is about.
enum Subject<'a> {
    Unit(&'a WaveLabel, &'a UnitPath),
    Year(i32),
}

impl Subject<'_> {
    async fn pdf(&self, printer: &Printer, language: Language) -> Result<Vec<u8>, PaperError> {
        match *self {
            Self::Unit(wave, unit) => printer.unit(wave, unit, language).await,
            Self::Year(year) => printer.year(year, language).await,
        }
    }

    async fn manuscript(&self, printer: &Printer, language: Language) -> Result<Manuscript, PaperError> {
        match *self {
            Self::Unit(wave, unit) => printer.manuscript(wave, unit, language).await,
            Self::Year(year) => printer.manuscript_of_year(year, language).await,
        }
    }
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    Installation::within(dir, async |installation| {
        if let Some(wave) = &arguments.wave {
            // Refused here with the waves there are.
            installation.published(wave).await?;
        }
        let subject = match (&arguments.wave, &arguments.unit, arguments.year) {
            (Some(wave), Some(unit), _) => Some(Subject::Unit(wave, unit)),
            (_, _, Some(year)) => Some(Subject::Year(year)),
            _ => None,
        };
        let (Some(subject), Some(language)) = (subject, arguments.language) else {
            return all(installation, arguments).await;
        };
        let (bytes, file) = if let Some(file) = &arguments.data {
            let printer = installation.printer_with(Presses::built_in());
            (subject.manuscript(&printer, language).await?.data().into_bytes(), file)
        } else {
            let file = arguments.out.as_ref().ok_or_else(unsaid)?;
            (subject.pdf(&printer(installation, arguments)?, language).await?, file)
        };
        write(&bytes, file)?;
        terminal::say(format!("wrote {}", file.display()));
        Ok(())
    })
    .await
}

/// The rules of the arguments leave no such case.
fn unsaid() -> Failure {
    Failure::Refused("a report needs --unit and --wave, --year, or --all and --wave; and --out or --data".to_owned())
}

fn printer(installation: &Installation, arguments: &Arguments) -> Result<Printer, Failure> {
    if arguments.built_in { Ok(installation.printer_with(Presses::built_in())) } else { installation.printer() }
}

/// Writes a file that is whole or not there.
pub(crate) fn write(bytes: &[u8], out: &Path) -> Result<(), Failure> {
    let mut half = out.as_os_str().to_owned();
    half.push(".part");
    let half = PathBuf::from(half);
    fs::write(&half, bytes).map_err(Failure::file(&half))?;
    fs::rename(&half, out).map_err(Failure::file(out))
}

/// Writes every report of a wave, and says how many.
async fn all(installation: &Installation, arguments: &Arguments) -> Result<(), Failure> {
    let printer = printer(installation, arguments)?;
    let (wave, folder) = arguments.wave.clone().zip(arguments.out.clone()).ok_or_else(unsaid)?;
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let out = folder.display().to_string();
    let languages = arguments.language.map_or_else(|| Language::ALL.to_vec(), |language| vec![language]);
    let bar = terminal::bar(0, "printing reports");
    let progress = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let Printed { units, files } = printer.all(&Batch { wave, languages, folder }, progress).await?;
    bar.finish_and_clear();
    terminal::say(format!("wrote {files} reports on {units} units to {out}"));
    Ok(())
}
