//! Made-up publications, good and bad, without a gate. Does not know any attack.

use crate::privacy::class::{Class, Counts};
use crate::privacy::{
    Answered, Cell, ClassAggregates, Family, IndexFigure, Interval, ItemFigure, Mean, Method, Partition, Publication,
    PublishedUnit, UnitFigures, carry_up,
};
use crate::statistics::{Moments, Score};
use crate::tree::UnitIndex;
use crate::{Coverage, Questionnaire, Terms, Threshold, Tree, WaveLabel};

/// One person's answers: a point for each item, 0 for none.
pub(super) type Answers = [u8; 7];

pub(super) fn terms(units: &[&str], k: u32) -> Terms {
    let places = units.iter().map(|path| (path.parse().expect("a good path"), 0));
    terms_of(Tree::of(places).expect("a small tree"), k)
}

pub(super) fn terms_of(tree: Tree, k: u32) -> Terms {
    let source = include_str!("../../../../../surveys/team-safety.toml");
    Terms {
        label: "2026-11".parse::<WaveLabel>().expect("a good label"),
        questionnaire: Questionnaire::parse(source).expect("a good file"),
        tree,
        threshold: Threshold::new(k).expect("an allowed threshold"),
        coverage: Coverage::DEFAULT,
        opens: "2026-11-03".parse().expect("a date"),
        closes: "2026-11-17".parse().expect("a date"),
    }
}

/// The tree in which unit n + 1 hangs below the unit `above[n]` counts back to; its order is that of its paths.
pub(super) fn tree(above: &[usize]) -> Tree {
    let mut paths = vec![String::new()];
    for (unit, above) in above.iter().enumerate() {
        paths.push(format!("{}/u{unit:06}", paths[above % paths.len()]));
    }
    let places = paths.iter().skip(1).map(|path| (path[1..].parse().expect("a good path"), 0));
    Tree::of(places).expect("a small tree")
}

pub(super) fn parents(terms: &Terms) -> Vec<Option<usize>> {
    terms.tree.units().iter().map(|unit| unit.parent.map(UnitIndex::position)).collect()
}

/// A class in the unit at `path`; an item or index with fewer than `least` answers is left out.
pub(super) fn class(terms: &Terms, path: &str, people: &[Answers], least: u32) -> Class {
    let unit = terms.tree.find(&path.parse().expect("a good path")).expect("in the tree");
    class_at(terms, unit.position(), people, least)
}

pub(super) fn class_at(terms: &Terms, unit: usize, people: &[Answers], least: u32) -> Class {
    let questionnaire = &terms.questionnaire;
    let points = |item: usize| people.iter().map(move |person| person[item]).filter(|&point| point > 0);
    let counts = |item: usize| {
        let mut counts = Counts::default();
        points(item).for_each(|point| counts[usize::from(point) - 1] += 1);
        (counts.iter().sum::<u32>() >= least).then_some(counts)
    };
    let moments = |items: &[usize]| {
        let mut moments = Moments::default();
        let answers = |person: &Answers| {
            let answers = items.iter().map(|&item| Some(person[item]).filter(|&point| point > 0));
            Score::of(answers.collect::<Vec<_>>())
        };
        people.iter().filter_map(answers).for_each(|score| moments.add(score));
        (moments.n >= least).then_some(moments)
    };
    Class {
        unit,
        sheets: u32::try_from(people.len()).expect("few"),
        items: (0..questionnaire.items().len()).map(counts).collect(),
        indices: questionnaire.indices().iter().map(|index| moments(&index.items)).collect(),
    }
}

type Sums = (u32, Vec<Option<Counts>>, Vec<Option<Moments>>);

/// What the classes inside each unit carry together, by walking up from each class.
fn sums(terms: &Terms, classes: &[Class]) -> Vec<Sums> {
    let parents = parents(terms);
    let (items, indices) = (terms.questionnaire.items().len(), terms.questionnaire.indices().len());
    let mut sums = vec![(0, vec![None::<Counts>; items], vec![None::<Moments>; indices]); parents.len()];
    for class in classes {
        for unit in std::iter::successors(Some(class.unit), |&unit| parents[unit]) {
            let (sheets, counts, moments) = &mut sums[unit];
            *sheets += class.sheets;
            for (sum, carried) in counts.iter_mut().zip(&class.items) {
                if let Some(more) = carried {
                    sum.get_or_insert_default().iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
                }
            }
            for (sum, carried) in moments.iter_mut().zip(&class.indices) {
                if let Some(more) = carried {
                    sum.get_or_insert_default().merge(more);
                }
            }
        }
    }
    sums
}

/// A publication that shows of these classes what it is told to show, rules or no rules.
pub(super) fn publication(terms: &Terms, classes: &[Class], shown: impl Fn(usize, Family) -> bool) -> Publication {
    let sums = sums(terms, classes);
    let k = terms.threshold.get();
    let figures = |unit: usize| {
        let (sheets, counts, moments) = &sums[unit];
        let index = |(position, moments): (usize, &Option<Moments>)| {
            let moments = moments.as_ref()?;
            let mean = Mean::of(moments).filter(|_| shown(unit, Family::Index(position)))?;
            let answered = Answered::of(moments.n, k);
            Some(IndexFigure { mean, interval: Interval { low: 100, high: 500 }, answered })
        };
        let item = |(position, counts): (usize, &Option<Counts>)| {
            ItemFigure::of(counts.as_ref()?).filter(|_| shown(unit, Family::Item(position)))
        };
        shown(unit, Family::Sheets).then(|| UnitFigures {
            answered: Answered::of(*sheets, k),
            indices: moments.iter().enumerate().map(index).map(Cell::of).collect(),
            items: counts.iter().enumerate().map(item).map(Cell::of).collect(),
        })
    };
    let units = terms.tree.units().iter().enumerate();
    let units =
        units.map(|(unit, of)| PublishedUnit { path: of.path.clone(), cell: Cell::of(figures(unit)) }).collect();
    Publication {
        took_part: None,
        technical: Vec::new(),
        terms: terms.clone(),
        method: Method { variances: vec![400; terms.questionnaire.indices().len()], item_spread: 325 },
        units,
    }
}

/// What carry-up makes of the people placed in each unit: its decisions and its classes.
pub(super) fn by_the_rules(terms: &Terms, people: &[Vec<Answers>]) -> (Partition, Vec<Class>) {
    let parents = parents(terms);
    let units = 0..parents.len();
    let direct: Vec<_> = units.clone().map(|unit| u32::try_from(people[unit].len()).expect("few")).collect();
    let partition = carry_up(&parents, &direct, terms.threshold, terms.coverage);
    let class = |class: usize| {
        let members = units.clone().filter(|&unit| partition.class_of[unit] == Some(class));
        let people: Vec<_> = members.flat_map(|unit| people[unit].clone()).collect();
        class_at(terms, class, &people, terms.threshold.get())
    };
    let classes = units.clone().filter(|&unit| partition.makes_class[unit]).map(class).collect();
    (partition, classes)
}

pub(super) fn aggregates(classes: &[Class]) -> ClassAggregates {
    ClassAggregates { classes: classes.to_vec() }
}
