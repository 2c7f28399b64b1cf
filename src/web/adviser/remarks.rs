//! The words that were released of a unit's comments, on a page of their own: no figure stands beside them. Knows no comment.

use std::collections::BTreeMap;

use askama::Template;
use domain::{UnitPath, WaveLabel};
use rocket::{State, get};
use store::ReleasedRemarks;
use texts::Texts;

use super::{Sight, addresses, name_of};
use crate::House;
use crate::admission::{Admitted, Viewer};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{Unit, address, under};
use crate::told::Words;

/// The words of one wave, and the forms that replace and withdraw them.
struct Round {
    id: String,
    wave: String,
    words: Words,
    kind: &'static str,
    typed: String,
    draft: String,
    withdrawal: String,
}

/// The page.
#[derive(Template)]
#[template(path = "remarks.html")]
pub(crate) struct Remarks {
    t: &'static Texts,
    here: String,
    account: Bar,
    /// Whether what is for the adviser alone is shown.
    for_adviser: bool,
    title: String,
    trail: Vec<(String, String)>,
    unit: String,
    rounds: Vec<Round>,
    /// Other units with released words: name and address.
    around: Vec<(String, String)>,
    inside: Vec<(String, String)>,
    /// Where the comments of the newest published wave are.
    comments: Option<String>,
}

#[get("/remarks/<path..>")]
pub(crate) async fn show(
    path: Unit,
    admitted: Admitted<Viewer>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Remarks>, Failure> {
    let (t, unit) = (Texts::of(reader.0), path.0);
    if !admitted.may_see(&unit) {
        return Err(Failure::NotFound);
    }
    let waves = Sight::of(&admitted).waves(&house.store).await?;
    let months: BTreeMap<&WaveLabel, String> = waves.iter().map(|wave| (&wave.label, t.month(wave.opens))).collect();
    let within = house.store.remarks_within(&unit).await?.into_iter();
    let (own, inside): (Vec<_>, Vec<_>) =
        within.filter(|remarks| months.contains_key(&remarks.wave)).partition(|remarks| remarks.unit == unit);
    if own.is_empty() && inside.is_empty() && !super::is_known(&unit, house).await? {
        return Err(Failure::NotFound);
    }
    let mut around = house.store.remarks_for(&unit).await?;
    around.retain(|remarks| {
        remarks.unit != unit && admitted.may_see(&remarks.unit) && months.contains_key(&remarks.wave)
    });
    let round = |remarks: &ReleasedRemarks| Round {
        id: format!("wave-{}", remarks.wave),
        wave: months.get(&remarks.wave).cloned().unwrap_or_else(|| remarks.wave.to_string()),
        words: Words::of(&remarks.words, t),
        kind: remarks.words.kind().name(),
        typed: remarks.words.typed(),
        draft: super::release::address(&remarks.wave),
        withdrawal: format!("/waves/{}/remarks/withdrawal", remarks.wave),
    };
    let mut trail: Vec<_> = unit
        .up()
        .filter(|unit| admitted.may_see(unit))
        .map(|unit| (name_of(&unit, &house.organisation), address(&unit)))
        .collect();
    trail.reverse();
    let newest = waves.iter().rfind(|wave| wave.state == store::WaveState::Published);
    Ok(Page(Remarks {
        t,
        here: under("/remarks", &unit),
        account: admitted.bar(),
        for_adviser: admitted.is_adviser(),
        title: t.tell("remarks-title", &[("unit", name_of(&unit, &house.organisation))]),
        trail,
        unit: unit.to_string(),
        rounds: own.iter().map(round).collect(),
        around: links(&around, house),
        inside: links(&inside, house),
        comments: newest.map(|wave| addresses::comments(&wave.label)),
    }))
}

/// Each unit once, by its whole path: two departments may have a night team.
fn links(remarks: &[ReleasedRemarks], house: &House) -> Vec<(String, String)> {
    let mut units: Vec<&UnitPath> = remarks.iter().map(|remarks| &remarks.unit).collect();
    units.sort_unstable();
    units.dedup();
    let name = |unit: &UnitPath| {
        if unit.depth() == 0 { house.organisation.clone() } else { unit.parts().join(" › ") }
    };
    units.into_iter().map(|unit| (name(unit), under("/remarks", unit))).collect()
}
