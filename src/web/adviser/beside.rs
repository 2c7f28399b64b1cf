//! Pictures of units beside each other: the trends of those inside a unit, a heat map of them, all teams as a funnel. In the
//! order of the tree, never of score. Draws nothing itself.

use askama::Template;
use charts::{Caption, FunnelTeam, HeatRow, MOST_TEAMS, Panel};
use domain::{Cell, Edition, IndexFigure, PublishedUnit, UnitPath};
use store::Listed;
use texts::Texts;
use texts::findings::Words;

use super::drawings::Drawing;
use super::past::Past;
use super::table::Figure;
use super::{index_names, name_of};
use crate::House;
use crate::errors::Failure;
use crate::path::address;

/// Units beside each other over the waves: a picture, and the same figures as a table.
pub(crate) struct Multiples {
    pub(crate) drawing: Drawing,
    pub(crate) names: Vec<String>,
    /// Newest first: the month, and the mean of each unit.
    pub(crate) waves: Vec<(String, Vec<Mean>)>,
}

/// The mean of one unit in one wave.
pub(crate) enum Mean {
    Shown(String),
    Hidden,
    /// The organisation did not have the unit.
    Absent,
}

/// All teams of one wave: a picture, and the same figures as a table.
#[derive(Template)]
#[template(path = "funnel.html")]
pub(crate) struct Funnel {
    t: &'static Texts,
    drawing: Drawing,
    lines: Vec<Team>,
}

/// One team.
struct Team {
    name: String,
    address: String,
    figure: Figure,
    answered: String,
    /// Where it lies among the others.
    place: String,
}

/// The trends of the score of these units, which lie inside `unit`; `None` where there is nothing to compare.
pub(crate) async fn multiples(
    unit: &UnitPath,
    units: &[Listed],
    past: &Past,
    latest: &Edition,
    house: &House,
    t: &Texts,
) -> Result<Option<Multiples>, Failure> {
    let Some(score) = latest.questionnaire.indices().first() else { return Ok(None) };
    let paths: Vec<UnitPath> = units.iter().map(|listed| listed.unit.path().clone()).collect();
    let theirs = past.of_others(&paths, &house.store).await?;
    let mut found = house.store.unit_analyses(&latest.label, units.iter().map(|listed| listed.position)).await?;
    let trends: Vec<_> = units
        .iter()
        .zip(&paths)
        .map(|(listed, path)| {
            let lines = found.remove(&listed.position).map(|found| found.lines).unwrap_or_default();
            let line = lines.into_iter().next().unwrap_or_default();
            (name_of(path, &house.organisation), theirs.trend(path, &score.key), line)
        })
        .collect();
    if trends.len() < 2 || trends.iter().all(|(_, trend, _)| trend.latest().is_none()) {
        return Ok(None);
    }
    let panels: Vec<_> =
        trends.iter().map(|(name, trend, line)| Panel { name, trend, line, highlighted: false }).collect();
    let (called, index) = (name_of(unit, &house.organisation), score.name.get(t.language()));
    let caption = Caption { unit: &called, index, threshold: latest.threshold.get(), id: "multiples" };
    let drawing = charts::small_multiples(&panels, &caption, t)?.into();
    let waves = past.editions().iter().rev().map(|edition| {
        let mean = |path: &UnitPath| match theirs.find(edition, path) {
            None => Mean::Absent,
            Some(unit) => score_of(unit).map_or(Mean::Hidden, |figure| Mean::Shown(t.mean_points(figure.mean()))),
        };
        (t.month(edition.opens), paths.iter().map(mean).collect())
    });
    let waves = waves.collect();
    Ok(Some(Multiples { drawing, waves, names: trends.into_iter().map(|(name, ..)| name).collect() }))
}

/// The score of a unit, where it is shown.
fn score_of(unit: &PublishedUnit) -> Option<&IndexFigure> {
    let Cell::Shown(figures) = unit.cell() else { return None };
    let Cell::Shown(figure) = figures.indices().first()? else { return None };
    Some(figure)
}

/// These units and their indices in one wave; the first is the one around the others.
pub(crate) fn heat_map(units: &[Listed], edition: &Edition, house: &House, t: &Texts) -> Result<Drawing, Failure> {
    let names: Vec<_> = units.iter().map(|listed| name_of(listed.unit.path(), &house.organisation)).collect();
    let top = units.first().map_or(0, |listed| listed.unit.path().depth());
    let rows: Vec<_> = units
        .iter()
        .zip(&names)
        .map(|(listed, name)| HeatRow {
            name,
            depth: listed.unit.path().depth().saturating_sub(top),
            cell: listed.unit.cell(),
        })
        .collect();
    let columns = index_names(edition, t);
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let title = edition.questionnaire.title().get(t.language());
    let called = names.first().map_or("", String::as_str);
    let caption = Caption { unit: called, index: title, threshold: edition.threshold.get(), id: "heat" };
    Ok(charts::heat_map(&rows, &columns, edition.opens, &caption, t)?.into())
}

/// All teams of one wave beside each other; `None` with fewer than ten, or with so many that a picture tells nothing.
pub(crate) async fn funnel(edition: &Edition, house: &House, words: &Words) -> Result<Option<Funnel>, Failure> {
    let t = words.t;
    let summary = house.store.summary(&edition.label).await?;
    let Some(field) = summary.and_then(|summary| summary.field).filter(|field| field.teams <= MOST_TEAMS) else {
        return Ok(None);
    };
    let organisation = house.store.published_unit(edition, &UnitPath::organisation()).await?;
    let organisation = organisation.ok_or(Failure::NotFound)?;
    let units = house.store.published_inside(edition, &organisation, 0, usize::MAX).await?.units;
    let found = house.store.unit_analyses(&edition.label, units.iter().map(|listed| listed.position)).await?;
    let teams: Vec<_> = units
        .iter()
        .filter_map(|listed| {
            let team = FunnelTeam::of(&listed.unit, &house.organisation, found.get(&listed.position)?)?;
            Some((listed.unit.path(), team))
        })
        .collect();
    let line = |(path, team): &(&UnitPath, FunnelTeam<'_>)| Team {
        name: path.parts().join(" › "),
        address: address(path),
        figure: Figure::of(*team.figure, t),
        answered: t.answered(team.figure.answered()),
        place: words.beside(team.figure.mean().points(), team.comparison, &field).place,
    };
    let lines = teams.iter().map(line).collect();
    let teams: Vec<_> = teams.into_iter().map(|(_, team)| team).collect();
    let Some(score) = edition.questionnaire.indices().first() else { return Ok(None) };
    let index = score.name.get(t.language());
    let caption = Caption { unit: &house.organisation, index, threshold: edition.threshold.get(), id: "funnel" };
    let drawing = charts::funnel(&teams, &field, edition.opens, &caption, t)?.into();
    Ok(Some(Funnel { t, drawing, lines }))
}
