//! Accounts and sessions. Keeps hashes only: no password, and no cookie that would work.

use std::fmt;
use std::str::FromStr;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::{account, session};
use crate::{Store, StoreError};

/// The name somebody signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName(String);

/// The text can't be the name of an account.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an account's name has 1 to 80 characters, without spaces or control characters")]
pub struct BadAccountName;

impl FromStr for AccountName {
    type Err = BadAccountName;

    fn from_str(text: &str) -> Result<Self, BadAccountName> {
        let text = text.trim();
        let good =
            (1..=80).contains(&text.chars().count()) && !text.chars().any(|c| c.is_control() || c.is_whitespace());
        if good { Ok(Self(text.to_lowercase())) } else { Err(BadAccountName) }
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a session in the store: a hash of the cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionId(pub [u8; 32]);

impl Store {
    /// Adds an account with the hash of its password.
    ///
    /// # Errors
    /// When there is an account of that name, or the database fails.
    pub async fn add_account(&self, name: &AccountName, password_hash: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        if account::Entity::find_by_id(&name.0).count(&transaction).await? > 0 {
            return Err(StoreError::AccountExists { name: name.0.clone() });
        }
        let row = account::ActiveModel { name: Set(name.0.clone()), password_hash: Set(password_hash.to_owned()) };
        account::Entity::insert(row).exec_without_returning(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The hash of an account's password, if there is such an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn password_hash(&self, name: &AccountName) -> Result<Option<String>, StoreError> {
        Ok(account::Entity::find_by_id(&name.0).one(&self.reader).await?.map(|row| row.password_hash))
    }

    /// Whether anybody can sign in at all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        Ok(account::Entity::find().count(&self.reader).await? > 0)
    }

    /// Starts a session that ends at `expires` (seconds since 1970), and forgets sessions that ended before `now`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_session(
        &self,
        id: SessionId,
        name: &AccountName,
        now: i64,
        expires: i64,
    ) -> Result<(), StoreError> {
        session::Entity::delete_many().filter(session::Column::Expires.lte(now)).exec(&self.db).await?;
        let row = session::ActiveModel { id: Set(id.0.to_vec()), account: Set(name.0.clone()), expires: Set(expires) };
        session::Entity::insert(row).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// Whose session this is, if it has not ended at `now` (seconds since 1970).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, id: SessionId, now: i64) -> Result<Option<AccountName>, StoreError> {
        let row = session::Entity::find_by_id(id.0.to_vec())
            .filter(session::Column::Expires.gt(now))
            .one(&self.reader)
            .await?;
        Ok(row.map(|row| AccountName(row.account)))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, id: SessionId) -> Result<(), StoreError> {
        session::Entity::delete_by_id(id.0.to_vec()).exec(&self.db).await?;
        Ok(())
    }
}
