//! The comments that outlived their wave, each class under one seal. Can't read them.

use domain::{SealedComments, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::comments;
use crate::rows::insert_all;
use crate::{Store, StoreError};

impl Store {
    /// The sealed comments of a closed wave, in the order of its tree.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn comments(&self, label: &WaveLabel) -> Result<Vec<SealedComments>, StoreError> {
        let rows = comments::Entity::find()
            .filter(comments::Column::Wave.eq(label.as_str()))
            .order_by_asc(comments::Column::Unit)
            .all(&self.reader)
            .await?;
        let damaged = |_| StoreError::Damaged { table: "comments", what: "unit" };
        rows.into_iter()
            .map(|row| Ok(SealedComments { unit: row.unit.try_into().map_err(damaged)?, bytes: row.sealed }))
            .collect()
    }
}

/// Keeps the comments of a wave, inside the transaction that freezes its publication.
pub(crate) async fn keep(
    transaction: &DatabaseTransaction,
    label: &WaveLabel,
    sealed: &[SealedComments],
) -> Result<(), StoreError> {
    let damaged = |_| StoreError::Damaged { table: "comments", what: "unit" };
    let row = |class: &SealedComments| {
        Ok(comments::ActiveModel {
            wave: Set(label.to_string()),
            unit: Set(class.unit.try_into().map_err(damaged)?),
            sealed: Set(class.bytes.clone()),
        })
    };
    insert_all(transaction, sealed.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?).await
}
