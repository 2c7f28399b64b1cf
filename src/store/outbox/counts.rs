//! How many letters stand where, and why some were refused. Names nobody.

use std::collections::BTreeMap;

use domain::WaveLabel;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{LetterKind, QUEUED, REFUSED, SENT, damaged};
use crate::entity::outbox::{Column, Entity};
use crate::{Store, StoreError};

/// How many letters of a kind stand where. Of kinds that are forgotten when they were sent, none is counted as sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LetterCounts {
    /// Not yet delivered.
    pub queued: u64,
    /// Taken by the relay or the folder.
    pub sent: u64,
    /// Refused for good.
    pub refused: u64,
}

/// Why letters were refused for good, in the words that were recorded: how many for each reason.
pub type Refusals = BTreeMap<(LetterKind, String), u64>;

impl Store {
    /// How many letters of this kind about a wave stand where. An invitation that became a reminder is counted once.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn letter_counts(&self, kind: LetterKind, wave: &WaveLabel) -> Result<LetterCounts, StoreError> {
        let rows: Vec<(String, i64)> = Entity::find()
            .select_only()
            .column(Column::State)
            .column_as(Column::Name.count(), "letters")
            .filter(Column::Topic.eq(wave.as_str()))
            .filter(Column::Kind.eq(kind.name()))
            .group_by(Column::State)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut counts = LetterCounts::default();
        for (state, letters) in rows {
            let count = match state.as_str() {
                QUEUED => &mut counts.queued,
                SENT => &mut counts.sent,
                REFUSED => &mut counts.refused,
                _ => return Err(damaged("state")),
            };
            *count = u64::try_from(letters).map_err(|_| damaged("state"))?;
        }
        Ok(counts)
    }

    /// Why letters were refused for good: how many for each kind and reason.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn letter_refusals(&self) -> Result<Refusals, StoreError> {
        let refused: Vec<(String, Option<String>, i64)> = Entity::find()
            .select_only()
            .columns([Column::Kind, Column::Complaint])
            .column_as(Column::Name.count(), "letters")
            .filter(Column::State.eq(REFUSED))
            .group_by(Column::Kind)
            .group_by(Column::Complaint)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut refusals = Refusals::new();
        for (kind, complaint, letters) in refused {
            let letters = u64::try_from(letters).map_err(|_| damaged("state"))?;
            refusals.insert((kind.parse()?, complaint.unwrap_or_default()), letters);
        }
        Ok(refusals)
    }
}
