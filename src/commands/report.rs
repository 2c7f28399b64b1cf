//! `report`: writes the PDF of one unit, or of all. Reads publications, actions and released words
//! only.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::{Language, UnitPath, WaveLabel};
use jobs::{Batch, Printed, Printer};

use super::Installation;
use super::press::Presses;
use crate::{Failure, terminal};

#[derive(Args)]
#[command(after_help = "Examples:
  polsslag report --unit \"Care/Team A\" --wave 2026-11 --language nl --out team.pdf
  polsslag report --all --wave 2026-11 --out reports-2026-11
  polsslag report --unit / --wave 2026-11 --language en --data reports/data.json")]
pub(crate) struct Arguments {
    /// The unit's path, such as "Care/Ward North/Team A"; / is the whole organisation
    #[arg(long, required_unless_present = "all", conflicts_with = "all")]
    unit: Option<UnitPath>,
    /// Every report of the wave
    #[arg(long)]
    all: bool,
    /// The wave, such as 2026-11
    #[arg(long)]
    wave: WaveLabel,
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

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    Installation::within(dir, async |installation| {
        // Refused here with the waves there are.
        installation.published(&arguments.wave).await?;
        match (&arguments.unit, arguments.language, &arguments.out, &arguments.data) {
            (Some(unit), Some(language), Some(out), _) => {
                let printer = printer(installation, arguments)?;
                write(&printer.unit(&arguments.wave, unit, language).await?, out)?;
                terminal::say(format!("wrote {}", out.display()));
            }
            (Some(unit), Some(language), None, Some(out)) => {
                let printer = installation.printer_with(Presses::built_in());
                let manuscript = printer.manuscript(&arguments.wave, unit, language).await?;
                write(manuscript.data().as_bytes(), out)?;
                terminal::say(format!("wrote {}", out.display()));
            }
            (_, _, Some(folder), _) => all(installation, arguments, folder).await?,
            (_, _, None, _) => {}
        }
        Ok(())
    })
    .await
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
async fn all(installation: &Installation, arguments: &Arguments, folder: &Path) -> Result<(), Failure> {
    let printer = printer(installation, arguments)?;
    let (wave, folder) = (arguments.wave.clone(), folder.to_owned());
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
