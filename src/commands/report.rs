//! `report`: writes the PDF of one unit. Reads publications, actions and released words only.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use domain::{Action, Language, Publication, UnitPath, WaveLabel};
use jobs::Paper;
use store::ReleasedRemarks;

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
    let pdf = make(installation, unit, wave, language).await?;
    let half = out.with_extension("pdf.part");
    fs::write(&half, pdf).map_err(Failure::file(&half))?;
    fs::rename(&half, out).map_err(Failure::file(out))
}

/// Makes one report.
pub(crate) async fn make(
    installation: &Installation,
    unit: &UnitPath,
    wave: &WaveLabel,
    language: Language,
) -> Result<Vec<u8>, Failure> {
    let paper = gather(installation, unit, wave).await?;
    let made = tokio::task::spawn_blocking(move || jobs::unit_report(&paper, language)).await;
    Ok(made.map_err(|error| Failure::Refused(format!("the report was interrupted: {error}")))??)
}

/// The newest waves whose released words stand in a report.
const ROUNDS: usize = 3;

/// A report shows what was known when its wave was published, also when it is printed later. What was done and what was
/// released came after: up to the next wave they belong to this one.
async fn gather(installation: &Installation, unit: &UnitPath, wave: &WaveLabel) -> Result<Paper, Failure> {
    let store = &installation.store;
    let publication = installation.publication(wave).await?;
    let terms = publication.terms();
    let mut publications = store.publications(Some(terms.questionnaire.key())).await?;
    let later = publications.partition_point(|other| other.terms().opens <= terms.opens);
    let next = publications.get(later).map(|next| next.terms().opens);
    publications.truncate(later);
    let analysis = match terms.tree.find(unit) {
        Some(place) => store.unit_analysis(wave, place.position()).await?,
        None => None,
    };
    let actions = store.actions_for(unit).await?.into_iter().map(|kept| kept.action);
    let begun = |action: &Action| next.is_none_or(|next| action.since().first_day() < next);
    let released = store.remarks_for(unit).await?.into_iter().filter(|remarks| remarks.unit == *unit);
    let opened = |remarks: ReleasedRemarks| {
        let of = publications.iter().map(Publication::terms).find(|terms| terms.label == remarks.wave)?;
        Some((of.opens, remarks.words))
    };
    Ok(Paper {
        organisation: installation.config.organisation.clone(),
        adviser: installation.config.adviser.clone(),
        unit: unit.clone(),
        actions: actions.filter(begun).collect(),
        remarks: released.filter_map(opened).take(ROUNDS).collect(),
        analysis,
        publications,
        publication,
    })
}
