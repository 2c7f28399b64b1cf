//! `mail`: sends what waits in the queue. Does not know who answered.

use std::path::Path;

use clap::Subcommand;
use domain::WaveLabel;
use store::WaveState;

use super::{Installation, delivery};
use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Send the letters that wait
    Send,
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    let Command::Send = command;
    Installation::within(dir, async |installation| {
        let invitations = send_all(installation).await;
        let waiting = delivery::send_all(installation).await?;
        invitations?;
        refuse_waiting(waiting)
    })
    .await
}

/// Sends the letters of every open wave that wait, with a progress bar; fails when some still wait.
pub(crate) async fn send_all(installation: &Installation) -> Result<(), Failure> {
    let now = chrono::Utc::now().timestamp();
    let mut waiting = 0;
    for wave in installation.store.waves().await? {
        if wave.state == WaveState::Open && now < wave.ends {
            waiting += send(installation, &wave.label).await?;
        }
    }
    refuse_waiting(waiting)
}

/// Fails when letters still wait.
pub(crate) fn refuse_waiting(waiting: usize) -> Result<(), Failure> {
    if waiting > 0 {
        return Err(Failure::Refused(format!(
            "{waiting} letters still wait; they are tried again by `polsslag serve` and by `polsslag mail send`"
        )));
    }
    Ok(())
}

/// Sends the letters of one wave; gives how many still wait.
async fn send(installation: &Installation, label: &WaveLabel) -> Result<usize, Failure> {
    let Some(open) = installation.store.find_open_wave(label).await? else { return Ok(0) };
    let (post, terms) = (installation.post(label)?, installation.letter_terms());
    let bar = terminal::bar(0, "sending letters");
    let progress = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let sending =
        jobs::send_letters(&installation.store, &installation.traces.keys, &post, &terms, &open, progress).await?;
    bar.finish_and_clear();
    let place = match &installation.config.smtp {
        Some(_) => "the mail server".to_owned(),
        None => installation.letters(label).display().to_string(),
    };
    terminal::say(format!("wave {label}: {} letters went to {place}", sending.sent));
    if sending.refused > 0 {
        terminal::note(format!("{} letters were refused for good", sending.refused));
    }
    if let Some(complaint) = sending.complaint {
        terminal::note(format!("the last complaint was: {complaint}"));
    }
    Ok(sending.waiting)
}
