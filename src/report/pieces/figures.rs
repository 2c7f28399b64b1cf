//! A figure as it stands in a table, and the order of names. Computes nothing.

use domain::{Cell, IndexFigure};
use serde::Serialize;
use texts::Texts;

/// A figure as written, and the places of its mean and range on a line from 0 to 100.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Figure {
    /// The mean as written, such as "58" or "88 or higher".
    text: String,
    /// Its range as written.
    range: String,
    /// The mean, from 0 to 100, no finer than it is written.
    mean: f64,
    /// The lower end of the range, from 0 to 100.
    low: f64,
    /// The upper end of the range, from 0 to 100.
    high: f64,
}

impl Figure {
    pub(crate) fn of(cell: &Cell<IndexFigure>, texts: &Texts) -> Option<Self> {
        let figure = match cell {
            Cell::Shown(figure) => figure,
            Cell::Hidden => return None,
        };
        let (low, high) = figure.interval().points();
        Some(Self {
            text: texts.mean_points(figure.mean()),
            range: texts.interval_points(figure.interval()),
            mean: figure.mean().points(),
            low,
            high,
        })
    }
}

/// A name as people order names: without regard to capitals, and 2 before 10.
pub(crate) fn in_order(name: &str) -> Vec<(String, u64)> {
    let name = name.to_lowercase();
    let mut key = Vec::new();
    let mut rest = name.as_str();
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len()));
        let (number, after) = after.split_at(after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len()));
        key.push((word.to_owned(), number.parse().unwrap_or_default()));
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_people_order_them() {
        let mut names = ["Team 10", "zorg", "team 2", "Één", "Team 2b", "Advies", "7"];
        names.sort_by_cached_key(|name| in_order(name));
        assert_eq!(names, ["7", "Advies", "team 2", "Team 2b", "Team 10", "zorg", "Één"]);
    }
}
