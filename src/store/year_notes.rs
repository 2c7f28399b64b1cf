//! What the adviser wrote for the report on a year. Keeps bands and words; the numbers behind them never come here.

use domain::{NotesRecord, Threshold, YearNotes};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;

use crate::entity::year_report::{ActiveModel, Column, Entity};
use crate::rows::{read_json, write_json};
use crate::{Store, StoreError, engine};

impl Store {
    /// Keeps the adviser's part of a year's report; a later one takes the place of the earlier.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_year_notes(&self, year: i32, notes: &YearNotes) -> Result<(), StoreError> {
        let record = write_json(&notes.record(), "year_report", "record")?;
        let row = ActiveModel { year: Set(year), record: Set(record) };
        let again = OnConflict::column(Column::Year).update_column(Column::Record).to_owned();
        Entity::insert(row).on_conflict(again).exec_without_returning(&self.db).await?;
        // Words that were replaced may have given somebody away. A reader in the way only delays this.
        engine::empty_log(&self.db).await?;
        Ok(())
    }

    /// The adviser's part of a year's report, if there is one.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn year_notes(&self, year: i32) -> Result<Option<YearNotes>, StoreError> {
        Ok(self.kept_year_notes(year).await?.filter(|notes| !notes.is_empty()))
    }

    /// The threshold under which a year's report was first written, if it ever was.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn year_threshold(&self, year: i32) -> Result<Option<Threshold>, StoreError> {
        Ok(self.kept_year_notes(year).await?.map(|notes| notes.counts.threshold()))
    }

    async fn kept_year_notes(&self, year: i32) -> Result<Option<YearNotes>, StoreError> {
        let Some(row) = Entity::find_by_id(year).one(&self.reader).await? else { return Ok(None) };
        let record: NotesRecord = read_json(&row.record, "year_report", "record")?;
        let damaged = StoreError::Damaged { table: "year_report", what: "record" };
        record.reopen().map(Some).ok_or(damaged)
    }

    /// Forgets what the adviser wrote for a year's report, and keeps its threshold: counts that are written again under
    /// another one would tell more than each of the two. `false` when there is nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn withdraw_year_notes(&self, year: i32) -> Result<bool, StoreError> {
        let Some(notes) = self.year_notes(year).await? else { return Ok(false) };
        self.keep_year_notes(year, &notes.emptied()).await?;
        Ok(true)
    }
}
