//! What the server does by itself while it runs: clears traces, releases what is due, sends what waits. Knows no page.

use std::sync::Arc;
use std::time::Duration;

use jobs::{Printer, Sending, Stop};
use store::Queued;
use tokio::sync::Notify;

use super::{Installation, outbox};
use crate::{Failure, terminal};

/// How often it looks, when nothing wakes it.
const ROUND: Duration = Duration::from_mins(1);
/// The longest pause while the relay is away.
const LONGEST: Duration = Duration::from_mins(15);

/// Works until it is stopped; `bell` is rung when a page has queued a letter.
pub(super) async fn until_stopped(
    installation: &Installation,
    printer: Printer,
    bell: Arc<Notify>,
    mut stop: Stop,
) -> Result<(), Failure> {
    let outbox = installation.outbox(printer)?;
    let (mut complained, mut away) = (None, 0);
    while !*stop.borrow() {
        installation.clear_traces().await;
        if let Err(failure) = release_due(installation).await {
            terminal::note(format!("the release of reports failed: {failure}"));
        }
        match outbox::send(installation, &outbox, false, stop.clone()).await {
            Ok(None) => {}
            Ok(Some(sending)) => {
                away = if sending.away.is_some() { away + 1 } else { 0 };
                tell(installation, &sending).await?;
                note_once(&mut complained, sending.complaint.filter(|_| sending.waiting > 0));
            }
            Err(failure) => note_once(&mut complained, Some(failure.to_string())),
        }
        let pause = pause(away);
        let woken = async { if away == 0 { bell.notified().await } else { std::future::pending().await } };
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            () = woken => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    Ok(())
}

/// A minute, and longer and longer while the relay can't be used at all.
fn pause(away: u32) -> Duration {
    ROUND.saturating_mul(2_u32.saturating_pow(away.saturating_sub(1))).min(LONGEST)
}

async fn release_due(installation: &Installation) -> Result<(), Failure> {
    let (store, audience) = (&installation.store, installation.config.reports.audience());
    let today = chrono::Local::now().date_naive();
    for (wave, Queued { reports, results }) in jobs::release_due(store, today, outbox::now(), audience).await? {
        terminal::note(format!("wave {wave} is released: {reports} letters to management, {results} to employees"));
    }
    Ok(())
}

async fn tell(installation: &Installation, sending: &Sending) -> Result<(), Failure> {
    let Sending { sent, refused, waiting, .. } = sending;
    if sent + refused > 0 {
        terminal::note(format!("letters: {sent} sent, {refused} refused, {waiting} waiting"));
    }
    outbox::note_refused(installation, sending).await
}

/// Notes a complaint, unless the round before ended with the same one: what lasts is said once.
fn note_once(before: &mut Option<String>, complaint: Option<String>) {
    if let Some(complaint) = complaint.as_ref().filter(|_| *before != complaint) {
        terminal::note(format!("letters wait: {complaint}"));
    }
    *before = complaint;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_relay_is_asked_less_and_less_often() {
        let minutes = [0, 1, 2, 3, 4, 5, 40].map(|away| pause(away).as_secs() / 60);
        assert_eq!(minutes, [1, 1, 2, 4, 8, 15, 15]);
    }
}
