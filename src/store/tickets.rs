//! Links with which somebody chooses a password: a hash, an account and an end. No link could be made from them.

use domain::{Account, AccountName};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::accounts::{forget_admissions, state_of, update};
use crate::entity::{account, ticket};
use crate::{Store, StoreError};

/// The name of a link in the store: a hash of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketId(pub [u8; 32]);

impl Store {
    /// Keeps a link that works until `expires` (seconds since 1970), in the place of an earlier one of that account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_ticket(&self, id: TicketId, name: &AccountName, expires: i64) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        ticket::Entity::delete_many().filter(ticket::Column::Account.eq(name.as_str())).exec(&transaction).await?;
        let row = ticket::ActiveModel { id: Set(id.0.to_vec()), account: Set(name.to_string()), expires: Set(expires) };
        ticket::Entity::insert(row).exec_without_returning(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Whose link this is, if it works at `now`. Looking uses nothing up.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn ticket(&self, id: TicketId, now: i64) -> Result<Option<Account>, StoreError> {
        let found = ticket::Entity::find_by_id(id.0.to_vec()).filter(ticket::Column::Expires.gt(now));
        let Some(row) = found.one(&self.reader).await? else { return Ok(None) };
        let owner = account::Entity::find_by_id(row.account).one(&self.reader).await?;
        owner.as_ref().map(|row| Ok(state_of(row)?.account)).transpose()
    }

    /// Gives a link up for a new password, and ends every session of its account; `None` when it does not work (any more).
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn use_ticket(&self, id: TicketId, hash: &str, now: i64) -> Result<Option<AccountName>, StoreError> {
        let transaction = self.begin().await?;
        let found = ticket::Entity::find_by_id(id.0.to_vec()).one(&transaction).await?;
        let gone = ticket::Entity::delete_many()
            .filter(ticket::Column::Id.eq(id.0.to_vec()))
            .filter(ticket::Column::Expires.gt(now))
            .exec(&transaction)
            .await?;
        let Some(row) = found.filter(|_| gone.rows_affected == 1) else { return Ok(None) };
        let name: AccountName = crate::rows::read(&row.account, "ticket", "account")?;
        update(&transaction, &name, account::Column::PasswordHash, hash.into()).await?;
        forget_admissions(&transaction, &name).await?;
        transaction.commit().await?;
        Ok(Some(name))
    }
}
