//! A made-up organisation of forty departments after a year, and the reports on them. Does not know how they are printed.

use charts::{Caption, Chart, Overlay};
use chrono::NaiveDate;
use domain::analysis::Known;
use domain::{
    Action, Adviser, Analysis, Coverage, Earlier, Edition, Gate, Language, Publication, Questionnaire, Responses,
    Sheet, Terms, Threshold, Tree, Trend, TypedAction, UnitIndex, UnitPath, WaveLabel,
};
use report::{Manuscript, Picture, UnitReport, unit_report};
use texts::Texts;

/// More than the typesetter remembers.
const DEPARTMENTS: usize = 40;
const TEAMS: usize = 6;
const WAVES: usize = 12;

pub(crate) struct Organisation {
    publications: Vec<Publication>,
    edition: Edition,
    opened: Vec<(WaveLabel, NaiveDate)>,
    analysis: Analysis,
    actions: Vec<Action>,
    adviser: Adviser,
}

impl Organisation {
    /// After `WAVES` waves.
    pub(crate) fn lived() -> Self {
        let questionnaire = Questionnaire::parse(include_str!("../../../../surveys/team-safety.toml")).unwrap();
        let places = (0..DEPARTMENTS * TEAMS).map(|team| {
            let path = format!("Department {:02}/Team {team:03}", team / TEAMS);
            (path.parse().unwrap(), 8)
        });
        let tree = Tree::of(places).unwrap();
        let publications: Vec<Publication> = (0..WAVES)
            .map(|wave| {
                let terms = terms(&questionnaire, &tree, wave);
                let earlier = Earlier { classes: &[], responses: &Responses::none() };
                Gate::rehearse(&terms, sheets(&terms, wave), &earlier).0
            })
            .collect();
        let analysis = Analysis::of(&publications, Known::default(), |_| None).unwrap();
        let action = |what: &str, since: &str| {
            let [what, by, since, until] = [what, "the department's head", since, ""].map(str::to_owned);
            Action::read(UnitPath::organisation(), &TypedAction { what, by, since, until }).unwrap()
        };
        Self {
            edition: publications.last().unwrap().edition(),
            opened: publications.iter().map(|wave| (wave.terms().label.clone(), wave.terms().opens)).collect(),
            publications,
            analysis,
            actions: vec![
                action("A first hour without an agenda", "9-2025"),
                action("Mistakes of the month", "3-2025"),
            ],
            adviser: Adviser {
                name: "Noor de Wit".to_owned(),
                phone: Some("030 123 45 67".to_owned()),
                ..Adviser::default()
            },
        }
    }

    /// So many reports, each on another department: pictures drawn, texts written.
    pub(crate) fn reports(&self, first: usize, count: usize) -> Vec<Manuscript> {
        (first..first + count).map(|number| self.report(number % DEPARTMENTS)).collect()
    }

    fn report(&self, department: usize) -> Manuscript {
        let texts = Texts::of(Language::Dutch);
        let path: UnitPath = format!("Department {department:02}").parse().unwrap();
        let newest = self.publications.last().unwrap();
        let place = newest.terms().tree.find(&path).unwrap().position();
        let inside: Vec<_> = newest.inside(&path).cloned().collect();
        let charts = self.draw(&path, place, texts);
        let pictures: Vec<_> = charts.iter().map(|(name, chart)| picture(name, chart)).collect();
        let input = UnitReport {
            organisation: "Forty Departments",
            edition: &self.edition,
            unit: newest.unit(&path).unwrap(),
            inside: &inside,
            trend_charts: &pictures,
            found: &self.analysis.units[place],
            opened: &self.opened,
            note: None,
            signals: false,
            actions: &self.actions,
            remarks: &[],
            adviser: &self.adviser,
        };
        unit_report(&input, texts).unwrap()
    }

    /// The score and each dimension over the year, with what stands above each.
    fn draw(&self, unit: &UnitPath, place: usize, texts: &Texts) -> Vec<(&str, Chart)> {
        let (lines, threshold) = (&self.analysis.units[place].lines, self.edition.threshold.get());
        let mut drawn = Vec::new();
        for (number, index) in self.edition.questionnaire.indices().iter().enumerate() {
            let (id, name) = (format!("trend-{number}"), index.name.get(texts.language()));
            let caption = Caption { unit: unit.name().unwrap(), index: name, threshold, id: &id };
            let trend = Trend::of(&self.publications, unit, &index.key);
            let chart = charts::trend(&trend, &caption, &Overlay::line_only(&lines[number]), texts).unwrap();
            drawn.push((name, chart));
        }
        drawn
    }
}

fn picture<'a>(name: &'a str, chart: &'a Chart) -> Picture<'a> {
    Picture { name, svg: chart.svg(), alt: chart.description() }
}

fn terms(questionnaire: &Questionnaire, tree: &Tree, wave: usize) -> Terms {
    let opens = format!("2025-{:02}-03", wave + 1).parse().unwrap();
    Terms {
        label: WaveLabel::of_month(opens),
        questionnaire: questionnaire.clone(),
        tree: tree.clone(),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens,
        closes: opens,
    }
}

/// Six of eight people in each team, each with an answer of their own; of every eleventh team too few.
fn sheets(terms: &Terms, wave: usize) -> impl Iterator<Item = (UnitIndex, Sheet)> {
    let placed = terms.tree.iter().filter(|(_, unit)| unit.invited_directly > 0).enumerate();
    placed.flat_map(move |(team, (unit, _))| {
        let people = if team.is_multiple_of(11) { 3 } else { 6 };
        (0..people).map(move |person| {
            let level = 1 + (team / TEAMS + wave / 3) % 3;
            let point = |item: usize| (level + (team * 7 + person * 2 + item * 5 + wave) % 3).to_string();
            let points: Vec<String> = (0..terms.questionnaire.items().len()).map(point).collect();
            let items = terms.questionnaire.items().iter().map(|item| item.key.as_str());
            (unit, Sheet::from_form(&terms.questionnaire, items.zip(points.iter().map(String::as_str))).unwrap())
        })
    })
}
