//! Trends for the tests, made the only way there is: sheets are sealed, waves closed, and the gate reviews them. Does
//! not know how they are drawn.

use domain::analysis::LinePoint;
use domain::{
    Address, Analysis, BallotBox, BallotId, Coverage, CustodySecret, Earlier, Gate, Part, Publication, Questionnaire,
    Responses, Sealed, Sheet, Terms, Threshold, Tree, Trend, UnitPath, Wave, WaveKeys, WaveLabel, WrappingKey,
};

/// The team all trends are of.
const TEAM: &str = "North";
/// A team beside it, always with the same sheets.
const OTHER: &str = "South";

/// A trend over months that follow each other: for each the team's sheets, one point from 1 to 5 for each, always meant
/// the safe way round; `None` when the organisation did not have the team.
pub(crate) fn monthly(first: &str, rounds: &[Option<&[u8]>]) -> Trend {
    analysed(first, rounds).0
}

/// The same with the level in each wave, as the newest wave tells it.
pub(crate) fn analysed(first: &str, rounds: &[Option<&[u8]>]) -> (Trend, Vec<Option<LinePoint>>) {
    let first: chrono::NaiveDate = first.parse().expect("a date");
    let day = |number| (first + chrono::Months::new(number)).to_string();
    let publications: Vec<_> = (0..).map(day).zip(rounds).map(|(day, points)| wave(&day, *points)).collect();
    let team = path(TEAM);
    let line = Analysis::of(&publications, domain::analysis::Known::default(), |_| None).and_then(|analysis| {
        let place = publications.last()?.terms().tree.find(&team)?.position();
        analysis.units.get(place)?.lines.first().cloned()
    });
    (Trend::of(&publications, &team, "score"), line.unwrap_or_default())
}

/// The answers of one person to the seven statements, meant the safe way round; 0 where one was skipped.
pub(crate) type Person = [u8; 7];

/// So many people who all give the same point to everything.
pub(crate) fn alike(point: u8, count: usize) -> Vec<Person> {
    vec![[point; 7]; count]
}

/// One wave of many units, each with what its people answered.
pub(crate) fn wave_of(opens: &str, units: &[(&str, Vec<Person>)]) -> Publication {
    let places = units.iter().map(|(name, people)| (path(name), u32::try_from(people.len()).expect("a few") + 2));
    let terms = Terms { tree: Tree::of(places).expect("a small tree"), ..terms(opens, true) };
    let people = units.iter().flat_map(|(name, people)| people.iter().map(|person| (path(name), person)));
    let sheets: Vec<_> = people
        .map(|(unit, person)| {
            let items = terms.questionnaire.items().iter().zip(person).filter(|(_, point)| **point > 0);
            let answers: Vec<_> = items
                .map(|(item, point)| (item.key.clone(), if item.reversed { 6 - point } else { *point }.to_string()))
                .collect();
            let form = answers.iter().map(|(key, answer)| (key.as_str(), answer.as_str()));
            let sheet = Sheet::from_form(&terms.questionnaire, form).unwrap_or_else(|error| panic!("{error}"));
            (terms.tree.find(&unit).expect("in the tree"), sheet)
        })
        .collect();
    let earlier = Earlier { classes: &[], responses: &Responses::none() };
    Gate::rehearse(&terms, sheets, &earlier).0
}

pub(crate) fn path(name: &str) -> UnitPath {
    name.parse().expect("a good path")
}

fn terms(opens: &str, with_team: bool) -> Terms {
    let opens = opens.parse().expect("a date");
    let places = [(path(TEAM), if with_team { 14 } else { 0 }), (path(OTHER), 8)];
    Terms {
        label: WaveLabel::of_month(opens),
        questionnaire: Questionnaire::parse(include_str!("../../surveys/team-safety.toml")).expect("a good file"),
        tree: Tree::of(places.into_iter().filter(|(_, invited)| *invited > 0)).expect("a small tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens,
        closes: opens + chrono::Days::new(14),
    }
}

fn sheet(questionnaire: &Questionnaire, point: u8) -> Sheet {
    let answers: Vec<_> = questionnaire
        .items()
        .iter()
        .map(|item| (item.key.clone(), if item.reversed { 6 - point } else { point }.to_string()))
        .collect();
    let form = answers.iter().map(|(key, answer)| (key.as_str(), answer.as_str()));
    Sheet::from_form(questionnaire, form).unwrap_or_else(|error| panic!("{error}"))
}

fn wave(opens: &str, points: Option<&[u8]>) -> Publication {
    let terms = terms(opens, points.is_some());
    let (keys, wrap) = (WaveKeys::generate().expect("randomness"), WrappingKey::generate().expect("randomness"));
    let wraps = [wrap.seal(&terms.label, &keys.public()).expect("a good key")];
    let others = [2, 3, 3, 3, 3, 4].map(|point| (OTHER, point));
    let team = points.unwrap_or_default().iter().map(|&point| (TEAM, point));
    let ballots = others.into_iter().chain(team).zip(0..).map(|((unit, point), number)| {
        let id = BallotId::from_bytes([number; 32]);
        let unit = terms.tree.find(&path(unit)).expect("in the tree");
        let sheet = sheet(&terms.questionnaire, point);
        let to = Address { part: Part::Scores, name: id, wave: &terms.label, key: &keys.public() };
        (id, Sealed::seal(sheet, unit, &to, &wrap).expect("a good key"))
    });
    let ballots = BallotBox::of(ballots.collect());
    let wave = Wave::open(terms).expect("good dates").close();
    let custody = CustodySecret::generate().expect("randomness").public();
    let mut review = Gate::review(wave, &keys, &wraps);
    review.take(ballots);
    review.release(&Earlier::default(), &custody).expect("the right keys").publication
}
