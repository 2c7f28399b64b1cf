//! `wave open`: opens a wave, or with `--dry-run` tells what that would do, and changes nothing. Shows no figure.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use domain::{Language, SurveyKey, WaveLabel};
use jobs::{Departure, Opening, Rehearsal};

use super::super::{Installation, letter_terms, outbox, people, survey};
use crate::Failure;
use crate::terminal::{self, count};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The key of a questionnaire in the surveys folder, such as team-safety
    #[arg(long)]
    survey: SurveyKey,
    /// The last day on which people can answer, such as 2026-12-15
    #[arg(long, value_parser = super::super::day)]
    closes: NaiveDate,
    /// The wave's name, when it is not to be this month's
    #[arg(long)]
    label: Option<WaveLabel>,
    /// Leave the letters in the queue; `polsslag serve` or `polsslag mail send` sends them
    #[arg(long)]
    queue_only: bool,
    /// Only tell who would be asked, and check everything; nothing is opened, sent or kept
    #[arg(long, conflicts_with = "queue_only")]
    dry_run: bool,
    /// With --dry-run: write the letter as it would be, once in each language, to this folder
    #[arg(long, value_name = "FOLDER", requires = "dry_run")]
    preview: Option<PathBuf>,
}

pub(super) async fn run(installation: &Installation, arguments: Arguments) -> Result<(), Failure> {
    let Arguments { survey, closes, label, queue_only, dry_run, preview } = arguments;
    let config = &installation.config;
    let questionnaire = survey::find(&config.surveys, &survey)?;
    letter_terms(config)?.check(&questionnaire, closes)?;
    outbox::warn_of_links(installation);
    let opening = Opening {
        questionnaire,
        label,
        today: installation.today(),
        closes,
        threshold: config.threshold,
        coverage: config.coverage,
        custody: config.custody,
        schedule: config.schedule.clone(),
        departure: Departure::AtOnce(outbox::now()),
    };
    if dry_run {
        return rehearse(installation, &opening, preview.as_deref()).await;
    }
    let opened = jobs::open(&installation.store, &installation.traces.keys, opening.clone()).await?;
    let (people, units) = (count(opened.invited, "person", "people"), count(opened.units, "unit", "units"));
    terminal::say(format!("wave {} is open until {closes}: {people} in {units}", opened.label));
    super::meaning::tell(installation, &opening, &opened.label, queue_only).await?;
    if queue_only {
        let wait = count(opened.invited, "letter waits; send it", "letters wait; send them");
        terminal::say(format!("{wait} with: polsslag mail send"));
        return Ok(());
    }
    // The wave is open, whatever becomes of the letters: they wait, and `serve` tries again.
    super::send(installation).await;
    Ok(())
}

async fn rehearse(installation: &Installation, opening: &Opening, preview: Option<&Path>) -> Result<(), Failure> {
    let rehearsal = jobs::rehearse(&installation.store, &installation.traces.keys, opening).await?;
    let Rehearsal { label, languages, units, small } = &rehearsal;
    let all: usize = languages.values().sum();
    let (asked, units) = (count(all, "person", "people"), count(*units, "unit", "units"));
    terminal::say(format!("wave {label} would be open until {}: {asked} in {units}", opening.closes));
    for (language, speakers) in languages {
        terminal::say(format!("  {} in {}", count(*speakers, "person", "people"), language.code()));
    }
    let config = &installation.config;
    let place = match &config.mail.relay {
        Some(relay) => format!("the mail server {}", relay.host()),
        None => format!("the folder {}", config.letters.display()),
    };
    terminal::say(format!("{} from {} to {place}", count(all, "letter", "letters"), config.mail.sender));
    for (path, invited) in small {
        terminal::say(people::too_small(path, *invited, opening.threshold));
    }
    super::meaning::tell(installation, opening, label, false).await?;
    match preview {
        Some(folder) => write_samples(installation, opening, languages.keys(), folder)?,
        None => terminal::say("see the letter with: --preview FOLDER"),
    }
    terminal::say("nothing was changed (--dry-run)");
    Ok(())
}

/// Writes the letter in each of these languages to a folder, and says where.
fn write_samples<'a>(
    installation: &Installation,
    opening: &Opening,
    languages: impl Iterator<Item = &'a Language>,
    folder: &Path,
) -> Result<(), Failure> {
    let terms = letter_terms(&installation.config)?;
    // Nothing is written before everything could be.
    let letters = languages.map(|language| {
        let letter = terms.sample(&opening.questionnaire, opening.closes, opening.threshold, *language)?;
        Ok((folder.join(format!("invitation.{}.eml", language.code())), letter.bytes()))
    });
    let letters = letters.collect::<Result<Vec<_>, mail::MailError>>()?;
    fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    for (file, bytes) in letters {
        fs::write(&file, bytes).map_err(Failure::file(&file))?;
        terminal::say(format!("wrote {}; its link leads to nobody's page", file.display()));
    }
    Ok(())
}
