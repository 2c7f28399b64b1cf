//! The figures of a wave, calculated a second time from what README says, sharing no code with the program.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::visitor::ITEMS;

/// One person: a unit's path (without the organisation) and, if they answered, a point or none for each item.
pub(crate) struct Respondent {
    pub(crate) unit: Vec<String>,
    pub(crate) answers: Option<[Option<u8>; 7]>,
}

/// Items of each index, by position.
const INDICES: [(&str, &[usize]); 4] =
    [("score", &[0, 1, 2, 3, 4, 5, 6]), ("speaking-up", &[0, 4, 5]), ("mistakes", &[1, 2]), ("belonging", &[3, 6])];

/// The members of every published unit's figures: positions of respondents, class by class.
pub(crate) type Published = BTreeMap<Vec<String>, Option<Vec<Vec<usize>>>>;

/// Carry-up by recursion over paths: each published unit with the classes inside it, the hidden ones with `None`.
pub(crate) fn published(people: &[Respondent], k: usize, coverage: usize) -> Published {
    let mut units: BTreeSet<Vec<String>> = BTreeSet::from([Vec::new()]);
    for person in people {
        for depth in 1..=person.unit.len() {
            units.insert(person.unit[..depth].to_vec());
        }
    }
    let mut result = Published::new();
    carry(&[], &units, people, k, coverage, &mut result);
    result
}

/// Returns the pool carried up, the classes inside, and how many sheets there are.
fn carry(
    unit: &[String],
    units: &BTreeSet<Vec<String>>,
    people: &[Respondent],
    k: usize,
    coverage: usize,
    result: &mut Published,
) -> (Vec<usize>, Vec<Vec<usize>>, usize) {
    let answered = |&n: &usize| people[n].answers.is_some() && people[n].unit == unit;
    let mut pool: Vec<usize> = (0..people.len()).filter(answered).collect();
    let mut classes = Vec::new();
    let mut all = pool.len();
    let children: Vec<_> = units.iter().filter(|u| u.len() == unit.len() + 1 && u.starts_with(unit)).cloned().collect();
    for child in children {
        let (left, inside, count) = carry(&child, units, people, k, coverage, result);
        pool.extend(left);
        classes.extend(inside);
        all += count;
    }
    let below: usize = classes.iter().map(Vec::len).sum();
    let would = if pool.len() >= k { below + pool.len() } else { below };
    let shown = would >= k && would * 100 >= coverage * all;
    if shown && pool.len() >= k {
        classes.push(std::mem::take(&mut pool));
    }
    result.insert(unit.to_vec(), shown.then(|| classes.clone()));
    (pool, classes, all)
}

fn aligned(answers: &[Option<u8>; 7], item: usize) -> Option<u8> {
    answers[item].map(|point| if ITEMS[item].1 { 6 - point } else { point })
}

fn answered_item<'a>(class: &'a [usize], people: &'a [Respondent], item: usize) -> impl Iterator<Item = u8> + 'a {
    class.iter().filter_map(move |&n| people[n].answers.as_ref().and_then(|answers| aligned(answers, item)))
}

/// A person's score as a fraction of whole numbers, by the half rule over the items shown in the class.
fn score(answers: &[Option<u8>; 7], items: &[usize]) -> Option<(i64, i64)> {
    let given: Vec<i64> = items.iter().filter_map(|&item| aligned(answers, item)).map(i64::from).collect();
    let count = i64::try_from(given.len()).expect("few items");
    (count > 0 && given.len() * 2 >= items.len()).then(|| (given.iter().sum(), count))
}

