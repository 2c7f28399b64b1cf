//! Releases waves to management and sends the letters about them: for the server's rounds and for the command line. Writes
//! no letter itself.

use domain::WaveLabel;
use jobs::{MailingTerms, Printer, Sending};
use mail::Post;
use store::{MailingKind, Queued};

use super::Installation;
use crate::{Failure, terminal};

impl Installation {
    /// What letters about a released wave need.
    pub(crate) fn mailing_terms(&self, wave: &WaveLabel) -> Result<MailingTerms, Failure> {
        let post = |kind: MailingKind| match &self.config.smtp {
            Some(url) => Post::relay(url),
            None => Post::folder(&self.config.letters.join(kind.name()).join(wave.as_str())),
        };
        Ok(MailingTerms {
            letters: self.letter_terms(),
            key: self.traces.keys.results()?,
            carriage: self.config.reports.carriage,
            reports: post(MailingKind::Report)?,
            results: post(MailingKind::Results)?,
        })
    }
}

/// Releases what is due today.
pub(crate) async fn release_due(installation: &Installation) -> Result<Vec<(WaveLabel, Queued)>, Failure> {
    let today = installation.today();
    Ok(jobs::release_due(&installation.store, today, installation.config.reports.audience()).await?)
}

/// Releases a wave now; gives the letters that were queued.
pub(crate) async fn release(installation: &Installation, wave: &WaveLabel) -> Result<Queued, Failure> {
    Ok(installation.store.release_reports(wave, installation.config.reports.audience()).await?)
}

/// Sends the letters about one wave that wait, with a progress bar; `None` while another process does.
pub(crate) async fn send(
    installation: &Installation,
    wave: &WaveLabel,
    printer: &Printer,
) -> Result<Option<Sending>, Failure> {
    let Some(_alone) = installation.traces.keys.sending()? else { return Ok(None) };
    let terms = installation.mailing_terms(wave)?;
    let bar = terminal::bar(0, "sending letters");
    let progress = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let sent = jobs::send_mailings(&installation.store, wave, &terms, printer, progress).await;
    bar.finish_and_clear();
    Ok(Some(sent?))
}

/// Releases what is due and sends what waits, and says so; gives how many letters still wait.
pub(crate) async fn send_all(installation: &Installation) -> Result<usize, Failure> {
    for (wave, queued) in release_due(installation).await? {
        say_released(&wave, queued);
    }
    let waves = installation.store.waves_to_mail().await?;
    if waves.is_empty() {
        return Ok(0);
    }
    let (printer, mut waiting) = (installation.printer()?, 0);
    for wave in waves {
        let Some(sending) = send(installation, &wave, &printer).await? else {
            terminal::note(format!("another process is sending the letters about wave {wave}"));
            continue;
        };
        terminal::say(format!("wave {wave}: {} letters about the results were sent", sending.sent));
        note_refused(installation, &wave, &sending).await?;
        if let Some(complaint) = sending.complaint.filter(|_| sending.waiting > 0) {
            terminal::note(format!("the last complaint was: {complaint}"));
        }
        waiting += sending.waiting;
    }
    Ok(waiting)
}

/// Says what a release opened.
pub(crate) fn say_released(wave: &WaveLabel, queued: Queued) {
    let Queued { reports, results } = queued;
    terminal::say(format!(
        "wave {wave} is released: letters to {reports} accounts of management and to {results} people on the roster"
    ));
}

/// One round of the server: releases what is due, sends what waits, and notes what came of it. Gives the last complaint
/// about letters that still wait.
pub(crate) async fn round(installation: &Installation, printer: &Printer) -> Result<Option<String>, Failure> {
    for (wave, Queued { reports, results }) in release_due(installation).await? {
        terminal::note(format!("wave {wave} is released: {reports} letters to management, {results} to employees"));
    }
    let mut complaint = None;
    for wave in installation.store.waves_to_mail().await? {
        let Some(sending) = send(installation, &wave, printer).await? else { continue };
        let Sending { sent, refused, waiting, .. } = sending;
        if sent + refused > 0 {
            terminal::note(format!("letters about wave {wave}: {sent} sent, {refused} refused, {waiting} waiting"));
        }
        note_refused(installation, &wave, &sending).await?;
        complaint = sending.complaint.filter(|_| waiting > 0).or(complaint);
    }
    Ok(complaint)
}

/// When letters were refused in this round: how many there are by now, for each reason.
async fn note_refused(installation: &Installation, wave: &WaveLabel, sending: &Sending) -> Result<(), Failure> {
    if sending.refused > 0 {
        for ((kind, why), count) in installation.store.mailing_refusals(wave).await? {
            let what = match kind {
                MailingKind::Report => "letters to management",
                MailingKind::Results => "letters to employees",
            };
            terminal::note(format!("wave {wave}: {count} {what} were refused for good: {why}"));
        }
    }
    Ok(())
}
