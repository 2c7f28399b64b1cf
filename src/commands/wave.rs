//! `wave`: opens, lists and closes waves. Shows no figure.

use std::path::Path;

use chrono::{NaiveDate, Utc};
use clap::Subcommand;
use domain::{Cell, Passphrase, SurveyKey, WaveLabel};
use jobs::{Closing, Departure, Opening};
use store::{LetterCounts, LetterKind, ReportRelease, StoreError, WaveState, WaveSummary};

use super::{Installation, delivery, letter_terms, outbox, schedule, survey};
use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Open a wave: freeze roster, questionnaire and threshold, and send everybody a letter
    Open {
        /// The key of a questionnaire in the surveys folder, such as team-safety
        #[arg(long)]
        survey: SurveyKey,
        /// The last day on which people can answer, such as 2026-12-15
        #[arg(long)]
        closes: NaiveDate,
        /// The wave's name, when it is not to be this month's
        #[arg(long)]
        label: Option<WaveLabel>,
        /// Leave the letters in the queue; `polsslag serve` or `polsslag mail send` sends them
        #[arg(long)]
        queue_only: bool,
    },
    /// Close a wave: publish its figures, destroy its answers and keys
    Close {
        /// The wave; not needed when one is open
        #[arg(long)]
        wave: Option<WaveLabel>,
    },
    /// Let management and employees read a published wave now, and send the letters about it
    Release {
        /// The wave, such as 2026-11
        #[arg(long)]
        wave: WaveLabel,
    },
    /// Remind everybody who was invited to an open wave, whether they answered or not; at most twice a wave
    Remind {
        /// The wave, such as 2026-11
        #[arg(long)]
        wave: WaveLabel,
    },
    /// List all waves
    List,
}

pub(crate) async fn run(dir: &Path, command: Command) -> Result<(), Failure> {
    Installation::within(dir, async |installation| match command {
        Command::Open { survey, closes, label, queue_only } => {
            let questionnaire = survey::find(&installation.config.surveys, &survey)?;
            letter_terms(&installation.config)?.check(&questionnaire, closes)?;
            outbox::warn_of_links(installation);
            let opening = Opening {
                questionnaire,
                label,
                today: installation.today(),
                closes,
                threshold: installation.config.threshold,
                coverage: installation.config.coverage,
                custody: installation.config.custody,
                schedule: installation.config.schedule.clone(),
                departure: Departure::AtOnce(outbox::now()),
            };
            let opened = jobs::open(&installation.store, &installation.traces.keys, opening).await?;
            let (label, invited, units) = (&opened.label, opened.invited, opened.units);
            terminal::say(format!("wave {label} is open until {closes}: {invited} people in {units} units"));
            if queue_only {
                terminal::say(format!("{invited} letters wait; send them with: polsslag mail send"));
                return Ok(());
            }
            // The wave is open, whatever becomes of the letters: they wait, and `serve` tries again.
            send(installation).await;
            Ok(())
        }
        Command::Close { wave } => close(installation, wave).await,
        Command::Release { wave } => release(installation, &wave).await,
        Command::Remind { wave } => remind(installation, &wave).await,
        Command::List => list(installation).await,
    })
    .await
}

async fn close(installation: &Installation, wave: Option<WaveLabel>) -> Result<(), Failure> {
    let waves = installation.store.waves().await?;
    let open: Vec<_> = waves.iter().filter(|wave| wave.state == WaveState::Open).collect();
    let chosen = choose(&open, wave)?;
    let (today, now) = (installation.today(), Utc::now().timestamp());
    if now < chosen.ends {
        terminal::note(format!("people were told they could answer until {}; it is {today}", chosen.closes));
    }
    let passphrase = if jobs::needs_passphrase(&installation.traces.keys, &chosen.label)? {
        let text = terminal::secret("The passphrase of the adviser or the deputy: ")?;
        // One of another length opens nothing either.
        Some(Passphrase::new(&text).map_err(|_| jobs::CustodyError::from(domain::NotAdmitted::Wrong))?)
    } else {
        None
    };
    let bar = terminal::bar(0, "opening the answers");
    let told = |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let due = installation.config.reports.due(today);
    let (store, traces) = (&installation.store, &installation.traces);
    let closing = jobs::close(store, traces, &chosen.label, passphrase, due, told).await;
    bar.finish_and_clear();
    let closing = closing?;
    let units = closing.publication.units();
    let shown = units.iter().filter(|unit| matches!(unit.cell(), Cell::Shown(_))).count();
    let (label, all) = (&chosen.label, units.len());
    terminal::say(format!(
        "wave {label} is published: {shown} of {all} units are shown, the others had too few answers"
    ));
    terminal::say("its answers and keys are destroyed");
    note_leftovers(&closing);
    if due <= today {
        return match release(installation, label).await {
            // The close itself went well; what waits for an older wave goes after it by itself.
            Err(Failure::Store(error @ StoreError::OlderWaits { .. })) => {
                terminal::note(error.to_string());
                Ok(())
            }
            done => done,
        };
    }
    terminal::say(format!(
        "the adviser can read it now; management gets its reports on {due}, or at once with: polsslag wave release --wave \
         {label}"
    ));
    Ok(())
}

