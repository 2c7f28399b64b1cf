//! A made-up organisation that lives month by month through the real gate. Does not judge what comes out.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use domain::analysis::{Known, Level};
use domain::statistics::Score;
use domain::{
    Analysis, Cell, ClassAggregates, Coverage, Earlier, Gate, IndexFigure, Publication, Questionnaire, Responses,
    Sheet, Terms, Threshold, Tree, UnitIndex, UnitPath, WaveLabel,
};

use super::model::{Conditions, Model, Team, ticked};

/// The gate takes the variance of the twelve months before.
const YEAR: usize = 12;

/// The exact scores of one team in one month, which only a simulation knows.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Exact {
    pub(super) n: u32,
    pub(super) mean: f64,
    pub(super) variance: f64,
}

impl Exact {
    fn of(scores: &[f64]) -> Self {
        let n = u32::try_from(scores.len()).unwrap_or(u32::MAX);
        if n < 2 {
            return Self { n, ..Self::default() };
        }
        let mean = scores.iter().sum::<f64>() / f64::from(n);
        let squares: f64 = scores.iter().map(|score| (score - mean).powi(2)).sum();
        Self { n, mean, variance: squares / f64::from(n - 1) }
    }
}

/// What is told about one team in one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// That it fell, and how sure that is.
    pub(super) fell: Option<Level>,
    /// That views are divided.
    pub(super) divided: bool,
    /// That it was shown at all.
    pub(super) shown: bool,
}

/// The organisation with its past.
pub(super) struct Organisation<'a> {
    questionnaire: &'a Questionnaire,
    sizes: Vec<usize>,
    paths: Vec<UnitPath>,
    pub(super) model: Model,
    publications: Vec<Publication>,
    classes: Vec<ClassAggregates>,
    responses: Responses,
}

impl<'a> Organisation<'a> {
    pub(super) fn new(questionnaire: &'a Questionnaire, seed: u64, teams: &[Team], conditions: Conditions) -> Self {
        // Digits keep path order and number the same.
        let paths = (0..teams.len()).filter_map(|team| format!("Team {team:04}").parse().ok()).collect();
        Self {
            questionnaire,
            sizes: teams.iter().map(|team| team.size).collect(),
            paths,
            model: Model::new(seed, teams, conditions, questionnaire.items().len()),
            publications: Vec::new(),
            classes: Vec::new(),
            responses: Responses::none(),
        }
    }

    /// One wave: people answer, the gate decides. Gives the exact scores of each team; `None` when no terms can be made
    /// for so many teams or months.
    pub(super) fn live(&mut self) -> Option<Vec<Exact>> {
        if !self.publications.is_empty() {
            self.model.next_month();
        }
        let terms = self.terms()?;
        let (mut sheets, mut exact) = (Vec::new(), Vec::with_capacity(self.sizes.len()));
        for (team, &size) in self.sizes.iter().enumerate() {
            let unit = terms.tree.find(self.paths.get(team)?)?;
            let mut scores = Vec::with_capacity(size);
            for place in 0..size {
                let Some(answers) = self.model.answers(team, place) else { continue };
                scores.extend(Score::of(answers.iter().copied()).map(Score::points));
                sheets.push((unit, self.sheet(&answers)?));
            }
            exact.push(Exact::of(&scores));
        }
        let earlier =
            Earlier { classes: &self.classes[self.classes.len().saturating_sub(YEAR)..], responses: &self.responses };
        let (publication, classes, responses) = Gate::rehearse(&terms, sheets, &earlier);
        self.publications.push(publication);
        self.classes.push(classes);
        self.responses = responses;
        Some(exact)
    }

    fn sheet(&self, answers: &[Option<u8>]) -> Option<Sheet> {
        let items = self.questionnaire.items().iter().zip(answers);
        Sheet::from_form(self.questionnaire, items.map(|(item, &point)| (item.key.as_str(), ticked(item, point)))).ok()
    }