/// What the export must say of a published unit.
pub(crate) fn figures(
    classes: &[Vec<usize>],
    invited: usize,
    people: &[Respondent],
    k: usize,
    coverage: usize,
) -> Value {
    let covered: usize = classes.iter().map(Vec::len).sum();
    let enough = |carrying: usize| carrying * 100 >= coverage * covered;
    let mut items = serde_json::Map::new();
    for (item, (key, _)) in ITEMS.iter().enumerate() {
        let carrying: Vec<_> = classes.iter().filter(|c| answered_item(c, people, item).count() >= k).collect();
        let points: Vec<u8> = carrying.iter().flat_map(|c| answered_item(c, people, item)).collect();
        let sheets: usize = carrying.iter().map(|c| c.len()).sum();
        let entry = if points.is_empty() || !enough(sheets) { json!({ "shown": false }) } else { item_figure(&points) };
        items.insert((*key).to_owned(), entry);
    }
    let mut indices = serde_json::Map::new();
    for (key, members) in INDICES {
        indices.insert(key.to_owned(), index(members, classes, invited, people, k, &enough));
    }
    json!({ "shown": true, "answered": answered(covered, k), "indices": indices, "items": items })
}

/// How many answered, as a range.
fn answered(count: usize, k: usize) -> Value {
    let bounds = [(50, None), (20, Some(49)), (10, Some(19)), (k, Some(9))];
    let (from, to) = bounds.into_iter().find(|&(from, _)| count >= from).expect("k answers");
    json!({ "from": from, "to": to })
}

/// Cronbach's alpha of each index over everybody in a class, from single answers; a statement counts where its class
/// carries it.
pub(crate) fn alphas(classes: &[Vec<usize>], people: &[Respondent], k: usize) -> Vec<(&'static str, f64)> {
    let carries = |class: &[usize], item: usize| answered_item(class, people, item).count() >= k;
    let of = |members: &[usize]| {
        let points = |item: usize| {
            let carrying = classes.iter().filter(|class| carries(class, item));
            carrying.flat_map(|class| answered_item(class, people, item).map(f64::from)).collect::<Vec<_>>()
        };
        let items: Vec<f64> = members.iter().map(|&item| variance(&points(item))).collect();
        let (scores, _) = scores_of(members, classes, people, k);
        let scores: Vec<f64> = scores.iter().map(|&(sum, count)| as_f64(sum) / as_f64(count)).collect();
        let count = f64::from(u32::try_from(members.len()).expect("few items"));
        count / (count - 1.0) * (1.0 - items.iter().sum::<f64>() / (variance(&scores) * count * count))
    };
    INDICES.iter().map(|(key, members)| (*key, of(members))).collect()
}

fn variance(values: &[f64]) -> f64 {
    let n = f64::from(u32::try_from(values.len()).expect("few people"));
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)
}

/// The scores on an index in the classes that carry it, and how many sheets these classes have.
fn scores_of(members: &[usize], classes: &[Vec<usize>], people: &[Respondent], k: usize) -> (Vec<(i64, i64)>, usize) {
    let (mut scores, mut sheets) = (Vec::new(), 0);
    for class in classes {
        let shown: Vec<usize> =
            members.iter().copied().filter(|&item| answered_item(class, people, item).count() >= k).collect();
        let own: Vec<_> = class
            .iter()
            .filter_map(|&n| people[n].answers.as_ref().and_then(|answers| score(answers, &shown)))
            .collect();
        if shown.len() * 2 >= members.len() && own.len() >= k {
            scores.extend(own);
            sheets += class.len();
        }
    }
    (scores, sheets)
}

