//! The subtitle and the description of a trend in plain sentences. Says what is shown and what it is given to say, and does
//! not find out for itself whether anything changed: no sentence here speaks of better or worse.

use chrono::NaiveDate;
use domain::analysis::Drift;
use domain::{Bound, Cell, IndexFigure, Mean, Trend, WaveLabel};
use texts::Texts;

use crate::overlay::{Level, Note, Signal};
use crate::{Caption, Overlay, Told, finding};

/// Title, subtitle and description of a trend.
pub(crate) fn told(trend: &Trend, caption: &Caption<'_>, overlay: &Overlay<'_>, texts: &Texts) -> Told {
    let subtitle = subtitle(trend, caption, texts);
    let description = format!("{subtitle}. {}", description(trend, caption, overlay, texts));
    Told { title: finding::title(trend, caption, overlay, texts), subtitle, description }
}

/// The index, its scale, and the months it runs over.
fn subtitle(trend: &Trend, caption: &Caption<'_>, texts: &Texts) -> String {
    let points = trend.points();
    let days = points.first().zip(points.last()).map(|(first, last)| (first.opens, last.opens));
    scale_over(caption.index, days, texts)
}

/// An index, its scale, and the months from the first to the last of these days.
pub(crate) fn scale_over(index: &str, days: Option<(NaiveDate, NaiveDate)>, texts: &Texts) -> String {
    let mut variables = vec![("index", index.to_owned())];
    let Some((first, last)) = days else { return texts.tell("chart-subtitle-none", &variables) };
    let (first, last) = (texts.month(first), texts.month(last));
    if first == last {
        variables.push(("month", first));
        return texts.tell("chart-subtitle-one", &variables);
    }
    variables.extend([("first", first), ("last", last)]);
    texts.tell("chart-subtitle", &variables)
}

/// What the picture shows: how many waves, the newest level, the newest figure with its range, the lowest and the
/// highest, the other teams, a signal, actions and notes, and how many waves show no figure.
fn description(trend: &Trend, caption: &Caption<'_>, overlay: &Overlay<'_>, texts: &Texts) -> String {
    let count =
        |like: fn(&Option<Cell<IndexFigure>>) -> bool| trend.points().iter().filter(|point| like(&point.cell)).count();
    if trend.points().is_empty() {
        return texts.say("chart-nothing-yet");
    }
    let mut sentences = vec![texts.tell("chart-trend-waves", &[("count", trend.points().len())])];
    sentences.extend(level(trend, &overlay.levels(trend), texts).into_iter().flatten());
    sentences.extend(shown(trend, texts));
    sentences.extend(reference(trend, &overlay.references(trend), texts));
    sentences.extend(overlay.signal_in(trend).map(|found| signal(trend, found, texts)));
    let note = |note: Note| {
        let key = if note.action { "chart-trend-action" } else { "chart-trend-note" };
        texts.tell(key, &[("month", month(trend, note.place, texts)), ("note", note.text)])
    };
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

/// Where the other teams lie, in the newest wave for which that is known.
fn reference(trend: &Trend, references: &[Option<(u8, u8)>], texts: &Texts) -> Option<String> {
    let newest = trend.points().iter().zip(references).rev().find_map(|(point, ends)| Some((point, (*ends)?)));
    let (point, (low, high)) = newest?;
    let variables = [("month", texts.month(point.opens)), ("low", low.to_string()), ("high", high.to_string())];
    Some(texts.tell("chart-trend-reference", &variables))
}

/// The month of the point with this number.
pub(crate) fn month(trend: &Trend, place: usize, texts: &Texts) -> String {
    trend.points().get(place).map_or_else(String::new, |point| texts.month(point.opens))
}

/// The number of the point of this wave.
pub(crate) fn place_of(trend: &Trend, wave: &WaveLabel) -> Option<usize> {
    trend.points().iter().position(|point| point.wave == *wave)
}

/// Size, lower and upper end of a change, all in its own direction: a fall of 9, not of minus 9.
pub(crate) fn oriented(rose: bool, (points, low, high): (i16, i16, i16)) -> [String; 3] {
    let ends =
        if rose { [points, low, high] } else { [points.saturating_neg(), high.saturating_neg(), low.saturating_neg()] };
    ends.map(|points| points.to_string().replace('-', "−"))
}

/// A lasting change: since when, by how much, and when it was first said.
fn signal(trend: &Trend, signal: Signal<'_>, texts: &Texts) -> String {
    let Drift { rose, points, low, high, .. } = *signal.drift;
    let since = texts.or_before(month(trend, signal.since, texts), signal.drift.or_before);
    let flagged = month(trend, signal.flagged, texts);
    let [points, low, high] = oriented(rose, (points, low, high));
    let variables = [("since", since), ("points", points), ("low", low), ("high", high), ("flagged", flagged)];
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
            ("answered", texts.answered(figure.answered())),
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
