//! What the schedule will do: each round with the day on which it will in fact open, or why it won't. Goes by the rules of
//! [`Schedule::due`] and [`Past::obstacle`], and supposes that nobody joins or leaves and that the server runs.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::due::LOOK_BACK;
use super::plan::free_label;
use super::{Earlier, Obstacle, Occurrence, Past, Pause, Schedule};
use crate::Threshold;

/// A round to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foretold {
    /// The round with the days it will get; those of the plan when it won't open. Its name is another one when a round of the
    /// same month opens first, or was refused in the same minute.
    pub round: Occurrence,
    /// The day on which it should open.
    pub planned: NaiveDate,
    /// Whether it opens, as things stand.
    pub opens: bool,
    /// What stands in its way the longest, but for a pause.
    pub obstacle: Option<Obstacle>,
    /// The pause that keeps it from opening when it should.
    pub pause: Option<Pause>,
}

impl Foretold {
    /// Whether it opens later than it should.
    pub fn is_late(&self) -> bool {
        self.opens && self.round.opens > self.planned
    }

    /// Whether it opens only when somebody has done something.
    pub fn is_stuck(&self) -> bool {
        let endless = self.pause.is_some_and(|pause| pause.until.is_none());
        !self.opens && (endless || self.obstacle.as_ref().is_some_and(|obstacle| obstacle.gone_on().is_none()))
    }
}

impl Schedule {
    /// The rounds that are not opened yet, as things stand `now`, without end.
    pub fn foretold(
        &self,
        mut past: Past,
        pause: Option<Pause>,
        threshold: Threshold,
        now: DateTime<Utc>,
    ) -> impl Iterator<Item = Foretold> + use<'_> {
        let today = self.zone.day(now);
        self.occurrences(today - Days::new(LOOK_BACK), &[]).filter_map(move |planned| {
            let opened = past.waves.iter().any(|wave| wave.survey == planned.survey && wave.opens >= planned.opens);
            if opened {
                return None;
            }
            let told = self.foretell(planned, &past, (pause, threshold), now);
            // What was missed for good is no news.
            if !told.opens && told.planned < today {
                return None;
            }
            if told.opens {
                past.waves.push(to_be(&told.round));
            }
            Some(told)
        })
    }

    fn foretell(
        &self,
        planned: Occurrence,
        past: &Past,
        (pause, threshold): (Option<Pause>, Threshold),
        now: DateTime<Utc>,
    ) -> Foretold {
        let today = self.zone.day(now);
        let (should, survey) = (planned.opens, planned.survey.clone());
        let pause = pause.filter(|pause| pause.covers(today) && pause.covers(should));
        let mut chance = self.first_chance(&planned, pause, now);
        let mut last = None;
        while let Some(day) = chance {
            let Some(obstacle) = past.seen_on(day, today).obstacle(&survey, day, threshold) else { break };
            // A wave that should have closed waits for somebody, nobody knows how long.
            chance = obstacle.gone_on().map(|gone| self.holidays.working(gone));
            last = Some(obstacle);
        }
        let round = match chance {
            Some(day) if day == should => Some(planned.clone()),
            Some(day) => self.late(&planned, day),
            None => None,
        };
        let opens = round.is_some();
        let mut round = round.unwrap_or(planned);
        let taken: Vec<_> = past.waves.iter().map(|wave| wave.label.clone()).collect();
        round.label = free_label(round.opens, &survey, &taken);
        Foretold { round, planned: should, opens, obstacle: last, pause }
    }

    /// The first day on which the round could open, if nothing stood in its way but the pause over it; none when that has no
    /// end.
    fn first_chance(&self, planned: &Occurrence, pause: Option<Pause>, now: DateTime<Utc>) -> Option<NaiveDate> {
        if let Some(pause) = pause {
            return pause.until.map(|until| self.holidays.working(until));
        }
        if self.in_time(planned.opens, planned.at, now) {
            return Some(planned.opens);
        }
        let today = self.zone.day(now);
        let over = Self::evening(planned.at) <= self.zone.local(now).time();
        Some(self.holidays.working(if over { today + Days::new(1) } else { today }))
    }
}

impl Past {
    /// The same past as it will be on a day to come: what ends before is closed by then.
    fn seen_on(&self, day: NaiveDate, today: NaiveDate) -> Self {
        let mut seen = self.clone();
        for wave in &mut seen.waves {
            wave.open &= day <= wave.closes || wave.closes < today;
        }
        seen
    }
}

/// The wave that a round will be.
fn to_be(round: &Occurrence) -> Earlier {
    Earlier {
        label: round.label.clone(),
        survey: round.survey.clone(),
        opens: round.opens,
        closes: round.closes,
        open: true,
        same_roster: true,
    }
}

#[cfg(test)]
mod tests;
