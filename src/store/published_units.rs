//! Published units one by one: a page reads the rows it shows, however large the organisation. Checks each cell on its way
//! back; computes no figure.

use std::collections::HashMap;
use std::ops::Range;

use domain::{Edition, PublishedUnit, Tree, UnitPath, UnitRecord, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use crate::entity::published_unit::{ActiveModel, Column, Entity, Model};
use crate::rows::{insert_all, read_json, write_json};
use crate::{Store, StoreError};

/// One unit of a publication, and where it stands among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its position in the tree of its wave.
    pub position: usize,
    /// The positions of everything inside it, which follow at once.
    pub inside: Range<usize>,
    /// The unit, with its figures or without.
    pub unit: PublishedUnit,
}

/// Some units of a long list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The units, in path order.
    pub units: Vec<Listed>,
    /// How many there are in the whole list.
    pub of: u64,
}

impl Store {
    /// One unit of a publication; `None` when the organisation did not have it.
    ///
    /// # Errors
    /// When the database fails, or the row breaks a rule of release.
    pub async fn published_unit(&self, edition: &Edition, path: &UnitPath) -> Result<Option<Listed>, StoreError> {
        let query = of_wave(&edition.label).filter(Column::Path.eq(path.to_string()));
        query.one(&self.reader).await?.map(|row| listed(row, edition)).transpose()
    }

    /// The units at these positions of a publication, in path order.
    ///
    /// # Errors
    /// When the database fails, or a row breaks a rule of release.
    pub async fn published_at(
        &self,
        edition: &Edition,
        positions: impl IntoIterator<Item = usize>,
    ) -> Result<Vec<Listed>, StoreError> {
        let positions: Vec<i32> = positions.into_iter().map(number).collect::<Result<_, _>>()?;
        let at = of_wave(&edition.label).filter(Column::Unit.is_in(positions)).order_by_asc(Column::Unit);
        all_listed(at.all(&self.reader).await?, edition)
    }

    /// `unit` and what is inside it, in path order: `most` of them after the first `skipped`.
    ///
    /// # Errors
    /// When the database fails, or a row breaks a rule of release.
    pub async fn published_inside(
        &self,
        edition: &Edition,
        unit: &Listed,
        skipped: usize,
        most: usize,
    ) -> Result<Stretch, StoreError> {
        let first = unit.position.saturating_add(skipped);
        let of = (unit.inside.end - unit.position) as u64;
        if first >= unit.inside.end {
            return Ok(Stretch { units: Vec::new(), of });
        }
        let beyond = unit.inside.end.min(first.saturating_add(most));
        let rows = of_wave(&edition.label)
            .filter(Column::Unit.gte(number(first)?))
            .filter(Column::Unit.lt(number(beyond)?))
            .order_by_asc(Column::Unit)
            .all(&self.reader)
            .await?;
        Ok(Stretch { units: all_listed(rows, edition)?, of })
    }

    /// The units one level below `unit`, in path order: `most` of them after the first `skipped`.
    ///
    /// # Errors
    /// When the database fails, or a row breaks a rule of release.
    pub async fn published_below(
        &self,
        edition: &Edition,
        unit: &Listed,
        skipped: u64,
        most: u64,
    ) -> Result<Stretch, StoreError> {
        let below = of_wave(&edition.label).filter(Column::Parent.eq(number(unit.position)?));
        self.stretch(edition, below, skipped, most).await
    }

    /// The units in or inside `unit` whose path holds `words`, in whatever case: `most` of them after the first `skipped`.
    ///
    /// # Errors
    /// When the database fails, or a row breaks a rule of release.
    pub async fn published_matching(
        &self,
        edition: &Edition,
        unit: &Listed,
        words: &str,
        skipped: u64,
        most: u64,
    ) -> Result<Stretch, StoreError> {
        let mut sought = words.trim().to_lowercase();
        for mark in ["\\", "%", "_"] {
            sought = sought.replace(mark, &format!("\\{mark}"));
        }
        let matching = of_wave(&edition.label)
            .filter(Column::Unit.gte(number(unit.position)?))
            .filter(Column::Unit.lt(number(unit.inside.end)?))
            .filter(Expr::col(Column::Folded).like(LikeExpr::new(format!("%{sought}%")).escape('\\')));
        self.stretch(edition, matching, skipped, most).await
    }

    /// These units in these publications, by their path; a unit is missing where the organisation did not have it.
    ///
    /// # Errors
    /// When the database fails, or a row breaks a rule of release.
    pub async fn published_over_time(
        &self,
        editions: &[std::sync::Arc<Edition>],
        paths: &[UnitPath],
    ) -> Result<HashMap<(WaveLabel, UnitPath), PublishedUnit>, StoreError> {
        let rows =
            Entity::find().filter(Column::Path.is_in(paths.iter().map(ToString::to_string))).all(&self.reader).await?;
        let editions: HashMap<&str, &Edition> =
            editions.iter().map(|edition| (edition.label.as_str(), &**edition)).collect();
        // Waves are sorted out here: asked for them too, a database walks through whole waves instead of a few paths.
        rows.into_iter()
            .filter_map(|row| Some((*editions.get(row.wave.as_str())?, row)))
            .map(|(edition, row)| {
                let unit = record(row)?.reopen(edition)?;
                Ok(((edition.label.clone(), unit.path().clone()), unit))
            })
            .collect()
    }

