//! Looks at what will happen by itself: whether each pulse has its questionnaire, letters that can be written, and somebody
//! to ask. Opens no wave.

use chrono::{NaiveDate, Utc};
use store::{Store, StoreError};

use super::finding::Sheet;
use crate::commands::{letter_terms, survey};
use crate::config::Config;

/// Looks at the schedule.
pub(super) async fn look(config: &Config, store: &Store, sheet: &mut Sheet) -> Result<(), StoreError> {
    let schedule = &config.schedule;
    if schedule.pulses().is_empty() {
        return Ok(());
    }
    let next = schedule.occurrences(schedule.zone().day(Utc::now()), &[]).next();
    let day = next.map(|next| next.opens).unwrap_or_default();
    let good = schedule.pulses().iter().filter(|pulse| {
        let ready = can_open(config, pulse.survey(), day);
        ready.map_err(|why| sheet.fault("schedule", format!("the pulse {} can't open: {why}", pulse.survey()))).is_ok()
    });
    if good.count() == schedule.pulses().len() {
        sheet.good("schedule", format!("every pulse has its questionnaire; the next one opens on {day}"));
    }
    if store.roster().await?.people().is_empty() {
        let says = format!("a pulse opens on {day}, and nobody is on the roster: polsslag people import roster.csv");
        sheet.fault("schedule", says);
    }
    if store.pause().await?.is_some() {
        sheet.note("schedule", "it is paused, so nothing opens; go on with: polsslag schedule resume");
    }
    for trouble in store.schedule_troubles().await? {
        sheet.fault("schedule", trouble.to_string());
    }
    Ok(())
}

/// Whether a pulse of this questionnaire could open on a day.
fn can_open(config: &Config, key: &domain::SurveyKey, day: NaiveDate) -> Result<(), String> {
    let questionnaire = survey::find(&config.surveys, key).map_err(|failure| failure.to_string())?;
    let terms = letter_terms(config).map_err(|failure| failure.to_string())?;
    terms.check(&questionnaire, day).map_err(|error| error.to_string())
}
