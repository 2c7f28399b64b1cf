//! `wave`: opens, lists and closes waves. Shows no figure.

use std::path::Path;

use chrono::Utc;
use clap::Subcommand;
use domain::{Cell, Passphrase, WaveLabel};
use jobs::Closing;
use store::{StoreError, WaveState, WaveSummary};

use super::{Installation, delivery, outbox};
use crate::Failure;
use crate::terminal::{self, count};

mod list;
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
        Command::Open(arguments) => open::run(installation, arguments).await,
        Command::Close { wave } => close(installation, wave).await,
        Command::Release { wave } => release(installation, &wave).await,
        Command::Remind { wave } => remind(installation, &wave).await,
        Command::List => list::run(installation).await,
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
async fn remind(installation: &Installation, wave: &WaveLabel) -> Result<(), Failure> {
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
