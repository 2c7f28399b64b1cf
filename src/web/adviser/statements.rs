//! The statements of a unit's newest wave, each with its figure and how sure it is. Knows no other wave.

use domain::analysis::ItemRange;
use domain::{Cell, Edition, ItemFigure, UnitAnalysis, UnitFigures};
use texts::Texts;

/// One item of the latest wave.
pub(crate) struct ItemLine {
    pub(crate) text: String,
    pub(crate) reversed: bool,
    pub(crate) figure: Option<String>,
}

/// One line for each item; none where the unit is hidden.
pub(crate) fn item_lines(latest: &Edition, unit: &Cell<UnitFigures>, found: &UnitAnalysis, t: &Texts) -> Vec<ItemLine> {
    let Cell::Shown(figures) = unit else { return Vec::new() };
    let items = latest.questionnaire.items().iter().zip(figures.items()).enumerate();
    let range = |number: usize| found.item_ranges.get(number).copied().flatten();
    items
        .map(|(number, (item, cell))| ItemLine {
            text: item.text.get(t.language()).to_owned(),
            reversed: item.reversed,
            figure: match cell {
                Cell::Hidden => None,
                Cell::Shown(figure) => Some(item_figure(**figure, range(number), t)),
            },
        })
        .collect()
}

fn item_figure(figure: ItemFigure, range: Option<ItemRange>, t: &Texts) -> String {
    let percent =
        |[low, high]: [u8; 2]| t.tell("unit-item-range", &[("low", low.to_string()), ("high", high.to_string())]);
    match (figure, range) {
        (ItemFigure::Mean(mean), Some(ItemRange::Mean { low, high })) => {
            let ends = [("mean", t.mean_on_scale(mean)), ("low", t.on_scale(low)), ("high", t.on_scale(high))];
            t.tell("unit-item-mean-range", &ends)
        }
        (ItemFigure::Mean(mean), _) => t.tell("unit-item-mean", &[("mean", t.mean_on_scale(mean))]),
        (ItemFigure::Shares(shares), range) => {
            let [mut favourable, mut unfavourable] = [t.share(shares.favourable()), t.share(shares.unfavourable())];
            if let Some(ItemRange::Shares { favourable: of_favourable, unfavourable: of_unfavourable }) = range {
                favourable = format!("{favourable} {}", percent(of_favourable));
                unfavourable = format!("{unfavourable} {}", percent(of_unfavourable));
            }
            t.tell("unit-item-shares", &[("favourable", favourable), ("unfavourable", unfavourable)])
        }
    }
}
