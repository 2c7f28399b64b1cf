//! What an analysis found, as sentences: a word, a size and its range. Knows no page, and judges nothing itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::analysis::{Change, Comparison, Drift, Field, Level, Movement, claims};
use domain::{UnitAnalysis, WaveLabel};

use crate::Texts;

/// How many waves a team must have been shown in before a change can be a signal; the sentences say the same number.
pub const FIRST_SIGNAL: usize = 5;

/// One thing that stands out: a shape, a word, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// The class of its shape; the word says the same.
    pub shape: &'static str,
    /// The word.
    pub word: String,
    /// What it says.
    pub what: String,
}

/// A team beside the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Where it lies.
    pub place: String,
    /// The level that is likely in view of the others.
    pub estimate: String,
}

/// Turns findings into sentences; knows in which month each wave was.
#[derive(Clone)]
pub struct Words {
    /// The sentences.
    pub t: &'static Texts,
    months: BTreeMap<WaveLabel, NaiveDate>,
}

impl Words {
    /// Words over these waves, each with the day it opened.
    pub fn new(t: &'static Texts, waves: impl IntoIterator<Item = (WaveLabel, NaiveDate)>) -> Self {
        Self { t, months: waves.into_iter().collect() }
    }

    /// The month of a wave.
    pub fn month(&self, wave: &WaveLabel) -> String {
        self.months.get(wave).map_or_else(|| wave.to_string(), |opens| self.t.month(*opens))
    }

    /// What the adviser wrote beside a signal, with its month.
    pub fn noted(&self, wave: &WaveLabel, note: &str) -> String {
        self.t.tell("signal-noted", &[("month", self.month(wave)), ("note", note.to_owned())])
    }

    /// What the adviser should look at: a fall, divided views, silence.
    pub fn signals(&self, found: &UnitAnalysis) -> Vec<Signal> {
        let fall = found.drift.as_ref().filter(|drift| !drift.rose).map(|drift| self.drift(drift));
        let signal = |shape, word, what| Signal { shape, word, what };
        let divided =
            found.divided.then(|| signal("divided", self.t.say("signal-divided"), self.t.say("signal-divided-what")));
        let silent = found.silent.as_ref().map(|since| {
            let what = self.t.tell("signal-silent-what", &[("since", self.month(since))]);
            signal("silent", self.t.say("signal-silent"), what)
        });
        [fall, divided, silent].into_iter().flatten().collect()
    }

    /// A lasting rise, which alarms nobody.
    pub fn rise(&self, found: &UnitAnalysis) -> Option<Signal> {
        found.drift.as_ref().filter(|drift| drift.rose).map(|drift| self.drift(drift))
    }

    /// That the score differs from before in this wave.
    pub fn different_score(&self, found: &UnitAnalysis) -> Option<Signal> {
        let word = || self.t.say("signal-differs");
        found.differs.then(|| Signal { shape: "differs", word: word(), what: self.t.say("signal-differs-score") })
    }

    /// That the score or a statement differs from before, without saying how: that stands on the page of the team.
    pub fn difference(&self, found: &UnitAnalysis) -> Option<Signal> {
        let score = found.differs.then(|| self.t.say("signal-differs-score"));
        let items =
            (!found.items.is_empty()).then(|| self.t.tell("signal-differs-items", &[("count", found.items.len())]));
        let what: Vec<String> = [score, items].into_iter().flatten().collect();
        let shape = "differs";
        (!what.is_empty()).then(|| Signal { shape, word: self.t.say("signal-differs"), what: what.join(" ") })
    }

    /// Everything that stands out, signals first.
    pub fn all(&self, found: &UnitAnalysis) -> Vec<Signal> {
        let mut all = self.signals(found);
        all.extend(self.rise(found));
        all.extend(self.difference(found));
        all
    }

    fn drift(&self, drift: &Drift) -> Signal {
        let (shape, word) = match (drift.rose, drift.level) {
            (true, _) => ("rose", self.t.say("signal-rose")),
            (false, Level::Amber) => ("talk", self.t.say("signal-amber")),
            (false, Level::Red) => ("soon", self.t.say("signal-red")),
        };
        let since = self.t.or_before(self.month(&drift.since), drift.or_before);
        let change = [
            ("size", self.t.moved(drift.points)),
            ("since", since),
            ("range", self.t.moved_between(drift.low, drift.high)),
        ];
        let change = self.t.tell("signal-change", &change);
        let flagged = self.t.tell("signal-flagged", &[("flagged", self.month(&drift.flagged))]);
        Signal { shape, word, what: format!("{change} {flagged}") }
    }

