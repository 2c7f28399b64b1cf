//! The rounds to come, as a table and as JSON, with what stands in their way. Does not open them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::schedule::{DayOff, Foretold};
use domain::{Schedule, TimeZone};
use jobs::CustodyRule;
use serde::Serialize;

use super::Installation;
use crate::Failure;
use crate::commands::survey;
use crate::config::Reports;

/// The next rounds of an installation.
pub(super) struct Plan<'a> {
    schedule: &'a Schedule,
    reports: &'a Reports,
    by_passphrase: bool,
    rounds: Vec<Round>,
}

/// One round to come.
#[derive(Serialize)]
struct Round {
    wave: String,
    survey: String,
    /// The day on which it will open; the planned one when it won't.
    opens: NaiveDate,
    at: String,
    time_zone: &'static str,
    instant: DateTime<Utc>,
    moved_from: Option<NaiveDate>,
    moved_because: Option<&'static str>,
    /// The day on which it should open.
    planned: NaiveDate,
    /// Whether it opens, as things stand.
    will_open: bool,
    /// Why it opens late or not at all.
    obstacle: Option<String>,
    reminders: Vec<NaiveDate>,
    closes: NaiveDate,
    results: NaiveDate,
}

impl<'a> Plan<'a> {
    /// The next `count` rounds that were not opened yet.
    pub(super) async fn of(installation: &'a Installation, count: usize) -> Result<Self, Failure> {
        let config = &installation.config;
        let schedule = &config.schedule;
        for pulse in schedule.pulses() {
            survey::find(&config.surveys, pulse.survey())?;
        }
        let zones = installation.store.zones().await?;
        let (past, pause) = (installation.store.past().await?, installation.store.pause().await?);
        let next = schedule.foretold(past, pause, config.threshold, Utc::now());
        let mut plan = Self {
            schedule,
            reports: &config.reports,
            by_passphrase: config.custody == CustodyRule::Passphrase,
            rounds: Vec::new(),
        };
        plan.rounds = next.take(count).map(|next| plan.round(next, &zones)).collect();
        Ok(plan)
    }

    fn round(&self, told: Foretold, zones: &[TimeZone]) -> Round {
        let obstacle = why(&told);
        let Foretold { round: next, planned, opens: will_open, .. } = told;
        let zone = self.schedule.zone();
        let closed = zone.day(self.schedule.ends(next.closes, zones));
        Round {
            wave: next.label.to_string(),
            survey: next.survey.to_string(),
            opens: next.opens,
            at: next.at.format("%H:%M").to_string(),
            time_zone: zone.name(),
            instant: zone.instant(next.opens, next.at),
            moved_from: next.moved.map(|moved| moved.from),
            moved_because: next.moved.map(|moved| because(moved.because)),
            planned,
            will_open,
            obstacle,
            reminders: next.reminders,
            closes: next.closes,
            results: self.schedule.holidays().working(self.reports.due(closed)),
        }
    }

    /// The rounds as a list of objects.
    pub(super) fn json(&self) -> String {
        format!("{}\n", serde_json::to_string_pretty(&self.rounds).unwrap_or_default())
    }

    /// The rounds as a table with its explanation.
    pub(super) fn lines(&self) -> Vec<String> {
        if self.rounds.is_empty() {
            return vec!["no pulse is planned; polsslag.toml shows how to write a [[pulse]]".to_owned()];
        }
        let mut rows = vec![["wave", "questionnaire", "opens", "reminders", "last day", "results"].map(str::to_owned)];
        rows.extend(self.rounds.iter().map(|round| self.row(round)));
        let widths: Vec<_> = (0..rows[0].len())
            .map(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or_default())
            .collect();
        let line = |row: &[String; 6]| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let mut lines = vec![line(&rows[0])];
        let before = std::iter::once(None).chain(self.rounds.iter().map(|round| round.obstacle.as_ref()));
        for ((row, round), before) in rows[1..].iter().zip(&self.rounds).zip(before) {
            lines.push(line(row));
            let margin = " ".repeat(widths[0] + widths[1] + 4);
            if let (Some(from), Some(because)) = (round.moved_from, round.moved_because) {
                lines.push(format!("{margin}moved from {}, {because}", from.format("%A %-d %B")));
            }
            lines.extend(round.obstacle.as_ref().map(|why| {
                let planned = round.planned.format("%A %-d %B");
                let what = if round.will_open { "later than planned for" } else { "as things stand, it won't open on" };
                let why = if before == Some(why) { "for the same reason" } else { why };
                format!("{margin}{what} {planned}: {why}")
            }));
        }
        lines.push(String::new());
        lines.extend(self.explanation());
        lines
    }

    fn row(&self, round: &Round) -> [String; 6] {
        let short = |day: &NaiveDate| day.format("%a %e %b").to_string();
        let zone = self.schedule.zone().abbreviation(round.instant);
        let opens = format!("{}, {} {zone}", round.opens.format("%a %e %b %Y"), round.at);
        let reminders = match &round.reminders[..] {
            [] => "none".to_owned(),
            days => days.iter().map(short).collect::<Vec<_>>().join(", "),
        };
        let (closes, results) = (short(&round.closes), short(&round.results));
        [round.wave.clone(), round.survey.clone(), opens, reminders, closes, results]
    }

    fn explanation(&self) -> Vec<String> {
        let zone = self.schedule.zone();
        let mut lines = vec![format!(
            "Days and hours are those of {zone}; letters go at that hour of each receiver's own time zone."
        )];
        if self.by_passphrase {
            lines.push(
                "Results follow when the confidential adviser closes the wave on the day after the last.".to_owned(),
            );
        }
        lines
    }
}

/// Why a round opens late or not at all.
fn why(told: &Foretold) -> Option<String> {
    let late = told.is_late() || !told.opens;
    late.then(|| match (&told.obstacle, told.pause) {
        (Some(obstacle), _) => obstacle.to_string(),
        (None, Some(pause)) => super::paused(pause),
        (None, None) => "the schedule was paused then, or the server did not run".to_owned(),
    })
}

fn because(off: DayOff) -> &'static str {
    match off {
        DayOff::Weekend => "a weekend",
        DayOff::Holiday => "a holiday",
    }
}
