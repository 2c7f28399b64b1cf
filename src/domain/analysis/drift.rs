//! Watches the score of each team over the waves: who fell or rose for good, since when, and by how much. Does not know
//! who is told.

use serde::{Deserialize, Serialize};

use super::Told;
use super::history::{History, Series, figures};
use super::movement::Movements;
use super::setting::Setting;
use super::whole;
use crate::statistics::monitor::{Monitor, Month, Prior, Reference};
use crate::statistics::scan::{Direction, Scan, Window, scan};
use crate::statistics::sums::scaled_mad;
use crate::{UnitPath, WaveLabel};

/// How sure a signal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Worth a conversation.
    Amber,
    /// Worth a conversation soon.
    Red,
}

impl Level {
    /// The sum above which a signal is amber, in standard errors.
    pub const AMBER: f64 = 3.0;
    /// The sum above which it is red.
    pub const RED: f64 = 4.0;

    fn of(sum: f64) -> Option<Self> {
        if sum > Self::RED { Some(Self::Red) } else { (sum > Self::AMBER).then_some(Self::Amber) }
    }
}

/// A team whose level changed, as far as can be said without crying wolf.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// How sure it is. A rise is never more than amber: it is shown, and alarms nobody.
    pub level: Level,
    /// Whether the team rose.
    pub rose: bool,
    /// The wave in which this was first said.
    pub flagged: WaveLabel,
    /// The wave in which the change seems to have begun; never later than the one in which it was first said.
    pub since: WaveLabel,
    /// It may have begun before that wave: the size is measured over half a year at most.
    pub or_before: bool,
    /// By how much, in whole points; below 0 for a fall.
    pub points: i16,
    /// The lower end of its likely range, rounded outwards: 1.96 standard errors, as if the wave in which the change began
    /// had been known. It was chosen after the fact, so the range holds the truth in about three of four falls.
    pub low: i16,
    /// The upper end of its likely range, rounded outwards.
    pub high: i16,
}

impl Drift {
    /// The same change, first told in the wave that really told it first. Settings change a little from wave to wave, and
    /// with them what an earlier wave would say today.
    pub(super) fn told_since(self, team: &UnitPath, told: &[Told], history: &History<'_>) -> Self {
        let before = told.iter().find(|told| told.unit == *team && told.rose == self.rose);
        let flagged = match (before, history.publications()) {
            (Some(told), _) => told.flagged.clone(),
            // Shown in the wave before, and not told then.
            (None, [.., before, newest]) if figures(before, team).is_some() => newest.terms().label.clone(),
            (None, _) => self.flagged,
        };
        let place = |wave: &WaveLabel| history.publications().iter().position(|known| known.terms().label == *wave);
        let later = place(&self.since) > place(&flagged);
        let since = if later { flagged.clone() } else { self.since };
        Self { since, or_before: self.or_before || later, flagged, ..self }
    }
}

/// A team's series from the point where its baseline begins.
#[derive(Debug, Clone)]
struct Watched {
    months: Vec<Month>,
    /// The position of the first of these months in the whole series.
    offset: usize,
    prior: Prior,
    warm_up: u32,
}

/// The watch over all teams of one questionnaire.
pub(super) struct Watch {
    teams: Vec<Watched>,
    /// z of each team in each month of its watched series.
    scores: Vec<Vec<Option<f64>>>,
    /// S of each month: how much further than expected teams lie apart.
    scales: Vec<f64>,
}

/// Fewer scores give no scale worth having.
const ENOUGH_SCORES: usize = 40;
/// The scale looks back so many months.
const SCALE_MONTHS: usize = 12;

impl Watch {
    /// Watches `teams`, in the order of `series`; `handled` gives for each the months in which a signal was dealt with.
    pub(super) fn of(series: &[Series], handled: &[Vec<usize>], setting: &Setting) -> Self {
        let movements = Movements::of(series);
        let watched = series.iter().zip(handled).enumerate().map(|(team, (series, handled))| {
            let shifted = series.months.iter().enumerate();
            let months = shifted.map(|(month, entry)| Month { shift: movements.of_others(month, team), ..*entry });
            Watched::of(months.collect(), handled, &setting.prior())
        });
        let teams: Vec<Watched> = watched.collect();
        let scores: Vec<Vec<Option<f64>>> = teams.iter().map(Watched::scores).collect();
        let longest = series.iter().map(|series| series.months.len()).max().unwrap_or_default();
        let scales = (0..longest).map(|month| scale(&teams, &scores, month)).collect();
        Self { teams, scores, scales }
    }

    /// S in the newest month.
    pub(super) fn scale(&self) -> f64 {
        self.scales.last().copied().unwrap_or(1.0)
    }

