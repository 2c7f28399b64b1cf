//! What is kept of a class of sheets: counts and sums, nothing smaller. Does not know a single sheet.

use serde::{Deserialize, Serialize};

use crate::ballot::Sheet;
use crate::statistics::variance_function::phi;
use crate::statistics::{Moments, Pooled, Score};
use crate::survey::POINTS;
use crate::{Index, Questionnaire};

/// How often each point of an item was chosen, 1 to 5, after turning reversed items round.
pub(super) type Counts = [u32; POINTS];

/// One class: at least k sheets that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Class {
    /// Position of the unit that makes the class.
    pub(super) unit: usize,
    /// Sheets in it.
    pub(super) sheets: u32,
    /// One entry for each item; `None` where fewer than k answered it.
    pub(super) items: Vec<Option<Counts>>,
    /// One entry for each index; `None` where fewer than k could be scored.
    pub(super) indices: Vec<Option<Moments>>,
}

impl Class {
    pub(super) fn of(unit: usize, sheets: &[&Sheet], questionnaire: &Questionnaire, k: u32) -> Self {
        let items: Vec<_> =
            (0..questionnaire.items().len()).map(|item| counts(sheets, questionnaire, item, k)).collect();
        let indices =
            questionnaire.indices().iter().map(|index| moments(sheets, questionnaire, index, &items, k)).collect();
        Self { unit, sheets: u32::try_from(sheets.len()).unwrap_or(u32::MAX), items, indices }
    }
}

fn counts(sheets: &[&Sheet], questionnaire: &Questionnaire, item: usize, k: u32) -> Option<Counts> {
    let mut counts = Counts::default();
    for point in sheets.iter().filter_map(|sheet| sheet.aligned(questionnaire, item)) {
        counts[usize::from(point) - 1] += 1;
    }
    (counts.iter().sum::<u32>() >= k).then_some(counts)
}

/// An index uses the items that are shown in the class, and needs at least half of its items.
fn moments(
    sheets: &[&Sheet],
    questionnaire: &Questionnaire,
    index: &Index,
    items: &[Option<Counts>],
    k: u32,
) -> Option<Moments> {
    let shown: Vec<_> = index.items.iter().copied().filter(|&item| items[item].is_some()).collect();
    if shown.len() * 2 < index.items.len() {
        return None;
    }
    let mut moments = Moments::default();
    for sheet in sheets {
        if let Some(score) = Score::of(shown.iter().map(|&item| sheet.aligned(questionnaire, item))) {
            moments.add(score);
        }
    }
    (moments.n >= k).then_some(moments)
}

/// All classes of one wave. They stay in the store, for the variances of later waves; no page reads them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClassAggregates {
    pub(super) classes: Vec<Class>,
}

/// A class as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassRecord {
    /// Position of the unit that makes the class.
    pub unit: usize,
    /// Sheets in it.
    pub sheets: u32,
    /// How often each point was chosen, for each item.
    pub items: Vec<Option<Counts>>,
    /// Sums for each index.
    pub indices: Vec<Option<IndexRecord>>,
}

/// The sums of one index over a class, in grains (see [`GRAINS`](crate::statistics::GRAINS)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexRecord {
    /// Scored sheets.
    pub n: u32,
    /// Sum of the scores.
    pub sum: i64,
    /// Sum of the squares of the scores.
    pub squares: i64,
}

impl ClassAggregates {
    /// What the store keeps, one record for each class.
    pub fn to_records(&self) -> Vec<ClassRecord> {
        let index = |m: &Moments| IndexRecord { n: m.n, sum: m.sum, squares: m.squares };
        self.classes
            .iter()
            .map(|class| ClassRecord {
                unit: class.unit,
                sheets: class.sheets,
                items: class.items.clone(),
                indices: class.indices.iter().map(|moments| moments.as_ref().map(index)).collect(),
            })
            .collect()
    }

    /// Aggregates that come back from the store.
    pub fn from_records(records: impl IntoIterator<Item = ClassRecord>) -> Self {
        let moments = |r: IndexRecord| Moments { n: r.n, sum: r.sum, squares: r.squares };
        let classes = records
            .into_iter()
            .map(|record| Class {
                unit: record.unit,
                sheets: record.sheets,
                items: record.items,
                indices: record.indices.into_iter().map(|index| index.map(moments)).collect(),
            })
            .collect();
        Self { classes }
    }
}

/// phi of statements in thousandths, over all of them and all earlier waves: see
/// [`phi`]. The usual value while there is too little of it.
pub(super) fn item_spread(earlier: &[ClassAggregates]) -> u16 {
    const USUAL: u16 = 325;
    /// With fewer answers a spread is too uncertain to use.
    const ENOUGH: u32 = 200;
    let classes = earlier.iter().flat_map(|wave| &wave.classes);
    let counts = classes.flat_map(|class| class.items.iter().flatten());
    let moments: Vec<Moments> = counts.map(Moments::of_counts).collect();
    if moments.iter().map(|moments| moments.n).sum::<u32>() < ENOUGH {
        return USUAL;
    }
    let months: Vec<_> = moments
        .iter()
        .filter_map(|moments| Some((f64::from(moments.n), moments.mean()?, moments.variance())))
        .collect();
    // Between 0 and 1 and a little: the variance is largest when all answers lie at the ends.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    phi(&months).map_or(USUAL, |phi| (phi * 1_000.0).round().clamp(50.0, 1_500.0) as u16)
}

/// The variance within classes on one index, pooled over earlier waves; `None` while there is too little of it.
pub(super) fn pooled_variance(earlier: &[ClassAggregates], index: usize) -> Option<f64> {
    let mut pooled = Pooled::default();
    for class in earlier.iter().flat_map(|wave| &wave.classes) {
        if let Some(Some(moments)) = class.indices.get(index) {
            pooled.add(moments);
        }
    }
    pooled.variance()
}