    /// Whether the organisation had this unit in any publication.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn was_published(&self, path: &UnitPath) -> Result<bool, StoreError> {
        let found = Entity::find().filter(Column::Path.eq(path.to_string())).select_only().column(Column::Unit);
        Ok(found.into_tuple::<i32>().one(&self.reader).await?.is_some())
    }

    /// Whether a publication shows figures of a unit inside `unit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shows_inside(&self, label: &WaveLabel, unit: &Listed) -> Result<bool, StoreError> {
        let inside = of_wave(label)
            .filter(Column::Unit.gte(number(unit.inside.start)?))
            .filter(Column::Unit.lt(number(unit.inside.end)?))
            .filter(Column::Figures.is_not_null());
        Ok(inside.select_only().column(Column::Unit).into_tuple::<i32>().one(&self.reader).await?.is_some())
    }

    /// How many units of a publication are shown, of how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_published(&self, label: &WaveLabel) -> Result<(u64, u64), StoreError> {
        let shown = of_wave(label).filter(Column::Figures.is_not_null()).count(&self.reader).await?;
        Ok((shown, of_wave(label).count(&self.reader).await?))
    }

    async fn stretch(
        &self,
        edition: &Edition,
        units: Select<Entity>,
        skipped: u64,
        most: u64,
    ) -> Result<Stretch, StoreError> {
        let of = units.clone().count(&self.reader).await?;
        let some = units.order_by_asc(Column::Unit).offset(skipped).limit(most).all(&self.reader).await?;
        Ok(Stretch { units: all_listed(some, edition)?, of })
    }
}

/// Keeps the units of a publication, inside the transaction that freezes it.
pub(crate) async fn keep(
    transaction: &DatabaseTransaction,
    tree: &Tree,
    label: &WaveLabel,
    records: Vec<UnitRecord>,
) -> Result<(), StoreError> {
    let parents = tree.parents();
    let beyond = beyond(&parents);
    let rows = records.into_iter().zip(parents).zip(beyond).enumerate();
    let rows = rows.map(|(unit, ((record, parent), beyond))| {
        let figures = record.figures.as_ref().map(|figures| write_json(figures, "published_unit", "figures"));
        Ok(ActiveModel {
            wave: Set(label.to_string()),
            unit: Set(number(unit)?),
            parent: Set(parent.map(number).transpose()?),
            beyond: Set(number(beyond)?),
            folded: Set(record.path.to_lowercase()),
            path: Set(record.path),
            invited: Set(number(record.invited as usize)?),
            stayed: Set(record.stayed.map(|count| number(count as usize)).transpose()?),
            figures: Set(figures.transpose()?),
        })
    });
    insert_all(transaction, rows.collect::<Result<Vec<_>, StoreError>>()?).await
}

/// Every unit of a publication as it is kept, in the order of its tree.
pub(crate) async fn records(db: &impl ConnectionTrait, wave: &str) -> Result<Vec<UnitRecord>, StoreError> {
    let rows = Entity::find().filter(Column::Wave.eq(wave)).order_by_asc(Column::Unit).all(db).await?;
    rows.into_iter().map(record).collect()
}

fn of_wave(label: &WaveLabel) -> Select<Entity> {
    Entity::find().filter(Column::Wave.eq(label.as_str()))
}

/// The position after the last unit inside each unit.
fn beyond(parents: &[Option<usize>]) -> Vec<usize> {
    let mut beyond: Vec<usize> = (1..=parents.len()).collect();
    for (unit, parent) in parents.iter().enumerate().rev() {
        if let Some(parent) = *parent {
            beyond[parent] = beyond[parent].max(beyond[unit]);
        }
    }
    beyond
}

fn all_listed(rows: Vec<Model>, edition: &Edition) -> Result<Vec<Listed>, StoreError> {
    rows.into_iter().map(|row| listed(row, edition)).collect()
}

fn listed(row: Model, edition: &Edition) -> Result<Listed, StoreError> {
    let place = |number: i32, what| usize::try_from(number).map_err(|_| damaged(what));
    let (position, beyond) = (place(row.unit, "unit")?, place(row.beyond, "beyond")?);
    if beyond <= position {
        return Err(damaged("beyond"));
    }
    Ok(Listed { position, inside: position + 1..beyond, unit: record(row)?.reopen(edition)? })
}

fn record(row: Model) -> Result<UnitRecord, StoreError> {
    let count = |number: i32, what| u32::try_from(number).map_err(|_| damaged(what));
    Ok(UnitRecord {
        invited: count(row.invited, "invited")?,
        stayed: row.stayed.map(|stayed| count(stayed, "stayed")).transpose()?,
        figures: row.figures.map(|text| read_json(&text, "published_unit", "figures")).transpose()?,
        path: row.path,
    })
}

fn number(place: usize) -> Result<i32, StoreError> {
    i32::try_from(place).map_err(|_| damaged("unit"))
}

const fn damaged(what: &'static str) -> StoreError {
    StoreError::Damaged { table: "published_unit", what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_inside_a_unit_follows_it_at_once() {
        // The organisation; a department with a ward of two teams and a team of its own; an office.
        let parents = [None, Some(0), Some(1), Some(2), Some(2), Some(1), Some(0)];
        assert_eq!(beyond(&parents), [7, 6, 5, 4, 5, 6, 7]);
    }
}
