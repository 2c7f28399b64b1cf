//! What was computed when a wave was published, unit by unit, and which signals were dealt with. Computes nothing.

use std::collections::HashMap;

use domain::analysis::{Handled, Notice};
use domain::{Analysis, Responses, SurveyKey, UnitAnalysis, UnitPath, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{analysis, handling, responses};
use crate::rows::{insert_all, read, read_json, write_json};
use crate::{Store, StoreError};

/// A signal that was dealt with, and what the adviser wrote beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// Which signal.
    pub handled: Handled,
    /// What stands at its place in the chart.
    pub note: String,
}

impl Store {
    /// What was computed about the unit at this position when a wave was published.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn unit_analysis(&self, label: &WaveLabel, unit: usize) -> Result<Option<UnitAnalysis>, StoreError> {
        let key = (label.to_string(), position(unit)?);
        let row = analysis::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| read_json(&row.record, "analysis", "record")).transpose()
    }

    /// The units of a published wave that ask to be looked at in one of these ways, by their position in its tree and in
    /// its order: `most` of them after the first `skipped`.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn noted(
        &self,
        label: &WaveLabel,
        asking: &[Notice],
        skipped: u64,
        most: u64,
    ) -> Result<Vec<(usize, UnitAnalysis)>, StoreError> {
        let rows = those(label, asking).order_by_asc(analysis::Column::Unit);
        rows.offset(skipped).limit(most).all(&self.reader).await?.iter().map(found).collect()
    }

    /// How many units of a published wave ask to be looked at in this way.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_noted(&self, label: &WaveLabel, asking: Notice) -> Result<u64, StoreError> {
        Ok(those(label, &[asking]).count(&self.reader).await?)
    }

    /// What was computed about the units at these positions of a published wave.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn unit_analyses(
        &self,
        label: &WaveLabel,
        units: impl IntoIterator<Item = usize>,
    ) -> Result<HashMap<usize, UnitAnalysis>, StoreError> {
        let units: Vec<i32> = units.into_iter().map(position).collect::<Result<_, _>>()?;
        let rows = analysis::Entity::find()
            .filter(analysis::Column::Wave.eq(label.as_str()))
            .filter(analysis::Column::Unit.is_in(units))
            .all(&self.reader)
            .await?;
        rows.iter().map(found).collect()
    }

    /// How many took part so far in the units of a questionnaire that are large enough to be watched.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn responses(&self, survey: &SurveyKey) -> Result<Responses, StoreError> {
        let rows = responses::Entity::find()
            .filter(responses::Column::Survey.eq(survey.to_string()))
            .all(&self.reader)
            .await?;
        let units = rows
            .iter()
            .map(|row| Ok((read(&row.unit, "responses", "unit")?, read_json(&row.record, "responses", "record")?)));
        Ok(Responses::of(units.collect::<Result<Vec<_>, StoreError>>()?))
    }

    /// The signals of one wave that were dealt with.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn handlings_in(&self, label: &WaveLabel) -> Result<Vec<Handling>, StoreError> {
        let query = handling::Entity::find().filter(handling::Column::Wave.eq(label.as_str()));
        query.all(&self.reader).await?.into_iter().map(handling_of).collect()
    }

    /// The signals of one unit that were dealt with, oldest wave first.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn handlings_of(&self, unit: &UnitPath) -> Result<Vec<Handling>, StoreError> {
        let query = handling::Entity::find().filter(handling::Column::Unit.eq(unit.to_string()));
        let rows = query.order_by_asc(handling::Column::Wave).all(&self.reader).await?;
        rows.into_iter().map(handling_of).collect()
    }

    /// Every signal that was dealt with, oldest wave first.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn handlings(&self) -> Result<Vec<Handling>, StoreError> {
        let query = handling::Entity::find().order_by_asc(handling::Column::Wave);
        let rows = query.order_by_asc(handling::Column::Unit).all(&self.reader).await?;
        rows.into_iter().map(handling_of).collect()
    }

    /// Notes that a signal was dealt with; a later note on the same signal takes the place of the earlier one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn handle(&self, handling: &Handling) -> Result<(), StoreError> {
        let row = handling::ActiveModel {
            wave: Set(handling.handled.wave.to_string()),
            unit: Set(handling.handled.unit.to_string()),
            note: Set(handling.note.clone()),
        };
        let again = OnConflict::columns([handling::Column::Wave, handling::Column::Unit])
            .update_column(handling::Column::Note)
            .to_owned();
        handling::Entity::insert(row).on_conflict(again).exec_without_returning(&self.db).await?;
        Ok(())
    }
}

fn those(label: &WaveLabel, asking: &[Notice]) -> sea_orm::Select<analysis::Entity> {
    let wave = analysis::Entity::find().filter(analysis::Column::Wave.eq(label.as_str()));
    wave.filter(analysis::Column::Notice.is_in(asking.iter().map(|&notice| level(notice))))
}

fn found(row: &analysis::Model) -> Result<(usize, UnitAnalysis), StoreError> {
    let damaged = |_| StoreError::Damaged { table: "analysis", what: "unit" };
    Ok((row.unit.try_into().map_err(damaged)?, read_json(&row.record, "analysis", "record")?))
}

fn handling_of(row: handling::Model) -> Result<Handling, StoreError> {
    let handled =
        Handled { wave: read(&row.wave, "handling", "wave")?, unit: read::<UnitPath>(&row.unit, "handling", "unit")? };
    Ok(Handling { handled, note: row.note })
}

/// A notice as a number, louder ones higher.
const fn level(notice: Notice) -> i32 {
    match notice {
        Notice::Quiet => 0,
        Notice::Noted => 1,
        Notice::Signal => 2,
    }
}

fn position(unit: usize) -> Result<i32, StoreError> {
    i32::try_from(unit).map_err(|_| StoreError::Damaged { table: "analysis", what: "unit" })
}

/// Keeps an analysis, inside the transaction that freezes its publication.
pub(crate) async fn keep(
    transaction: &DatabaseTransaction,
    label: &WaveLabel,
    found: &Analysis,
) -> Result<(), StoreError> {
    let rows = found.units.iter().enumerate().map(|(unit, found)| {
        Ok(analysis::ActiveModel {
            wave: Set(label.to_string()),
            unit: Set(position(unit)?),
            notice: Set(level(found.notice())),
            record: Set(write_json(found, "analysis", "record")?),
        })
    });
    insert_all(transaction, rows.collect::<Result<Vec<_>, StoreError>>()?).await
}

/// Puts how many took part so far in the place of what was known before the wave.
pub(crate) async fn keep_responses(
    transaction: &DatabaseTransaction,
    survey: &SurveyKey,
    found: &Responses,
) -> Result<(), StoreError> {
    let survey = survey.to_string();
    responses::Entity::delete_many().filter(responses::Column::Survey.eq(&survey)).exec(transaction).await?;
    let rows = found.units().map(|(unit, record)| {
        Ok(responses::ActiveModel {
            survey: Set(survey.clone()),
            unit: Set(unit.to_string()),
            record: Set(write_json(record, "responses", "record")?),
        })
    });
    insert_all(transaction, rows.collect::<Result<Vec<_>, StoreError>>()?).await
}
