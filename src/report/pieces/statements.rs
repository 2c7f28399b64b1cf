//! The table of statements: what is written, and how wide each piece of a bar is. Draws no more than the text says.

use domain::{Cell, Item, ItemFigure, Questionnaire, Share, Shares};
use serde::Serialize;
use texts::Texts;

/// The section on statements.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Statements {
    /// The heading.
    title: String,
    /// How to read the table: a sentence for each kind of figure in it.
    notes: Vec<String>,
    /// The heads of the table.
    columns: Columns,
    /// What stands below a statement whose answers were turned round.
    turned: String,
    /// Whether a statement has shares, which need three columns.
    shares: bool,
    /// The dimensions, in the order of the questionnaire.
    groups: Vec<Group>,
}

/// Heads of the table of statements.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "StatementColumns"))]
struct Columns {
    /// Above the statements.
    statement: String,
    /// Above means, where no statement has shares.
    mean: String,
    /// Above the shares of favourable answers.
    favourable: String,
    /// Above what the two ends leave.
    neutral: String,
    /// Above the shares of unfavourable answers.
    unfavourable: String,
}

/// The statements of one dimension, in the order in which they are asked.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Group {
    /// The name of the dimension.
    name: String,
    /// Its statements.
    statements: Vec<Statement>,
}

/// One statement.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Statement {
    /// As it is asked.
    text: String,
    /// Whether agreeing is unfavourable: its answers were turned round, so that higher is better.
    turned: bool,
    /// Null when it is hidden: print `paper.hidden` in its place.
    figure: Option<Figure>,
}

/// The figure of a statement: a mean below ten answers, shares from ten on.
#[derive(Serialize, Debug, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "StatementFigure"))]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Figure {
    /// A mean on the scale of the answers.
    Mean {
        /// From 1 to 5, as written.
        text: String,
        /// Its place on a line from 0 to 100.
        at: f64,
    },
    /// Shares of the answers.
    Shares {
        /// Favourable, what is left, unfavourable.
        parts: [Piece; 3],
    },
}

/// A share as written, and its width in percent of the bar.
#[derive(Serialize, Debug, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Piece {
    /// The share as written; of the middle, that it is what the others leave.
    text: String,
    /// Percent of the bar.
    width: f64,
}

impl Statements {
    pub(crate) fn of(questionnaire: &Questionnaire, cells: &[Cell<ItemFigure>], texts: &Texts) -> Self {
        let language = texts.language();
        let lines = || questionnaire.items().iter().zip(cells);
        let groups = questionnaire.dimensions().iter().enumerate().map(|(position, dimension)| Group {
            name: dimension.name.get(language).to_owned(),
            statements: lines()
                .filter(|(item, _)| item.dimension == position)
                .map(|(item, cell)| Statement::of(item, cell, texts))
                .collect(),
        });
        let groups: Vec<Group> = groups.filter(|group| !group.statements.is_empty()).collect();
        let all = || groups.iter().flat_map(|group| &group.statements);
        let shares = all().any(|statement| matches!(statement.figure, Some(Figure::Shares { .. })));
        let means = all().any(|statement| matches!(statement.figure, Some(Figure::Mean { .. })));
        let turned = all().any(|statement| statement.turned);
        let notes = [(shares, "report-shares-note"), (means, "report-means-note"), (turned, "report-turned-note")];
        Self {
            title: texts.say("report-statements"),
            notes: notes.into_iter().filter(|(needed, _)| *needed).map(|(_, key)| texts.say(key)).collect(),
            columns: Columns::of(texts),
            turned: texts.say("report-turned"),
            shares,
            groups,
        }
    }
}

impl Columns {
    fn of(texts: &Texts) -> Self {
        Self {
            statement: texts.say("report-statement"),
            mean: texts.say("report-mean"),
            favourable: texts.say("report-favourable"),
            neutral: texts.say("report-neutral"),
            unfavourable: texts.say("report-unfavourable"),
        }
    }
}

impl Statement {
    fn of(item: &Item, cell: &Cell<ItemFigure>, texts: &Texts) -> Self {
        let figure = match cell {
            Cell::Shown(figure) => Some(match **figure {
                ItemFigure::Mean(mean) => Figure::Mean { text: texts.mean_on_scale(mean), at: mean.points() },
                ItemFigure::Shares(shares) => Figure::of_shares(shares, texts),
            }),
            Cell::Hidden => None,
        };
        Self { text: item.text.get(texts.language()).to_owned(), turned: item.reversed, figure }
    }
}

impl Figure {
    fn of_shares(shares: Shares, texts: &Texts) -> Self {
        let (favourable, unfavourable) = (shares.favourable(), shares.unfavourable());
        let [first, middle, last] = widths(favourable, unfavourable);
        let piece = |text, width| Piece { text, width };
        Self::Shares {
            parts: [
                piece(texts.share(favourable), first),
                piece(texts.say("report-rest"), middle),
                piece(texts.share(unfavourable), last),
            ],
        }
    }
}

/// What may be drawn of a share: its ends are never drawn further out than a step beyond what is written.
const fn percent(share: Share) -> u8 {
    match share {
        Share::UnderFifteen => 10,
        Share::About(percent) => percent,
        Share::EightyFiveOrMore => 90,
    }
}

/// Fills the bar exactly: the middle is what the two shares leave, and where they leave nothing they give way.
fn widths(favourable: Share, unfavourable: Share) -> [f64; 3] {
    let (first, last) = (f64::from(percent(favourable)), f64::from(percent(unfavourable)));
    let whole = (first + last).max(100.0);
    [first * 100.0 / whole, (whole - first - last) * 100.0 / whole, last * 100.0 / whole]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_and_shows_no_more_than_its_text() {
        let all = || (3..=17).map(|n| Share::About(n * 5)).chain([Share::UnderFifteen, Share::EightyFiveOrMore]);
        for favourable in all() {
            for unfavourable in all() {
                let widths = widths(favourable, unfavourable);
                assert!((widths.iter().sum::<f64>() - 100.0).abs() < 1e-9, "{favourable:?} {unfavourable:?}");
                assert!(widths.iter().all(|width| (0.0..=90.0).contains(width)), "{favourable:?} {unfavourable:?}");
            }
        }
    }
}
