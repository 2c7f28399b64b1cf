//! `report`: writes the PDF of one unit. Reads publications only.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::{Language, UnitPath, WaveLabel};

use super::Installation;
use crate::{Failure, terminal};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The unit's path, such as "Care/Ward North/Team A"; / is the whole organisation
    #[arg(long)]
    unit: UnitPath,
    /// The wave, such as 2026-11
    #[arg(long)]
    wave: WaveLabel,
    /// nl or en
    #[arg(long)]
    language: Language,
    /// The PDF file
    #[arg(long)]
    out: PathBuf,
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    Installation::within(dir, async |installation| {
        write(installation, &arguments.unit, &arguments.wave, arguments.language, &arguments.out).await
    })
    .await?;
    terminal::say(format!("wrote {}", arguments.out.display()));
    Ok(())
}

/// Writes one report; the file is whole or not there.
pub(crate) async fn write(
    installation: &Installation,
    unit: &UnitPath,
    wave: &WaveLabel,
    language: Language,
    out: &Path,
) -> Result<(), Failure> {
    let publication = installation.publication(wave).await?;
    let all = installation.store.publications(Some(publication.terms().questionnaire.key())).await?;
    // A report shows what was known when its wave was published, also when it is printed later.
    let until: Vec<_> = all.into_iter().take_while(|other| other.terms().opens <= publication.terms().opens).collect();
    let analysis = match publication.terms().tree.find(unit) {
        Some(place) => installation.store.unit_analysis(wave, place.position()).await?,
        None => None,
    };
    let (organisation, adviser) = (installation.config.organisation.clone(), installation.config.adviser.clone());
    let unit = unit.clone();
    let pdf = tokio::task::spawn_blocking(move || {
        jobs::unit_report(&organisation, &adviser, &unit, &publication, &until, analysis.as_ref(), language)
    })
    .await
    .map_err(|error| Failure::Refused(format!("the report was interrupted: {error}")))??;
    let half = out.with_extension("pdf.part");
    fs::write(&half, pdf).map_err(Failure::file(&half))?;
    fs::rename(&half, out).map_err(Failure::file(out))
}
