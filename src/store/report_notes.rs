//! What the adviser adds to the reports on units. Does not know the reports; takes no note once management has them.

use domain::{ReportNote, UnitPath, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::report_note::{ActiveModel, Column, Entity, Model};
use crate::rows::read;
use crate::{Store, StoreError, engine, releases};

impl Store {
    /// Keeps the note in the report on a unit in the place of an earlier one; `None` takes it away.
    ///
    /// # Errors
    /// When the wave is not published or was released, or the database fails.
    pub async fn keep_report_note(
        &self,
        wave: &WaveLabel,
        unit: &UnitPath,
        note: Option<&ReportNote>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        releases::still_waits(&transaction, wave).await?;
        match note {
            None => {
                Entity::delete_by_id((wave.to_string(), unit.to_string())).exec(&transaction).await?;
            }
            Some(note) => {
                let row = ActiveModel {
                    wave: Set(wave.to_string()),
                    unit: Set(unit.to_string()),
                    words: Set(note.words().to_owned()),
                    signals: Set(note.shows_signals()),
                };
                let again = OnConflict::columns([Column::Wave, Column::Unit])
                    .update_columns([Column::Words, Column::Signals])
                    .to_owned();
                Entity::insert(row).on_conflict(again).exec_without_returning(&transaction).await?;
            }
        }
        transaction.commit().await?;
        // What was taken back may say too much. A reader in the way only delays this.
        engine::empty_log(&self.db).await?;
        Ok(())
    }

    /// The note in the report on a unit, if there is one.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn report_note(&self, wave: &WaveLabel, unit: &UnitPath) -> Result<Option<ReportNote>, StoreError> {
        let row = Entity::find_by_id((wave.to_string(), unit.to_string())).one(&self.reader).await?;
        row.as_ref().map(note_of).transpose()
    }

    /// Every note in the reports of a wave, in the order of the tree.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn report_notes(&self, wave: &WaveLabel) -> Result<Vec<(UnitPath, ReportNote)>, StoreError> {
        let rows = Entity::find().filter(Column::Wave.eq(wave.as_str())).all(&self.reader).await?;
        let note = |row: &Model| Ok((read(&row.unit, "report_note", "unit")?, note_of(row)?));
        let mut notes: Vec<(UnitPath, ReportNote)> = rows.iter().map(note).collect::<Result<_, StoreError>>()?;
        notes.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(notes)
    }
}

fn note_of(row: &Model) -> Result<ReportNote, StoreError> {
    let damaged = || StoreError::Damaged { table: "report_note", what: "words" };
    ReportNote::read(&row.words, row.signals).ok().flatten().ok_or_else(damaged)
}
