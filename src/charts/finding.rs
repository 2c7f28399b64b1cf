//! The title of a trend: what the statistics found, and never more. Computes nothing.
//!
//! A lasting change that the watch told comes first, and only ever seems to be one: of ten early signals about four are
//! chance. Then the newest figure beside the one before, and only as clear as its interval says; then that figure alone.

use domain::analysis::{Change, Drift};
use domain::{Cell, Trend, TrendPoint};
use texts::Texts;

use crate::overlay::Signal;
use crate::words::{month, oriented, place_of};
use crate::{Caption, Overlay};

/// The finding in one line.
pub(crate) fn title(trend: &Trend, caption: &Caption<'_>, overlay: &Overlay<'_>, texts: &Texts) -> String {
    let say = |key: &str, variables: &[(&'static str, String)]| {
        let unit = [("unit", caption.unit.to_owned())];
        texts.tell(key, &[&unit, variables].concat())
    };
    let Some(newest) = trend.points().last() else { return say("chart-finding-none", &[]) };
    let now = ("month", texts.month(newest.opens));
    let figure = match &newest.cell {
        None => return say("chart-finding-absent", &[now]),
        Some(Cell::Hidden) => return say("chart-finding-hidden", &[now]),
        Some(Cell::Shown(figure)) => figure,
    };
    if trend.points().iter().filter(|point| is_shown(point)).count() == 1 {
        return say("chart-finding-first", &[now]);
    }
    if let Some(signal) = overlay.signal_in(trend) {
        let (key, variables) = lasting(trend, signal, texts);
        return say(key, &variables);
    }
    let figure = [now, ("value", texts.mean_points(figure.mean()))];
    match overlay.change.and_then(|change| beside_before(trend, change, texts)) {
        Some((key, variables)) => say(key, &[&figure, &*variables].concat()),
        None => say("chart-finding-newest", &figure),
    }
}

const fn is_shown(point: &TrendPoint) -> bool {
    matches!(point.cell, Some(Cell::Shown(_)))
}

type Sentence = (&'static str, Vec<(&'static str, String)>);

/// A lasting change.
fn lasting(trend: &Trend, Signal { drift, since, .. }: Signal<'_>, texts: &Texts) -> Sentence {
    let Drift { rose, points, low, high, .. } = *drift;
    let since = texts.or_before(month(trend, since, texts), drift.or_before);
    let key = if rose { "chart-finding-lasting-higher" } else { "chart-finding-lasting-lower" };
    (key, sized(rose, (points, low, high), since, texts))
}

/// The newest figure beside that of the wave before in which the unit was shown; `None` when the trend does not have that
/// wave. It compares two waves and no more, so it never says "since".
fn beside_before(trend: &Trend, change: &Change, texts: &Texts) -> Option<Sentence> {
    let since = month(trend, place_of(trend, &change.since)?, texts);
    let Change { points, low, high, .. } = *change;
    Some(match (change.is_clear(), points) {
        (true, 1..) => ("chart-finding-higher", sized(true, (points, low, high), since, texts)),
        (true, ..=-1) => ("chart-finding-lower", sized(false, (points, low, high), since, texts)),
        (true, 0) | (false, _) => ("chart-finding-steady", vec![("since", since)]),
    })
}

fn sized(rose: bool, size: (i16, i16, i16), since: String, texts: &Texts) -> Vec<(&'static str, String)> {
    let count = texts.tell("chart-points", &[("count", i32::from(size.0).abs())]);
    let [_, low, high] = oriented(rose, size);
    vec![("size", count), ("since", since), ("low", low), ("high", high)]
}

#[cfg(test)]
mod tests;
