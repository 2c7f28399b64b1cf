//! Units as lines of a table: each figure with its range, tinted by its height, or the one look of what is hidden. Keeps
//! the order it is given; ranks nobody.

use std::collections::HashMap;

use askama::Template;
use domain::{Cell, Edition, IndexFigure, PublishedUnit, UnitAnalysis, UnitFigures};
use store::Listed;
use texts::Texts;
use texts::findings::{Signal, Words};

use super::pages::Address;
use super::{index_names, name_of};
use crate::House;
use crate::path::address;

/// One figure in words: the mean and its range.
pub(crate) struct Figure {
    pub(crate) mean: String,
    pub(crate) interval: String,
    /// The class of its tint; the number says the same.
    pub(crate) tint: String,
}

impl Figure {
    pub(crate) fn of(figure: IndexFigure, t: &Texts) -> Self {
        let tint = format!("tint-{}", charts::step(figure.mean()));
        Self { mean: t.mean_points(figure.mean()), interval: t.interval_points(figure.interval()), tint }
    }
}

/// A unit's answers and figures in words.
pub(crate) struct Row {
    pub(crate) answered: String,
    pub(crate) figures: Vec<Option<Figure>>,
}

impl Row {
    /// `None` where the unit is hidden.
    pub(crate) fn of(cell: &Cell<UnitFigures>, t: &Texts) -> Option<Self> {
        match cell {
            Cell::Hidden => None,
            Cell::Shown(figures) => Some(Self {
                answered: t.answered(figures.answered()),
                figures: figures
                    .indices()
                    .iter()
                    .map(|cell| match cell {
                        Cell::Shown(figure) => Some(Figure::of(**figure, t)),
                        Cell::Hidden => None,
                    })
                    .collect(),
            }),
        }
    }
}

/// One unit.
struct Line {
    depth: usize,
    name: String,
    /// The units around it, where they do not stand above it in the table.
    above: String,
    address: String,
    /// How many units are inside, and where they are listed.
    inside: Option<(String, String)>,
    row: Option<Row>,
    /// How the score changed since the wave before in which the unit was shown.
    change: String,
    /// The signal, for those who see signals: its shape and its word.
    signal: Option<Signal>,
}

/// Units of one wave.
#[derive(Template)]
#[template(path = "table.html")]
pub(crate) struct Table {
    t: &'static Texts,
    indices: Vec<String>,
    lines: Vec<Line>,
}

/// How units are written in a table.
pub(crate) struct Style<'a> {
    pub(crate) house: &'a House,
    pub(crate) words: &'a Words,
    /// The list of units; the table links to stretches of it.
    pub(crate) list: &'a Address,
    /// The first of the units is the one whose inside is shown: others are indented from it. Else each line says where
    /// its unit lies.
    pub(crate) root: Option<usize>,
    /// Whether signals stand beside the figures.
    pub(crate) signals: bool,
}

impl Table {
    /// These units of one wave, in the order they are given, with what was computed of them.
    pub(crate) fn of(
        units: &[Listed],
        found: &mut HashMap<usize, UnitAnalysis>,
        edition: &Edition,
        style: &Style<'_>,
    ) -> Self {
        let lines = units.iter().map(|listed| {
            let told = found.remove(&listed.position).unwrap_or_default().told(&listed.unit);
            Line::of(listed, &told, style)
        });
        Self { lines: lines.collect(), indices: index_names(edition, style.words.t), t: style.words.t }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

impl Line {
    fn of(listed: &Listed, told: &UnitAnalysis, style: &Style<'_>) -> Self {
        let t = style.words.t;
        let path = listed.unit.path();
        let inside = (!listed.inside.is_empty()).then(|| {
            let said = t.tell("overview-inside", &[("count", listed.inside.len())]);
            (said, style.list.with("inside", &path.to_string()).to_string())
        });
        let row = Row::of(listed.unit.cell(), t);
        Self {
            depth: style.root.map_or(0, |root| path.depth().saturating_sub(root)),
            name: name_of(path, &style.house.organisation),
            above: if style.root.is_some() { String::new() } else { around(&listed.unit) },
            address: address(path),
            inside,
            change: row.as_ref().map_or_else(String::new, |_| style.words.change_briefly(told.changes.first())),
            row,
            signal: style.words.signals(told).into_iter().next().filter(|_| style.signals),
        }
    }
}

/// The units around one, from the top.
pub(crate) fn around(unit: &PublishedUnit) -> String {
    unit.path().parts().split_last().map(|(_, above)| above.join(" › ")).unwrap_or_default()
}
