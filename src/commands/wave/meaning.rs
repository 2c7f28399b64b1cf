//! What whoever opens a wave by hand should know: when its letters leave, which round it stands in the way of, and what does
//! not happen by itself. Opens nothing.

use chrono::{Days, Utc};
use domain::WaveLabel;
use domain::schedule::{DAYS_APART, Earlier, Foretold, Obstacle, Pause, Pulse};
use jobs::Opening;

use super::super::{Installation, schedule};
use crate::Failure;
use crate::terminal::{self, count};

/// Tells what it means that this wave opens now, or that it would; `queue_only` leaves its letters to the server.
pub(super) async fn tell(
    installation: &Installation,
    opening: &Opening,
    label: &WaveLabel,
    queue_only: bool,
) -> Result<(), Failure> {
    let pause = installation.store.pause().await?.filter(|pause| pause.covers(opening.today));
    let zone = opening.schedule.zone();
    match pause {
        Some(pause) => terminal::note(format!("{}: those of this wave wait, too", schedule::told(pause))),
        None if queue_only => terminal::say(
            "its letters wait for polsslag serve, which sends them at once, whatever hour it is where people are; those that \
             have waited for more than an hour go in working hours",
        ),
        None => terminal::say(format!(
            "its letters leave now, at {} in {zone}, whatever hour it is where people are",
            zone.local(Utc::now()).format("%H:%M")
        )),
    }
    terminal::say("no reminder goes by itself for a wave opened by hand; remind people with: polsslag wave remind");
    let days = opening.schedule.holidays().count(opening.today, opening.closes);
    if days < Pulse::FEWEST_DAYS {
        let days = count(days, "working day", "working days");
        terminal::note(format!("people have {days} to answer, today included, which is little: many will be too late"));
    }
    for told in in_the_way(installation, opening, label, pause).await? {
        let instead =
            if told.opens { format!("opens on {} instead", told.round.opens) } else { "won't open".to_owned() };
        terminal::note(format!(
            "it stands in the way of the round that is planned for {}, which {instead}",
            told.planned
        ));
    }
    Ok(())
}

/// The rounds that open late or not at all because of this wave.
async fn in_the_way(
    installation: &Installation,
    opening: &Opening,
    label: &WaveLabel,
    pause: Option<Pause>,
) -> Result<Vec<Foretold>, Failure> {
    let mut past = installation.store.past().await?;
    if !past.waves.iter().any(|wave| wave.label == *label) {
        past.waves.push(Earlier {
            label: label.clone(),
            survey: opening.questionnaire.key().clone(),
            opens: opening.today,
            closes: opening.closes,
            open: true,
            same_roster: true,
        });
    }
    let last = opening.closes.max(opening.today + Days::new(DAYS_APART));
    let rounds = opening.schedule.foretold(past, pause, opening.threshold, Utc::now());
    let near = rounds.take_while(|told| told.planned <= last);
    Ok(near.filter(|told| told.obstacle.as_ref().and_then(Obstacle::wave) == Some(label)).collect())
}