fn index(
    members: &[usize],
    classes: &[Vec<usize>],
    invited: usize,
    people: &[Respondent],
    k: usize,
    enough: &dyn Fn(usize) -> bool,
) -> Value {
    let (scores, sheets) = scores_of(members, classes, people, k);
    if scores.is_empty() || !enough(sheets) {
        return json!({ "shown": false });
    }
    let n = scores.len();
    // Every denominator is at most 7, so 420 is a common one.
    let total: i64 = scores.iter().map(|(sum, count)| sum * (420 / count)).sum();
    let (mean, bound) = mean(total, n);
    let prior = start_variance(members.len());
    let points: Vec<f64> = scores.iter().map(|&(sum, count)| (as_f64(sum) / as_f64(count) - 1.0) * 25.0).collect();
    let exact = points.iter().sum::<f64>() / as_f64(n);
    let own = points.iter().map(|p| (p - exact).powi(2)).sum::<f64>() / as_f64(n - 1);
    let centre = if bound == "exact" { exact } else { (mean - 1.0) * 25.0 };
    let own = if bound == "exact" && members.len() >= 5 { own } else { prior };
    // Below fifty answers, the fewest of their range.
    let few = if n >= 50 { n } else { [20, 10].into_iter().find(|&from| n >= from).unwrap_or(k) };
    let degrees = 4.0 + as_f64(few - 1);
    let variance = (4.0 * prior + as_f64(few - 1) * own) / degrees;
    let t = StudentsT::new(0.0, 1.0, degrees).expect("degrees").inverse_cdf(0.975);
    let half = t * (variance / as_f64(few) * (1.0 - 0.5 * as_f64(few) / as_f64(invited))).sqrt();
    let step = if n < 10 { 0.25 } else { 0.1 };
    let on_scale = |points: f64| 1.0 + points.clamp(0.0, 100.0) / 25.0;
    let low = if bound == "or_lower" { 1.0 } else { ((on_scale(centre - half) / step).floor() * step).max(1.0) };
    let high = if bound == "or_higher" { 5.0 } else { ((on_scale(centre + half) / step).ceil() * step).min(5.0) };
    let (low, high) = (hundredths(low), hundredths(high));
    json!({
        "shown": true, "answered": answered(n, k), "mean": mean, "bound": bound, "points": (mean - 1.0) * 25.0,
        "low": low, "high": high, "low_points": (low - 1.0) * 25.0, "high_points": (high - 1.0) * 25.0,
    })
}

/// 650 (1 + (J - 1) r) / J, rounded to a whole number, with r = (7 * 300 / 650 - 1) / 6.
fn start_variance(items: usize) -> f64 {
    let r = (7.0 * 300.0 / 650.0 - 1.0) / 6.0;
    (650.0 * (1.0 + (as_f64(items) - 1.0) * r) / as_f64(items)).round()
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The printed mean from an exact total in 1/420 points.
fn mean(total: i64, n: usize) -> (f64, &'static str) {
    let whole = 420 * i64::try_from(n).expect("few people");
    if total * 10 < 15 * whole {
        return (1.5, "or_lower");
    }
    if total * 10 > 45 * whole {
        return (4.5, "or_higher");
    }
    let steps = if n < 10 { 4 } else { 10 };
    // Nearest step, halves upwards: floor(x + 1/2) in whole numbers.
    let nearest = (2 * total * steps + whole).div_euclid(2 * whole);
    (hundredths(as_f64(nearest) / as_f64(steps)), "exact")
}

fn item_figure(points: &[u8]) -> Value {
    let n = points.len();
    if n < 10 {
        let total: i64 = points.iter().map(|&point| i64::from(point) * 420).sum();
        let (mean, bound) = mean(total, n);
        return json!({ "shown": true, "mean": mean, "bound": bound });
    }
    let share = |low: u8, high: u8| {
        let part = as_f64(points.iter().filter(|&&point| (low..=high).contains(&point)).count());
        let step = if n < 50 { 10.0 } else { 5.0 };
        // Nearest step, halves downwards; a percentage with at most three figures is exact enough for its half.
        let steps = (part * 100.0 / as_f64(n) / step - 0.5 - 1e-9).ceil();
        match steps * step {
            percent if percent < 15.0 => "<15".to_owned(),
            percent if percent > 85.0 => ">=85".to_owned(),
            percent => format!("{percent:.0}"),
        }
    };
    json!({ "shown": true, "favourable": share(4, 5), "unfavourable": share(1, 2) })
}

/// Small whole numbers as floating point.
fn as_f64<T: TryInto<i32>>(value: T) -> f64 {
    value.try_into().map_or(f64::NAN, f64::from)
}
