//! What the server does by itself while it runs: what its clock says, and sending what waits. Knows no page.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jobs::{Outbox, Printer, Sending, Stop, Timekeeper};
use tokio::sync::Notify;

use super::{Installation, clock, outbox};
use crate::{Failure, terminal};

/// How often it looks, when nothing wakes it.
const ROUND: Duration = Duration::from_mins(1);
/// The longest round of letters: then it is asked anew which of them may still go at this hour.
const LONGEST_ROUND: Duration = Duration::from_mins(15);
/// The longest pause while the relay is away.
const LONGEST: Duration = Duration::from_mins(15);

/// Works until it is stopped; `bell` is rung when a page has queued a letter.
pub(super) async fn until_stopped(
    installation: &Installation,
    printer: Printer,
    bell: Arc<Notify>,
    stop: Stop,
) -> Result<(), Failure> {
    let (outbox, timekeeper) = (installation.outbox(printer)?, installation.timekeeper()?);
    // A round of letters may take hours; the clock goes on beside it.
    let clock = async {
        clock::until_stopped(installation, &timekeeper, &bell, stop.clone()).await;
        Ok(())
    };
    tokio::try_join!(send_waiting(installation, &outbox, &timekeeper, &bell, stop.clone()), clock).map(drop)
}

async fn send_waiting(
    installation: &Installation,
    outbox: &Outbox<Printer>,
    timekeeper: &Timekeeper,
    bell: &Notify,
    mut stop: Stop,
) -> Result<(), Failure> {
    let (mut complained, mut away) = (None, 0);
    while !*stop.borrow() {
        let (now, began) = (chrono::Utc::now(), Instant::now());
        if let Err(error) = timekeeper.put_off_late(now).await {
            terminal::note(format!("letters that are late go at once: {error}"));
        }
        let end = async {
            tokio::select! {
                () = jobs::stopped(stop.clone()) => {}
                () = tokio::time::sleep(LONGEST_ROUND) => {}
            }
        };
        match Box::pin(outbox::send(installation, outbox, (now.timestamp(), false), end)).await {
            Ok(None) => {}
            Ok(Some(sending)) => {
                away = if sending.away.is_some() { away + 1 } else { 0 };
                tell(installation, &sending).await?;
                note_once(&mut complained, sending.complaint.filter(|_| sending.waiting > 0));
            }
            Err(failure) => note_once(&mut complained, Some(failure.to_string())),
        }
        if away == 0 && began.elapsed() >= LONGEST_ROUND {
            // It was cut off: there may be more.
            continue;
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

async fn tell(installation: &Installation, sending: &Sending) -> Result<(), Failure> {
    let Sending { sent, refused, waiting, .. } = sending;
    if sent + refused > 0 {
        terminal::note(format!("letters: {sent} sent, {refused} refused, {waiting} waiting"));
    }
    outbox::note_refused(installation, sending).await.map(drop)
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
