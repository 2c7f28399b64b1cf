//! The confidential adviser's report on a year: what it is made of, and how that becomes a manuscript. Prints nothing.

use chrono::Datelike;
use domain::{Action, Adviser, Index, Language, Sighting, SteadyTrend, Trend, UnitPath, YearNotes};
use report::{Manuscript, Picture, Pulse, YearReport};
use store::{Store, WaveState};
use texts::Texts;

use super::trends::Course;
use super::{Paper, PaperError, Round};

/// What goes into the report on a year.
pub(super) struct YearPaper {
    year: i32,
    notes: Option<YearNotes>,
    asked: Vec<Asked>,
    actions: Vec<Action>,
}

/// One questionnaire over the year.
struct Asked {
    /// Its last wave of the year, and all before it.
    round: Round,
    /// Where the waves of the year begin.
    first: usize,
    course: Course,
    actions: Vec<Action>,
    steady: Option<SteadyTrend>,
}

impl YearPaper {
    /// Fetches the organisation's row of every wave up to the end of the year, and no other unit's.
    pub(super) async fn of(year: i32, store: &Store) -> Result<Self, PaperError> {
        let waves = store.waves().await?;
        let waves = waves.iter().filter(|wave| wave.state == WaveState::Published && wave.opens.year() == year);
        let mut newest: Vec<(&_, &_)> = Vec::new();
        for wave in waves {
            match newest.iter_mut().find(|(survey, _)| *survey == &wave.survey) {
                Some((_, label)) => *label = &wave.label,
                None => newest.push((&wave.survey, &wave.label)),
            }
        }
        if newest.is_empty() {
            return Err(PaperError::NoWaveIn { year });
        }
        let mut asked = Vec::with_capacity(newest.len());
        for (_, label) in newest {
            asked.push(Asked::of(Round::of(label, store).await?, year, store).await?);
        }
        let kept = store.actions_within(&UnitPath::organisation()).await?.into_iter().map(|kept| kept.action);
        Ok(Self {
            year,
            notes: store.year_notes(year).await?,
            asked,
            actions: kept.filter(|a| ran_in(a, year)).collect(),
        })
    }
}

/// Whether an action began in a year or before, and had not ended when the year began.
fn ran_in(action: &Action, year: i32) -> bool {
    let ended = action.until().is_some_and(|until| until.first_day().year() < year);
    action.since().first_day().year() <= year && !ended
}

impl Asked {
    async fn of(round: Round, year: i32, store: &Store) -> Result<Self, PaperError> {
        let top = UnitPath::organisation();
        let unknown = || PaperError::UnknownUnit { unit: top.clone(), wave: round.edition.label.clone() };
        let listed = store.published_unit(&round.edition, &top).await?.ok_or_else(unknown)?;
        let units = store.published_over_time(&round.editions, std::slice::from_ref(&top)).await?;
        let course = Course {
            units: units.into_iter().map(|((wave, _), unit)| (wave, unit)).collect(),
            analysis: store.unit_analysis(&round.edition.label, listed.position).await?.unwrap_or_default(),
        };
        let sightings = round.editions.iter().map(|wave| Sighting::of(wave, course.units.get(&wave.label)));
        let steady = SteadyTrend::of(&Trend::through(sightings, Index::SCORE));
        let actions = round.actions(&top, store).await?;
        let first = round.editions.partition_point(|edition| edition.opens.year() < year);
        Ok(Self { round, first, course, actions, steady })
    }

    fn pulse<'a>(&'a self, trend_charts: &'a [Picture<'a>]) -> Pulse<'a> {
        let editions = self.round.editions.get(self.first..).unwrap_or_default();
        Pulse { editions, whole: &self.course.units, trend_charts, steady: self.steady }
    }
}

impl Paper for YearPaper {
    fn write(&self, organisation: &str, adviser: &Adviser, language: Language) -> Result<Manuscript, PaperError> {
        let (texts, top) = (Texts::of(language), UnitPath::organisation());
        let draw = |asked: &Asked| asked.course.draw(&top, organisation, &asked.round, &asked.actions, texts);
        let drawn = self.asked.iter().map(draw).collect::<Result<Vec<_>, _>>()?;
        let pictures: Vec<_> = drawn.iter().map(super::trends::Drawn::pictures).collect();
        let pulses: Vec<_> = self.asked.iter().zip(&pictures).map(|(asked, charts)| asked.pulse(charts)).collect();
        let input = YearReport {
            organisation,
            year: self.year,
            notes: self.notes.as_ref(),
            pulses: &pulses,
            actions: &self.actions,
            adviser,
        };
        Ok(report::year_report(&input, texts)?)
    }
}
