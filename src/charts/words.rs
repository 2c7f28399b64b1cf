//! The title and the description of a trend in plain sentences. Says what is shown and what it is given to say, and does
//! not find out for itself whether anything changed: no sentence here speaks of better or worse.

use domain::analysis::Drift;
use domain::{Bound, Cell, IndexFigure, Mean, Trend};
use texts::Texts;

use crate::overlay::{Level, Note, Signal};
use crate::{Caption, Overlay};

/// What the picture is of: unit, index, and the months it runs over.
pub(crate) fn title(trend: &Trend, caption: &Caption<'_>, texts: &Texts) -> String {
    let mut variables = vec![("unit", caption.unit.to_owned()), ("index", caption.index.to_owned())];
    let (Some(first), Some(last)) = (trend.points().first(), trend.points().last()) else {
        return texts.tell("chart-trend-title-none", &variables);
    };
    let (first, last) = (texts.month(first.opens), texts.month(last.opens));
    if first == last {
        variables.push(("month", first));
        return texts.tell("chart-trend-title-one", &variables);
    }
    variables.extend([("first", first), ("last", last)]);
    texts.tell("chart-trend-title", &variables)
}

/// What the picture shows: how many waves, the newest level, the newest figure with its range, the lowest and the
/// highest, a signal, notes, and how many waves show no figure.
pub(crate) fn description(trend: &Trend, caption: &Caption<'_>, overlay: &Overlay<'_>, texts: &Texts) -> String {
    let count =
        |like: fn(&Option<Cell<IndexFigure>>) -> bool| trend.points().iter().filter(|point| like(&point.cell)).count();
    if trend.points().is_empty() {
        return texts.say("chart-nothing-yet");
    }
    let mut sentences = vec![texts.tell("chart-trend-waves", &[("count", trend.points().len())])];
    sentences.extend(level(trend, &overlay.levels(trend), texts).into_iter().flatten());
    sentences.extend(shown(trend, texts));
    sentences.extend(overlay.signal_in(trend).map(|found| signal(trend, found, texts)));
    let note =
        |note: Note| texts.tell("chart-trend-note", &[("month", month(trend, note.place, texts)), ("note", note.text)]);
    sentences.extend(overlay.notes_in(trend).into_iter().map(note));
    let hidden = count(|cell| matches!(cell, Some(Cell::Hidden)));
    let threshold = usize::try_from(caption.threshold).unwrap_or(usize::MAX);
    sentences.push(texts.tell("chart-trend-hidden", &[("count", hidden), ("threshold", threshold)]));
    let absent = count(Option::is_none);
    if absent > 0 {
        sentences.push(texts.tell("chart-trend-absent", &[("count", absent)]));
    }
    sentences.join(" ")
}

/// What the line is, and where it ends.
fn level(trend: &Trend, levels: &[Option<Level>], texts: &Texts) -> Option<[String; 2]> {
    let newest = trend.points().iter().zip(levels).rev().find_map(|(point, level)| Some((point, (*level)?)));
    let (point, Level { points, outer: (low, high), .. }) = newest?;
    let whole = |points: f64| format!("{points:.0}");
    let month = texts.month(point.opens);
    let variables = [("month", month), ("value", whole(points)), ("low", whole(low)), ("high", whole(high))];
    Some([texts.say("chart-trend-line"), texts.tell("chart-trend-now", &variables)])
}

/// The month of the point with this number.
fn month(trend: &Trend, place: usize, texts: &Texts) -> String {
    trend.points().get(place).map_or_else(String::new, |point| texts.month(point.opens))
}

/// A lasting change: since when, by how much, and when it was first said.
fn signal(trend: &Trend, signal: Signal<'_>, texts: &Texts) -> String {
    let Drift { rose, points, low, high, .. } = *signal.drift;
    let since = texts.or_before(month(trend, signal.since, texts), signal.drift.or_before);
    let flagged = month(trend, signal.flagged, texts);
    // A fall of 9, not of minus 9.
    let (points, low, high) =
        if rose { (points, low, high) } else { (points.saturating_neg(), high.saturating_neg(), low.saturating_neg()) };
    let signed = |points: i16| points.to_string().replace('-', "−");
    let variables = [
        ("since", since),
        ("points", signed(points)),
        ("low", signed(low)),
        ("high", signed(high)),
        ("flagged", flagged),
    ];
    texts.tell(if rose { "chart-trend-rise" } else { "chart-trend-fall" }, &variables)
}

/// The sentences on the figures themselves.
fn shown(trend: &Trend, texts: &Texts) -> Vec<String> {
    let Some((point, figure)) = trend.latest() else { return vec![texts.say("chart-trend-no-figure")] };
    let newest = texts.tell(
        "chart-trend-newest",
        &[
            ("value", texts.mean_points(figure.mean())),
            ("month", texts.month(point.opens)),
            ("range", texts.interval_points(figure.interval())),
        ],
    );
    let means = || trend.points().iter().filter_map(|point| shown_mean(point.cell.as_ref()));
    let least_and_most = (means().min_by_key(|mean| order(*mean)), means().max_by_key(|mean| order(*mean)));
    let (Some(lowest), Some(highest)) = least_and_most else { return vec![newest] };
    let spread = match means().count() {
        1 => return vec![newest],
        _ if lowest == highest => texts.tell("chart-trend-level", &[("value", texts.mean_points(lowest))]),
        _ => {
            let ends = [("lowest", texts.mean_points(lowest)), ("highest", texts.mean_points(highest))];
            texts.tell("chart-trend-spread", &ends)
        }
    };
    vec![newest, spread]
}

fn shown_mean(cell: Option<&Cell<IndexFigure>>) -> Option<Mean> {
    match cell {
        Some(Cell::Shown(figure)) => Some(figure.mean()),
        Some(Cell::Hidden) | None => None,
    }
}

/// "1.5 or lower" comes before 1.5, "4.5 or higher" after 4.5.
fn order(mean: Mean) -> (u16, u8) {
    let side = match mean.bound() {
        Bound::OrLower => 0,
        Bound::Exact => 1,
        Bound::OrHigher => 2,
    };
    (mean.hundredths(), side)
}
