//! Links with which somebody chooses a password: a hash, an account and an end. No link could be made from them.

use domain::{Account, AccountName, LetterName};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use crate::accounts::{forget_admissions, state_of, update};
use crate::entity::{account, ticket};
use crate::{Store, StoreError, outbox};

/// The name of a link in the store: a hash of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TicketId([u8; 32]);

impl TicketId {
    /// The name of the link with this token.
    pub fn of(token: &[u8; 32]) -> Self {
        Self(Sha256::digest(token).into())
    }
}

/// A link, and the letter that brings it.
#[derive(Debug, Clone, Copy)]
pub struct Ticket<'a> {
    /// The name of the link.
    pub id: TicketId,
    /// The name of the letter, of which the token in the link is made.
    pub letter: &'a LetterName,
    /// Whose password is chosen with it.
    pub account: &'a AccountName,
    /// Whether there was none before.
    pub first: bool,
    /// The present moment, in seconds since 1970.
    pub now: i64,
    /// Until when the link works, in seconds since 1970.
    pub expires: i64,
}

impl Store {
    /// Keeps a link and queues the letter that brings it, both in the place of earlier ones of that account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_ticket(&self, ticket: Ticket<'_>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        keep(&transaction, ticket).await?;
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

/// Keeps a link and queues its letter, inside the transaction that causes both.
pub(crate) async fn keep(transaction: &DatabaseTransaction, ticket: Ticket<'_>) -> Result<(), StoreError> {
    let Ticket { id, letter, account: name, first, now, expires } = ticket;
    ticket::Entity::delete_many().filter(ticket::Column::Account.eq(name.as_str())).exec(transaction).await?;
    let row = ticket::ActiveModel { id: Set(id.0.to_vec()), account: Set(name.to_string()), expires: Set(expires) };
    ticket::Entity::insert(row).exec_without_returning(transaction).await?;
    outbox::queue_access(transaction, letter, name, first, now).await
}
