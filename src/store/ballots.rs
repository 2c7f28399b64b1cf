//! Slots and sealed ballots: named by two hashes that can't be joined. Can't open a ballot, and keeps no time or order.

use domain::{BallotBox, BallotId, Sealed, SealedPlacement, SlotId, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{ballot, slot};
use crate::rows::read;
use crate::waves::is_open;
use crate::{Store, StoreError};

/// What became of a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cast {
    /// It is on disk, in the place of an earlier one of the same name.
    Stored,
    /// The wave is closed; nothing was kept.
    TooLate,
}

impl Store {
    /// The slot of this name: its wave, and the locked placement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn slot(&self, id: SlotId) -> Result<Option<(WaveLabel, SealedPlacement)>, StoreError> {
        let Some(row) = slot::Entity::find_by_id(id.bytes().to_vec()).one(&self.db).await? else {
            return Ok(None);
        };
        Ok(Some((read(&row.wave, "slot", "wave")?, SealedPlacement::from_bytes(row.placement))))
    }

    /// Keeps a ballot, durably, unless the wave has been closed in the meantime.
    ///
    /// # Errors
    /// When the database fails; then the earlier ballot of this name, if any, still stands.
    pub async fn cast(&self, label: &WaveLabel, id: BallotId, sealed: &Sealed) -> Result<Cast, StoreError> {
        let transaction = self.begin().await?;
        if !is_open(&transaction, label).await? {
            return Ok(Cast::TooLate);
        }
        let row = ballot::ActiveModel {
            id: Set(id.bytes().to_vec()),
            wave: Set(label.to_string()),
            sealed: Set(sealed.bytes().to_vec()),
        };
        let replace = OnConflict::column(ballot::Column::Id).update_column(ballot::Column::Sealed).to_owned();
        ballot::Entity::insert(row).on_conflict(replace).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(Cast::Stored)
    }
}

/// All ballots of a wave, still sealed, in the order of their names.
pub(crate) async fn ballot_box(db: &impl ConnectionTrait, label: &WaveLabel) -> Result<BallotBox, StoreError> {
    let rows = ballot::Entity::find().filter(ballot::Column::Wave.eq(label.as_str())).all(db).await?;
    let ballots: Result<Vec<_>, StoreError> = rows
        .into_iter()
        .map(|row| {
            let id = row.id.try_into().map_err(|_| StoreError::Damaged { table: "ballot", what: "id" })?;
            Ok((BallotId::from_bytes(id), Sealed::from_bytes(row.sealed)))
        })
        .collect();
    Ok(BallotBox::of(ballots?))
}
