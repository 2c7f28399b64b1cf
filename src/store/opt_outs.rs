//! Who stopped their letters. Keeps hashes of marks; does not know whose they are, or since when.

use std::collections::HashSet;

use domain::OptOut;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;

use crate::entity::opt_out::{ActiveModel, Column, Entity, Model};
use crate::{Store, StoreError, engine};

impl Store {
    /// Keeps that somebody stopped their letters. Twice is once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_opt_out(&self, opt_out: OptOut) -> Result<(), StoreError> {
        let row = ActiveModel { id: Set(opt_out.bytes().to_vec()) };
        // Nothing to change, but a statement that says so is the same on both databases.
        let again = OnConflict::column(Column::Id).update_column(Column::Id).to_owned();
        Entity::insert(row).on_conflict(again).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Forgets that somebody stopped their letters.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_opt_out(&self, opt_out: OptOut) -> Result<(), StoreError> {
        Entity::delete_by_id(opt_out.bytes().to_vec()).exec(&self.db).await?;
        // A reader in the way only delays this.
        engine::empty_log(&self.db).await?;
        Ok(())
    }

    /// Whether somebody stopped their letters.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_opted_out(&self, opt_out: OptOut) -> Result<bool, StoreError> {
        Ok(Entity::find_by_id(opt_out.bytes().to_vec()).one(&self.reader).await?.is_some())
    }

    /// All who stopped their letters.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn opt_outs(&self) -> Result<HashSet<OptOut>, StoreError> {
        let damaged = |_| StoreError::Damaged { table: "opt_out", what: "id" };
        let read = |row: Model| <[u8; 32]>::try_from(row.id).map(OptOut::from).map_err(damaged);
        Entity::find().all(&self.reader).await?.into_iter().map(read).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Location;

    #[tokio::test]
    async fn what_was_stopped_twice_starts_again_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(&Location::File(folder.path().join("polsslag.db"))).await.expect("a database");
        let [one, other] = [OptOut::from([1; 32]), OptOut::from([2; 32])];
        for opt_out in [one, other, one] {
            store.keep_opt_out(opt_out).await.expect("kept");
        }
        assert_eq!(store.opt_outs().await.expect("all"), [one, other].into());
        for _ in 0..2 {
            store.forget_opt_out(one).await.expect("forgotten");
        }
        assert!(!store.has_opted_out(one).await.expect("an answer"));
        assert!(store.has_opted_out(other).await.expect("an answer"));
    }
}