    fn terms(&self) -> Option<Terms> {
        let month = u32::try_from(self.publications.len()).ok()?;
        let opens = NaiveDate::from_ymd_opt(2001, 1, 3)?.checked_add_months(Months::new(month))?;
        let sizes = self.sizes.iter().filter_map(|&size| u32::try_from(size).ok());
        let mut tree = Tree::of(self.paths.iter().cloned().zip(sizes)).ok()?;
        if month > 0 {
            tree = tree.with_stayed(&self.stayed());
        }
        Some(Terms {
            label: WaveLabel::of_month(opens),
            questionnaire: self.questionnaire.clone(),
            tree,
            threshold: Threshold::DEFAULT,
            coverage: Coverage::DEFAULT,
            opens,
            closes: opens.checked_add_days(Days::new(14))?,
        })
    }

    fn stayed(&self) -> BTreeMap<UnitPath, u32> {
        let of = |team: usize| u32::try_from(self.model.stayed(team)).unwrap_or(u32::MAX);
        let mut stayed: BTreeMap<_, _> =
            self.paths.iter().enumerate().map(|(team, path)| (path.clone(), of(team))).collect();
        let all = stayed.values().sum();
        stayed.insert(UnitPath::organisation(), all);
        stayed
    }

    /// The variance within teams that the newest intervals of the score were made with.
    pub(super) fn variance_within(&self) -> f64 {
        let variances = self.publications.last().map_or(&[][..], |newest| newest.method().variances());
        variances.first().map_or(0.0, |&variance| f64::from(variance))
    }

    /// The score of a team as the newest publication prints it.
    pub(super) fn printed(&self, team: usize) -> Option<IndexFigure> {
        match self.publications.last()?.unit(self.paths.get(team)?)?.cell() {
            Cell::Shown(figures) => match figures.indices().first()? {
                Cell::Shown(figure) => Some(**figure),
                Cell::Hidden => None,
            },
            Cell::Hidden => None,
        }
    }

    /// The whole analysis of the newest publication and those before it.
    pub(super) fn analysis(&self) -> Option<Analysis> {
        Analysis::of(&self.publications, Known::default(), |_| None)
    }

    /// What the newest publication and those before it tell about each team.
    pub(super) fn told(&self) -> Vec<Told> {
        let mut told = vec![Told::default(); self.sizes.len()];
        let Some(newest) = self.publications.last() else { return told };
        for signals in Analysis::signals(&self.publications, &[]) {
            // The organisation stands before its teams.
            let place = newest.terms().tree.find(&signals.unit).map(UnitIndex::position);
            let Some(entry) = place.and_then(|place| told.get_mut(place.checked_sub(1)?)) else { continue };
            entry.fell = signals.drift.filter(|drift| !drift.rose).map(|drift| drift.level);
            entry.divided = signals.divided;
        }
        for (team, entry) in told.iter_mut().enumerate() {
            entry.shown = self.printed(team).is_some();
        }
        told
    }

    /// Whether a team is told to have fallen silent.
    pub(super) fn is_silent(&self, team: usize) -> bool {
        self.paths.get(team).is_some_and(|path| self.responses.silent_since(path).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::story::Story;

    #[test]
    fn what_is_told_is_what_the_analysis_of_a_publication_tells() {
        let text = include_str!("../../surveys/team-safety.toml");
        let questionnaire = Questionnaire::parse(text).expect("a good file");
        let mut teams = vec![Team::of(12, Story::Steady); 11];
        teams[3].story = Story::Falls { points: 30.0, from: 8, over: 1 };
        teams[7].story = Story::Divided;
        let mut organisation = Organisation::new(&questionnaire, 1, &teams, Conditions::PLAIN);
        for _ in 0..12 {
            organisation.live().expect("a month");
        }
        let told = organisation.told();
        let analysis = organisation.analysis().expect("publications");
        for (told, unit) in told.iter().zip(&analysis.units[1..]) {
            assert_eq!(told.fell, unit.drift.as_ref().filter(|drift| !drift.rose).map(|drift| drift.level));
            assert_eq!(told.divided, unit.divided);
        }
        assert_eq!(told[3].fell, Some(Level::Red));
    }
}
