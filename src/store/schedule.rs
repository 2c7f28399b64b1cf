//! Whether the schedule is paused, and what it could not do. Knows nobody, and not since when.

use domain::schedule::{Pause, Undone};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;

use crate::entity::schedule::{ActiveModel, Column, Entity};
use crate::rows::read;
use crate::{Store, StoreError};

const fn damaged(what: &'static str) -> StoreError {
    StoreError::Damaged { table: "schedule", what }
}

const PAUSE: &str = "pause";
const TROUBLE: &str = "trouble";

impl Store {
    /// The pause, while there is one.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn pause(&self) -> Result<Option<Pause>, StoreError> {
        let Some(until) = self.schedule_value(PAUSE).await? else { return Ok(None) };
        let until = if until.is_empty() { None } else { Some(read(&until, "schedule", "value")?) };
        Ok(Some(Pause { until }))
    }

    /// Pauses the schedule, or ends the pause.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_pause(&self, pause: Option<Pause>) -> Result<(), StoreError> {
        let value = pause.map(|pause| pause.until.map(|until| until.to_string()).unwrap_or_default());
        self.set_schedule_value(PAUSE, value).await
    }

    /// What the schedule could not do.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn schedule_troubles(&self) -> Result<Vec<Undone>, StoreError> {
        let kept = self.schedule_value(TROUBLE).await?;
        // What can't be read must not stop the clock, which writes it anew with its next tick.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default())
    }

    /// Keeps what the schedule could not do, in the place of what it could not do before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_schedule_troubles(&self, troubles: &[Undone]) -> Result<(), StoreError> {
        let kept = serde_json::to_string(troubles).map_err(|_| damaged("value"))?;
        self.set_schedule_value(TROUBLE, (!troubles.is_empty()).then_some(kept)).await
    }

    async fn schedule_value(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(Entity::find_by_id(name).one(&self.reader).await?.map(|row| row.value))
    }

    async fn set_schedule_value(&self, name: &str, value: Option<String>) -> Result<(), StoreError> {
        if let Some(value) = value {
            let row = ActiveModel { name: Set(name.to_owned()), value: Set(value) };
            let again = OnConflict::column(Column::Name).update_column(Column::Value).to_owned();
            Entity::insert(row).on_conflict(again).exec_without_returning(&self.db).await?;
        } else {
            Entity::delete_by_id(name).exec(&self.db).await?;
        }
        Ok(())
    }
}
