//! `report`: writes the PDF of one unit, of a year, or all of a wave. Reads publications, actions and words that were written
//! to be read.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::{Language, UnitPath, WaveLabel};
use jobs::{Batch, Printed};

use super::Installation;
use crate::{Failure, terminal};

#[derive(Args)]
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
    #[arg(long)]
    out: PathBuf,
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    Installation::within(dir, async |installation| {
        let pdf = match (arguments.language, &arguments.wave, arguments.year) {
            (Some(language), None, Some(year)) => installation.printer().year(year, language).await?,
            (language, Some(wave), _) => {
                // Refused here with the waves there are.
                installation.published(wave).await?;
                let (Some(unit), Some(language)) = (&arguments.unit, language) else {
                    return all(installation, wave, arguments).await;
                };
                installation.printer().unit(wave, unit, language).await?
            }
            _ => return Err(Failure::Refused("a report needs --wave, or --year and --language".to_owned())),
        };
        write(&pdf, &arguments.out)?;
        terminal::say(format!("wrote {}", arguments.out.display()));
        Ok(())
    })
    .await
}

/// Writes one report; the file is whole or not there.
pub(crate) fn write(pdf: &[u8], out: &Path) -> Result<(), Failure> {
    let half = out.with_extension("pdf.part");
    fs::write(&half, pdf).map_err(Failure::file(&half))?;
    fs::rename(&half, out).map_err(Failure::file(out))
}

/// Writes every report of a wave, and says how many.
async fn all(installation: &Installation, wave: &WaveLabel, arguments: &Arguments) -> Result<(), Failure> {
    let (wave, folder) = (wave.clone(), arguments.out.clone());
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let languages = arguments.language.map_or_else(|| Language::ALL.to_vec(), |language| vec![language]);
    let bar = terminal::bar(0, "printing reports");
    let progress = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let printed = installation.printer().all(&Batch { wave, languages, folder }, progress).await?;
    bar.finish_and_clear();
    let out = arguments.out.display();
    let Printed { units, files } = printed;
    terminal::say(format!("wrote {files} reports on {units} units to {out}"));
    Ok(())
}