    /// How far the score moved since the wave before in which the unit was shown, in a word or two.
    pub fn change_briefly(&self, change: Option<&Option<Change>>) -> String {
        match change {
            Some(Some(change)) if change.is_clear() => self.t.moved(change.points),
            Some(Some(_)) => self.t.say("overview-no-change"),
            Some(None) | None => self.t.say("overview-nothing-before"),
        }
    }

    /// How far an index moved since the wave before in which the unit was shown.
    pub fn change(&self, change: Option<&Change>) -> String {
        let Some(change) = change else { return self.t.say("standing-no-change-yet") };
        self.t.change(change, self.month(&change.since))
    }

    /// How all teams moved together, and whether that is taken off before a team is watched.
    pub fn movement(&self, movement: &Movement) -> String {
        let taken_off = if movement.subtracted { "method-together-subtracted" } else { "method-together-kept" };
        format!("{} {}", self.t.movement(movement), self.t.say(taken_off))
    }

    /// A team's place among the others, without a rank.
    pub fn beside(&self, mean: f64, comparison: &Comparison, field: &Field) -> Beside {
        let (distance, lower) = ((mean - field.centre).abs(), mean < field.centre);
        let far = distance > comparison.limit_998;
        let teams = [("teams", field.teams)];
        let place = match (distance > comparison.limit_95, far, lower) {
            (false, ..) => self.t.tell("standing-within", &teams),
            (true, false, true) => self.t.tell("standing-lower", &teams),
            (true, false, false) => self.t.tell("standing-higher", &teams),
            (true, true, true) => self.t.tell("standing-far-lower", &teams),
            (true, true, false) => self.t.tell("standing-far-higher", &teams),
        };
        let half = 1.96 * comparison.error;
        let points = |value: f64| self.t.decimal(value.clamp(0.0, 100.0), 0);
        let told = [
            ("estimate", points(comparison.shrunken)),
            ("low", points((comparison.shrunken - half).floor())),
            ("high", points((comparison.shrunken + half).ceil())),
            ("centre", points(field.centre)),
        ];
        Beside { place, estimate: self.t.tell("standing-shrunken", &told) }
    }
}

/// The shapes of one kind of signal, and how much of it is chance.
type Kind = (&'static [&'static str], fn(&Texts) -> String);

/// How much of the kinds of signals in `shown` is expected to be chance, each kind once.
pub fn expected_chance(shown: &[&Signal], t: &Texts) -> Vec<String> {
    let kinds: [Kind; 5] = [
        (&["talk", "soon"], fall_chance),
        (&["divided"], divided_chance),
        (&["silent"], silent_chance),
        (&["rose"], rise_chance),
        (&["differs"], difference_chance),
    ];
    let there = |shapes: &[&str]| shown.iter().any(|signal| shapes.contains(&signal.shape));
    kinds.iter().filter(|(shapes, _)| there(shapes)).map(|(_, sentence)| sentence(t)).collect()
}

/// Everything that is claimed about chance.
pub fn all_claims(t: &Texts) -> Vec<String> {
    let year = ("count", claims::FALSE_AMBER_OF_HUNDRED_TEAM_YEARS);
    vec![
        fall_chance(t),
        t.tell("method-errors-year", &[year]),
        rise_chance(t),
        divided_chance(t),
        silent_chance(t),
        difference_chance(t),
    ]
}

fn fall_chance(t: &Texts) -> String {
    t.tell("claim-fall", &[("amber", claims::FALSE_OF_TEN_AMBER), ("red", claims::FALSE_OF_TEN_RED)])
}

fn divided_chance(t: &Texts) -> String {
    t.tell("claim-divided", &[("count", claims::DIVIDED_BY_CHANCE_OF_HUNDRED)])
}

fn silent_chance(t: &Texts) -> String {
    t.tell("claim-silent", &[("count", claims::FALSE_OF_TEN_SILENT)])
}

fn rise_chance(t: &Texts) -> String {
    t.say("claim-rose")
}

fn difference_chance(t: &Texts) -> String {
    t.say("claim-differs")
}

#[cfg(test)]
mod tests;
