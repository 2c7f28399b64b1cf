//! `wave`: opens, lists and closes waves. Shows no figure.

use std::cmp::Ordering;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use clap::Subcommand;
use domain::schedule::Pause;
use domain::{Cell, Passphrase, WaveLabel};
use jobs::Closing;
use store::{StoreError, WaveState, WaveSummary};

use super::{Installation, delivery, outbox};
use crate::Failure;
use crate::terminal::{self, count};

mod list;
mod meaning;
mod open;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Open a wave: freeze roster, questionnaire and threshold, and send everybody a letter
    Open(open::Arguments),
    /// Close a wave: publish its figures, destroy its answers and keys
    Close {
        /// The wave; not needed when one is open
        #[arg(long)]
        wave: Option<WaveLabel>,
        /// Close it before it ends: nobody can answer any more, and the links in their letters lead nowhere
        #[arg(long)]
        early: bool,
    },
    /// Let management and employees read a published wave now, and send the letters about it
    Release {
        /// The wave, such as 2026-11
        #[arg(long)]
        wave: WaveLabel,
    },
    /// Remind everybody who was invited to an open wave, whether they answered or not; at most twice a wave
    Remind {
        /// The wave; not needed when one is open
        #[arg(long)]
        wave: Option<WaveLabel>,
    },
    /// List all waves
    List,
}

pub(crate) async fn run(dir: &Path, command: Command) -> Result<(), Failure> {
    Installation::within(dir, async |installation| match command {
        Command::Open(arguments) => open::run(installation, arguments).await,
        Command::Close { wave, early } => close(installation, wave, early).await,
        Command::Release { wave } => release(installation, &wave).await,
        Command::Remind { wave } => remind(installation, wave).await,
        Command::List => list::run(installation).await,
    })
    .await
}

async fn close(installation: &Installation, wave: Option<WaveLabel>, early: bool) -> Result<(), Failure> {
    let chosen = choose(installation, wave).await?;
    let today = installation.today();
    if let Some(running) = running(installation, &chosen, Utc::now()) {
        if !early {
            return Err(Failure::Refused(format!(
                "{running}. To close it now, so that nobody can answer any more, add: --early"
            )));
        }
        terminal::note(running);
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
        "wave {label} is published: {shown} of {} shown, the others had too few answers",
        count(all, "unit is", "units are")
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
async fn remind(installation: &Installation, wave: Option<WaveLabel>) -> Result<(), Failure> {
    let wave = &choose(installation, wave).await?.label;
    let queued = installation.timekeeper()?.remind(wave, Utc::now()).await?;
    terminal::say(format!(
        "{} a reminder of wave {wave}, in working hours where they are; it thanks those who have answered",
        count(queued, "person gets", "people get")
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
        let lost = count(closing.unreadable, "sealed sheet or comment", "sealed sheets or comments");
        terminal::note(format!(
            "{lost} could not be opened, and what stood there is in no figure: damaged on disk, or never sealed as the \
             answer page does it"
        ));
    }
}

/// Until when a wave takes answers; `None` when it has ended.
fn running(installation: &Installation, wave: &WaveSummary, now: DateTime<Utc>) -> Option<String> {
    let ends = DateTime::from_timestamp(wave.ends, 0).filter(|ends| now < *ends)?;
    let (zone, closes) = (installation.config.schedule.zone(), wave.closes);
    let last = match closes.cmp(&zone.day(now)) {
        Ordering::Greater => format!("its last day is {closes}"),
        Ordering::Equal => "today is its last day".to_owned(),
        Ordering::Less => format!("its last day, {closes}, is not over yet where somebody works who was asked"),
    };
    let moment = zone.local(ends).format("%Y-%m-%d %H:%M");
    Some(format!("wave {} takes answers until {moment} {}; {last}", wave.label, zone.abbreviation(ends)))
}

/// What is still to come of an open wave.
pub(super) fn to_come(installation: &Installation, wave: &WaveSummary, pause: Option<Pause>) -> String {
    let Some(running) = running(installation, wave, Utc::now()) else {
        return format!("wave {} ended on {}, and is to be closed", wave.label, wave.closes);
    };
    match &wave.reminders_from(installation.today(), pause)[..] {
        [] => running,
        days => {
            format!("{running}; reminders: {}", days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The open wave of this name, or the only one.
async fn choose(installation: &Installation, wave: Option<WaveLabel>) -> Result<WaveSummary, Failure> {
    let mut open = installation.store.waves().await?;
    open.retain(|wave| wave.state == WaveState::Open);
    let names = open.iter().map(|wave| wave.label.to_string()).collect::<Vec<_>>().join(", ");
    let refused = match &wave {
        Some(label) if open.is_empty() => format!("there is no open wave {label}; open are: none"),
        Some(label) => format!("there is no open wave {label}; open are: {names}"),
        None if open.len() > 1 => {
            return Err(Failure::Refused(format!("several waves are open: {names}; choose one with --wave")));
        }
        None => "no wave is open".to_owned(),
    };
    let mut open = open.into_iter();
    open.find(|known| wave.as_ref().is_none_or(|label| known.label == *label)).ok_or(Failure::Refused(refused))
}