    /// z of a team in the newest month, in units of S; `None` when it was hidden or has no baseline yet.
    pub(super) fn newest(&self, team: usize) -> Option<f64> {
        let (watched, scores) = (self.teams.get(team)?, self.scores.get(team)?);
        let before = scores.iter().rev().skip(1).flatten().count();
        let enough = before >= usize::try_from(watched.warm_up).unwrap_or(usize::MAX);
        (*scores.last()?).filter(|_| enough).map(|z| z / self.scale())
    }

    /// The change of a team that is to be told in the newest month, if there is one.
    pub(super) fn drift(&self, team: usize, history: &History<'_>) -> Option<Drift> {
        let watched = self.teams.get(team)?;
        watched.months.last()?.reading?;
        let mut monitor = Monitor::new(watched.prior, Reference { warm_up: watched.warm_up, ..Reference::default() })?;
        let (mut fell, mut rose) = (Excursion::default(), Excursion::default());
        for (position, month) in watched.months.iter().enumerate() {
            let month_number = watched.offset + position;
            let step = monitor.step(month, self.scales.get(month_number).copied().unwrap_or(1.0));
            fell.step(step.lower, month_number);
            rose.step(step.upper, month_number);
        }
        let (excursion, direction) = match (Level::of(fell.sum), Level::of(rose.sum)) {
            (Some(_), _) => (fell, Direction::Fall),
            (None, Some(_)) => (rose, Direction::Rise),
            (None, None) => return None,
        };
        let level = Level::of(excursion.sum)?;
        let found = watched.scan(direction)?;
        let wave = |month: usize| {
            let publication = history.publications().get(history.publication_of(month))?;
            Some(publication.terms().label.clone())
        };
        let (flagged, start) = (excursion.since?, watched.offset + found.start);
        let half = 1.96 * found.standard_error * self.scale();
        Some(Drift {
            level: if direction == Direction::Rise { Level::Amber } else { level },
            rose: direction == Direction::Rise,
            flagged: wave(flagged)?,
            since: wave(start.min(flagged))?,
            or_before: flagged < start,
            points: whole(found.drop.round()),
            low: whole((found.drop - half).floor()),
            high: whole((found.drop + half).ceil()),
        })
    }
}

impl Watched {
    /// A series as it is watched: from its beginning, or anew from each month in which a signal was dealt with.
    fn of(months: Vec<Month>, handled: &[usize], prior: &Prior) -> Self {
        let whole = Self { months, offset: 0, prior: *prior, warm_up: Reference::default().warm_up };
        handled.iter().fold(whole, |watched, &month| watched.restarted(month))
    }

    /// The watch from behind `month` on, around the level reached by then: the mean of the last three months at most, so
    /// that of a slow fall its end counts.
    fn restarted(self, month: usize) -> Self {
        const REACHED: usize = 3;
        let place = month.checked_sub(self.offset).filter(|place| place + 1 < self.months.len());
        let Some((before, after)) = place.map(|place| self.months.split_at(place + 1)) else { return self };
        let window = Window { months: REACHED, warm_up: self.warm_up };
        let found = [Direction::Fall, Direction::Rise].into_iter();
        let found = found.filter_map(|direction| scan(before, &self.prior, window, direction));
        let Some(found) = found.max_by(|a, b| a.z.abs().total_cmp(&b.z.abs())) else { return self };
        let prior = Prior { mean: found.recent, variance: found.recent_variance, ..self.prior };
        Self { months: after.to_vec(), offset: month + 1, prior, warm_up: 0 }
    }

    fn scan(&self, direction: Direction) -> Option<Scan> {
        scan(&self.months, &self.prior, Window { warm_up: self.warm_up, ..Window::default() }, direction)
    }

    fn scores(&self) -> Vec<Option<f64>> {
        let Some(mut monitor) = Monitor::new(self.prior, Reference::default()) else {
            return vec![None; self.months.len()];
        };
        self.months.iter().map(|month| monitor.step(month, 1.0).z).collect()
    }
}

/// S: the robust standard deviation of all scores of the last year, never below 1 (Efron 2004, the empirical null).
fn scale(teams: &[Watched], scores: &[Vec<Option<f64>>], month: usize) -> f64 {
    let recent = (month + 1).saturating_sub(SCALE_MONTHS)..=month;
    let scores: Vec<f64> = teams
        .iter()
        .zip(scores)
        .flat_map(|(team, scores)| {
            let months = recent.clone().filter_map(|month| month.checked_sub(team.offset));
            months.filter_map(|position| scores.get(position).copied().flatten())
        })
        .collect();
    if scores.len() < ENOUGH_SCORES { 1.0 } else { scaled_mad(&scores).unwrap_or(1.0).max(1.0) }
}

/// A stretch of months in which a sum lies above amber.
#[derive(Debug, Clone, Copy, Default)]
struct Excursion {
    sum: f64,
    since: Option<usize>,
}

impl Excursion {
    fn step(&mut self, sum: f64, month: usize) {
        self.sum = sum;
        self.since = Level::of(sum).and(self.since.or(Some(month)));
    }
}