/// Opens a wave to management and employees, and sends the letters about it.
async fn release(installation: &Installation, label: &WaveLabel) -> Result<(), Failure> {
    if installation.store.is_released(label).await? {
        terminal::say(format!("wave {label} was released already"));
    } else {
        delivery::say_released(label, delivery::release(installation, label).await?);
    }
    // It is released, whatever becomes of the letters: they wait, and `serve` tries again.
    send(installation).await;
    Ok(())
}

/// Queues a reminder; what may go now goes.
async fn remind(installation: &Installation, wave: &WaveLabel) -> Result<(), Failure> {
    let queued = installation.timekeeper().remind(wave, Utc::now()).await?;
    terminal::say(format!(
        "{queued} people get a reminder of wave {wave}, in working hours where they are; it thanks those who have answered"
    ));
    send(installation).await;
    Ok(())
}

/// Sends the letters that wait. What does not go now is noted: it waits, and the command did what it was asked for.
async fn send(installation: &Installation) {
    if let Err(failure) = outbox::send_all(installation).await.and_then(outbox::refuse_waiting) {
        terminal::note(format!("{failure}"));
    }
}

/// What whoever looks after the server should know of a close that went well otherwise.
pub(crate) fn note_leftovers(closing: &Closing) {
    if let Some(error) = &closing.unfinished {
        terminal::note(format!("some traces are still to be cleared, which every later command tries again: {error}"));
    }
    if closing.new_custodian {
        terminal::note(
            "keys/custody.key was missing, and a new one was made for the comments of this wave; comments of earlier waves \
             can only be read with the old one",
        );
    }
    if closing.unreadable > 0 {
        let lost = closing.unreadable;
        terminal::note(format!(
            "{lost} sealed sheets or comments could not be opened and are in no figure: damaged on disk, or never \
             sealed as the answer page does it"
        ));
    }
}

fn choose<'a>(open: &[&'a WaveSummary], wave: Option<WaveLabel>) -> Result<&'a WaveSummary, Failure> {
    let names = || open.iter().map(|wave| wave.label.to_string()).collect::<Vec<_>>().join(", ");
    match (wave, open) {
        (Some(label), _) => open.iter().find(|wave| wave.label == label).copied().ok_or_else(|| {
            let open = if open.is_empty() { "none".to_owned() } else { names() };
            Failure::Refused(format!("there is no open wave {label}; open are: {open}"))
        }),
        (None, [only]) => Ok(only),
        (None, []) => Err(Failure::Refused("no wave is open".to_owned())),
        (None, _) => Err(Failure::Refused(format!("several waves are open: {}; choose one with --wave", names()))),
    }
}

async fn list(installation: &Installation) -> Result<(), Failure> {
    let waves = installation.store.waves().await?;
    if waves.is_empty() {
        terminal::say("no wave yet; open one with: polsslag wave open --survey team-safety --closes DATE");
    }
    if let Some(pause) = installation.store.pause().await? {
        terminal::say(schedule::told(pause));
    }
    for wave in waves {
        let (label, survey, opens, closes) = (wave.label, wave.survey, wave.opens, wave.closes);
        let state = match wave.state {
            WaveState::Published => published(installation, &label, wave.release).await?,
            WaveState::Open => {
                let letters = installation.store.letter_counts(LetterKind::Pulse, &label).await?;
                let (queued, sent, refused) = (letters.queued, letters.sent, letters.refused);
                let reminders = match wave.reminded {
                    0 => String::new(),
                    reminded => format!(" ({reminded} of at most 2 reminders)"),
                };
                format!("open; letters: {sent} sent, {queued} waiting, {refused} refused{reminders}")
            }
        };
        terminal::say(format!("{label:<12} {survey:<16} {opens} to {closes}  {state}"));
    }
    Ok(())
}

/// What is said of a published wave: when management may read it, and what became of the letters about it.
async fn published(
    installation: &Installation,
    label: &WaveLabel,
    release: Option<ReportRelease>,
) -> Result<String, Failure> {
    match release {
        Some(ReportRelease { released: true, .. }) => (),
        Some(ReportRelease { due, .. }) => return Ok(format!("published; management reads it from {due} on")),
        None => return Ok("published".to_owned()),
    }
    let reports = installation.store.letter_counts(LetterKind::Report, label).await?;
    let results = installation.store.letter_counts(LetterKind::Results, label).await?;
    let told = |LetterCounts { queued, sent, refused }| format!("{sent} sent, {queued} waiting, {refused} refused");
    let management = match reports {
        LetterCounts { queued: 0, sent: 0, refused: 0 } => String::new(),
        counts => format!("; to management: {}", told(counts)),
    };
    // Those who were told are forgotten.
    let employees = match results {
        LetterCounts { queued: 0, refused: 0, .. } => String::new(),
        LetterCounts { queued, refused, .. } => format!("; to employees: {queued} waiting, {refused} refused"),
    };
    Ok(format!("published and released{management}{employees}"))
}
