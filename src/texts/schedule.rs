//! What is said about rounds to come: when they open, what stands in their way, and what the schedule could not do. Does not
//! know who looks after the server.

use chrono::NaiveDate;
use domain::WaveLabel;
use domain::schedule::{DAYS_APART, Foretold, Hindrance, Obstacle, Pause, Task, Undone};

use crate::Texts;

impl Texts {
    /// A sentence on a round to come, and the reason when it opens late or not at all.
    pub fn foretold(&self, told: &Foretold) -> String {
        let (round, planned) = (&told.round, self.day(told.planned));
        let words = [
            ("wave", round.label.to_string()),
            ("opens", self.day(round.opens)),
            ("planned", planned),
            ("at", round.at.format("%H:%M").to_string()),
            ("closes", self.day(round.closes)),
        ];
        let sentence = match (told.opens, told.is_late()) {
            (true, false) => return self.tell("schedule-round", &words),
            (true, true) => self.tell("schedule-late", &words),
            (false, _) => self.tell("schedule-not", &words),
        };
        let why = match (&told.obstacle, told.pause) {
            (Some(obstacle), _) => self.obstacle(obstacle),
            (None, Some(pause)) => self.paused(pause),
            (None, None) => self.say("schedule-missed"),
        };
        format!("{sentence} {why}")
    }

    /// A sentence on a round that takes answers, and the days on which people are still reminded of it.
    pub fn running(&self, wave: &WaveLabel, closes: NaiveDate, remind_on: &[NaiveDate]) -> String {
        let open = self.tell("schedule-open", &[("wave", wave.to_string()), ("closes", self.day(closes))]);
        let reminders = remind_on.iter().map(|day| self.tell("schedule-reminder", &[("day", self.day(*day))]));
        std::iter::once(open).chain(reminders).collect::<Vec<_>>().join(" ")
    }

    /// That the schedule is paused, and how long.
    pub fn paused(&self, pause: Pause) -> String {
        match pause.until {
            Some(until) => self.tell("schedule-paused-until", &[("until", self.day(until))]),
            None => self.say("schedule-paused"),
        }
    }

    /// Why a wave can't open, and what to do.
    fn obstacle(&self, obstacle: &Obstacle) -> String {
        match obstacle {
            Obstacle::NobodyToAsk => self.say("schedule-nobody"),
            Obstacle::StillOpen { open, closes } => {
                self.tell("schedule-still-open", &[("wave", open.to_string()), ("closes", self.day(*closes))])
            }
            Obstacle::NotClosed { open, closes } => {
                self.tell("schedule-not-closed", &[("wave", open.to_string()), ("closes", self.day(*closes))])
            }
            Obstacle::TooSoon { last, opened, next } => self.tell(
                "schedule-too-soon",
                &[
                    ("wave", last.to_string()),
                    ("opened", self.day(*opened)),
                    ("next", self.day(*next)),
                    ("days", DAYS_APART.to_string()),
                ],
            ),
            Obstacle::RosterChanged { last, opened, next } => self.tell(
                "schedule-roster-changed",
                &[("wave", last.to_string()), ("opened", self.day(*opened)), ("next", self.day(*next))],
            ),
            Obstacle::ThresholdLowered { before, now } => {
                self.tell("schedule-threshold", &[("before", before.to_string()), ("now", now.to_string())])
            }
        }
    }

    /// What could not be done, why not and what to do; the server's own words stand beside it.
    pub fn undone(&self, undone: &Undone) -> String {
        let what = match &undone.what {
            Task::Close(wave) => self.tell("schedule-undone-close", &[("wave", wave.as_str())]),
            Task::Open { opens, .. } => self.tell("schedule-undone-open", &[("opens", self.day(*opens))]),
            Task::Remind(wave) => self.tell("schedule-undone-remind", &[("wave", wave.as_str())]),
        };
        let why = match &undone.why {
            Hindrance::Obstacle(obstacle) => self.obstacle(obstacle),
            Hindrance::Questionnaire(_) => self.say("schedule-questionnaire"),
            Hindrance::Custody(_) => self.say("schedule-custody"),
            Hindrance::Keys(_) => self.say("schedule-keys"),
            Hindrance::NoAdviser => self.say("schedule-no-adviser"),
            Hindrance::Database(_) => self.say("schedule-database"),
            Hindrance::Other(_) => self.say("schedule-other"),
        };
        format!("{what} {why}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::Language;

    use super::*;

    #[test]
    fn every_hindrance_is_told_in_its_own_words_in_both_languages() {
        let (wave, day): (WaveLabel, _) = ("2026-11".parse().expect("a name"), NaiveDate::default());
        let (last, words) = (wave.clone(), || "words".to_owned());
        let whys = [
            Hindrance::Obstacle(Obstacle::NobodyToAsk),
            Hindrance::Obstacle(Obstacle::StillOpen { open: wave.clone(), closes: day }),
            Hindrance::Obstacle(Obstacle::NotClosed { open: wave.clone(), closes: day }),
            Hindrance::Obstacle(Obstacle::TooSoon { last: last.clone(), opened: day, next: day }),
            Hindrance::Obstacle(Obstacle::RosterChanged { last, opened: day, next: day }),
            Hindrance::Obstacle(Obstacle::ThresholdLowered { before: 8, now: 5 }),
            Hindrance::Questionnaire(words()),
            Hindrance::Custody(words()),
            Hindrance::Keys(words()),
            Hindrance::NoAdviser,
            Hindrance::Database(words()),
            Hindrance::Other(words()),
        ];
        let mut said = BTreeSet::new();
        for language in [Language::English, Language::Dutch] {
            for why in &whys {
                for what in [
                    Task::Close(wave.clone()),
                    Task::Remind(wave.clone()),
                    Task::Open { survey: "team-safety".parse().expect("a key"), opens: day },
                ] {
                    said.insert(Texts::of(language).undone(&Undone { what, why: why.clone() }));
                }
            }
        }
        assert_eq!(said.len(), 2 * 3 * whys.len());
        assert!(said.iter().all(|sentence| !sentence.contains(['[', '{'])), "{said:?}");
    }
}
