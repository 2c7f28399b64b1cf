//! `wave list`: every wave, and how many of its letters stand where. Shows no figure, and names nobody.

use domain::WaveLabel;
use store::{LetterCounts, LetterKind, PulseCounts, ReportRelease, WaveState};

use super::super::{Installation, schedule};
use crate::Failure;
use crate::terminal::{self, count};

pub(super) async fn run(installation: &Installation) -> Result<(), Failure> {
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
            WaveState::Open => open(installation.store.pulse_counts(&label, wave.reminded).await?, wave.reminded),
        };
        terminal::say(format!("{label:<12} {survey:<16} {opens} to {closes}  {state}"));
    }
    Ok(())
}

/// What is said of an open wave.
fn open(counts: PulseCounts, reminded: u8) -> String {
    let PulseCounts { invitations, reminders } = counts;
    let all = count(invitations.sent + invitations.queued + invitations.refused, "invitation", "invitations");
    let reminders = match reminded {
        0 => String::new(),
        last => format!("; reminder {last} of at most 2: {}", told(reminders)),
    };
    format!("open; {all}: {}{reminders}", told(invitations))
}

fn told(LetterCounts { queued, sent, refused }: LetterCounts) -> String {
    format!("{sent} sent, {queued} waiting, {refused} refused")
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
