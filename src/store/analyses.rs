//! What was computed when a wave was published, unit by unit, and which signals were dealt with. Computes nothing.

use domain::analysis::{Handled, Summary};
use domain::{Analysis, Responses, SurveyKey, UnitAnalysis, UnitIndex, UnitPath, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{analysis, handling, publication, responses};
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
    /// What was computed about the organisation when a wave was published.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn summary(&self, label: &WaveLabel) -> Result<Option<Summary>, StoreError> {
        let row = publication::Entity::find_by_id(label.as_str()).one(&self.reader).await?;
        row.map(|row| read_json(&row.summary, "publication", "summary")).transpose()
    }

    /// What was computed about one unit when a wave was published.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn unit_analysis(&self, label: &WaveLabel, unit: UnitIndex) -> Result<Option<UnitAnalysis>, StoreError> {
        let key = (label.to_string(), position(unit.position())?);
        let row = analysis::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| read_json(&row.record, "analysis", "record")).transpose()
    }

    /// The units of a published wave of which something stands out, by their position in its tree and in its order.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn noted(&self, label: &WaveLabel) -> Result<Vec<(usize, UnitAnalysis)>, StoreError> {
        let rows = analysis::Entity::find()
            .filter(analysis::Column::Wave.eq(label.as_str()))
            .filter(analysis::Column::Noted.eq(true))
            .order_by_asc(analysis::Column::Unit)
            .all(&self.reader)
            .await?;
        let damaged = |_| StoreError::Damaged { table: "analysis", what: "unit" };
        rows.iter()
            .map(|row| Ok((row.unit.try_into().map_err(damaged)?, read_json(&row.record, "analysis", "record")?)))
            .collect()
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

fn handling_of(row: handling::Model) -> Result<Handling, StoreError> {
    let handled =
        Handled { wave: read(&row.wave, "handling", "wave")?, unit: read::<UnitPath>(&row.unit, "handling", "unit")? };
    Ok(Handling { handled, note: row.note })
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
            noted: Set(found.is_noted()),
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
