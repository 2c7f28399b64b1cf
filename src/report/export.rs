//! Everything ever published, as JSON or CSV, for audits from outside. Adds nothing and leaves nothing out.
//!
//! The format is described in README; a change to it gets a new [`VERSION`].

use domain::statistics::{PRIOR_WEIGHT, RETEST};
use domain::{
    Bound, Cell, IndexFigure, ItemFigure, Mean, Method, Participation, Publication, Share, Teams, UnitFigures,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The version of the format.
pub const VERSION: u32 = 1;

/// An export could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// JSON could not be written.
    #[error("the export could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// CSV could not be written.
    #[error("the export could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// CSV could not be written out.
    #[error("the export could not be written: {0}")]
    Flush(#[from] std::io::Error),
}

/// Every publication as one JSON document, oldest first.
///
/// # Errors
/// When JSON can't be written.
pub fn json(publications: &[Publication]) -> Result<String, ExportError> {
    let waves: Vec<_> = publications.iter().map(wave).collect();
    let document = json!({ "format": "polsslag-export", "version": VERSION, "waves": waves });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn wave(publication: &Publication) -> Value {
    let terms = publication.terms();
    let indices = terms.questionnaire.indices();
    let variances: Map<_, _> = indices
        .iter()
        .zip(publication.method().variances())
        .map(|(index, variance)| (index.key.clone(), json!(variance)))
        .collect();
    let statements: Map<_, _> = indices.iter().map(|index| (index.key.clone(), json!(index.items.len()))).collect();
    json!({
        "wave": terms.label.as_str(),
        "survey": terms.questionnaire.key().to_string(),
        "opens": terms.opens,
        "closes": terms.closes,
        "threshold": terms.threshold.get(),
        "coverage_percent": terms.coverage.percent(),
        "method": {
            "version": Method::VERSION,
            "prior_weight": PRIOR_WEIGHT,
            "retest": RETEST,
            "variance_within": variances,
            "item_spread": publication.method().item_spread(),
            "statements": statements,
        },
        "took_part_percent": publication.took_part().map(Participation::percent),
        "technical": technical(publication),
        "units": publication.units().iter().zip(terms.tree.units()).map(|(unit, place)| {
            let mut entry =
                json!({ "unit": unit.path().to_string(), "invited": place.invited, "stayed": place.stayed });
            match unit.cell() {
                Cell::Hidden => entry["shown"] = json!(false),
                Cell::Shown(figures) => {
                    entry["shown"] = json!(true);
                    entry["answered"] = json!({ "from": figures.answered().from(), "to": figures.answered().to() });
                    entry["indices"] = indices_of(publication, figures);
                    entry["items"] = items_of(publication, figures);
                }
            }
            entry
        }).collect::<Vec<_>>(),
    })
}

fn technical(publication: &Publication) -> Value {
    let known = publication.terms().questionnaire.indices();
    let entries = known.iter().zip(publication.technical()).map(|(index, cell)| {
        let entry = match cell {
            Cell::Hidden => json!({ "shown": false }),
            Cell::Shown(figure) => {
                let [alpha, low, high] = figure.alpha();
                json!({
                    "shown": true,
                    "alpha": alpha,
                    "alpha_low": low,
                    "alpha_high": high,
                    "icc1": figure.teams().map(Teams::icc1),
                    "icc2": figure.teams().map(Teams::icc2),
                    "f": figure.teams().map(Teams::f),
                    "agreement": figure.teams().map(Teams::agreement),
                })
            }
        };
        (index.key.clone(), entry)
    });
    Value::Object(entries.collect())
}

fn indices_of(publication: &Publication, figures: &UnitFigures) -> Value {
    let known = publication.terms().questionnaire.indices();
    let entries = known.iter().zip(figures.indices()).map(|(index, cell)| {
        let entry = match cell {
            Cell::Hidden => json!({ "shown": false }),
            Cell::Shown(figure) => index_of(**figure),
        };
        (index.key.clone(), entry)
    });
    Value::Object(entries.collect())
}

fn index_of(figure: IndexFigure) -> Value {
    let mut entry = mean_of(figure.mean());
    let interval = figure.interval();
    let (low, high) = interval.points();
    entry["low"] = json!(on_scale(interval.low_hundredths()));
    entry["high"] = json!(on_scale(interval.high_hundredths()));
    entry["answered"] = json!({ "from": figure.answered().from(), "to": figure.answered().to() });
    entry["points"] = json!(figure.mean().points());
    entry["low_points"] = json!(low);
    entry["high_points"] = json!(high);
    entry
}

fn items_of(publication: &Publication, figures: &UnitFigures) -> Value {
    let known = publication.terms().questionnaire.items();
    let entries = known.iter().zip(figures.items()).map(|(item, cell)| {
        let entry = match cell {
            Cell::Hidden => json!({ "shown": false }),
            Cell::Shown(figure) => match **figure {
                ItemFigure::Mean(mean) => mean_of(mean),
                ItemFigure::Shares(shares) => json!({
                    "shown": true,
                    "favourable": share(shares.favourable()),
                    "unfavourable": share(shares.unfavourable()),
                }),
            },
        };
        (item.key.clone(), entry)
    });
    Value::Object(entries.collect())
}

fn mean_of(mean: Mean) -> Value {
    json!({ "shown": true, "mean": on_scale(mean.hundredths()), "bound": bound(mean) })
}

const fn bound(mean: Mean) -> &'static str {
    match mean.bound() {
        Bound::Exact => "exact",
        Bound::OrLower => "or_lower",
        Bound::OrHigher => "or_higher",
    }
}

fn on_scale(hundredths: u16) -> f64 {
    f64::from(hundredths) / 100.0
}

fn share(share: Share) -> String {
    match share {
        Share::UnderFifteen => "<15".to_owned(),
        Share::About(percent) => percent.to_string(),
        Share::EightyFiveOrMore => ">=85".to_owned(),
    }
}

/// One line of the CSV: one figure of one unit, or one hidden unit.
#[derive(Serialize, Default)]
struct Line {
    wave: String,
    survey: String,
    unit: String,
    shown: bool,
    answered_from: Option<u32>,
    answered_to: Option<u32>,
    kind: &'static str,
    key: String,
    mean: Option<f64>,
    bound: &'static str,
    low: Option<f64>,
    high: Option<f64>,
    favourable: String,
    unfavourable: String,
}

/// Every publication as CSV (RFC 4180, UTF-8), one line a figure, oldest wave first.
///
/// # Errors
/// When CSV can't be written.
pub fn csv(publications: &[Publication]) -> Result<String, ExportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for publication in publications {
        for line in lines(publication) {
            writer.serialize(line)?;
        }
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn lines(publication: &Publication) -> Vec<Line> {
    let questionnaire = &publication.terms().questionnaire;
    let mut lines = Vec::new();
    for unit in publication.units() {
        let start = |kind, key: &str| Line {
            wave: publication.terms().label.to_string(),
            survey: questionnaire.key().to_string(),
            unit: unit.path().to_string(),
            kind,
            key: key.to_owned(),
            ..Line::default()
        };
        let Cell::Shown(figures) = unit.cell() else {
            lines.push(start("unit", ""));
            continue;
        };
        let (from, to) = (figures.answered().from(), figures.answered().to());
        let count = |line: Line| Line { answered_from: Some(from), answered_to: to, ..line };
        for (index, cell) in questionnaire.indices().iter().zip(figures.indices()) {
            let line = count(start("index", &index.key));
            lines.push(match cell {
                Cell::Hidden => line,
                Cell::Shown(figure) => Line {
                    low: Some(on_scale(figure.interval().low_hundredths())),
                    high: Some(on_scale(figure.interval().high_hundredths())),
                    ..with_mean(line, figure.mean())
                },
            });
        }
        for (item, cell) in questionnaire.items().iter().zip(figures.items()) {
            let line = count(start("item", &item.key));
            lines.push(match cell {
                Cell::Hidden => line,
                Cell::Shown(figure) => match **figure {
                    ItemFigure::Mean(mean) => with_mean(line, mean),
                    ItemFigure::Shares(shares) => Line {
                        shown: true,
                        favourable: share(shares.favourable()),
                        unfavourable: share(shares.unfavourable()),
                        ..line
                    },
                },
            });
        }
    }
    lines
}

fn with_mean(line: Line, mean: Mean) -> Line {
    Line { shown: true, mean: Some(on_scale(mean.hundredths())), bound: bound(mean), ..line }
}
