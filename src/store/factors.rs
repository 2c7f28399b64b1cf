//! Second factors: sealed secrets, the last step that was taken, and recovery codes as hashes. Can open nothing.

use domain::AccountName;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::accounts::update;
use crate::entity::{account, recovery_code, session};
use crate::rows::insert_all;
use crate::{SessionId, Store, StoreError};

/// A confirmed second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The secret, sealed.
    pub sealed: Vec<u8>,
    /// The time step of the code that confirmed it; no code of that step or an earlier one is taken again.
    pub step: u64,
}

/// The hash of a recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeHash(pub [u8; 32]);

impl Store {
    /// The sealed secret of an account's second factor, if it has one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn factor(&self, name: &AccountName) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(account::Entity::find_by_id(name.as_str()).one(&self.reader).await?.and_then(|row| row.factor))
    }

    /// Keeps a confirmed second factor with its recovery codes, in the place of any there was; ends the account's sessions
    /// but the one in which that was done.
    ///
    /// # Errors
    /// When there is no such account, or the database fails.
    pub async fn enrol(
        &self,
        name: &AccountName,
        factor: &Factor,
        codes: &[CodeHash],
        here: Option<SessionId>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        update(&transaction, name, account::Column::Factor, factor.sealed.clone().into()).await?;
        update(&transaction, name, account::Column::Step, number(factor.step).into()).await?;
        replace_codes(&transaction, name, codes).await?;
        end_others(&transaction, name, here).await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets the second factor of an account, and ends its sessions: at the next sign-in it sets up another.
    ///
    /// # Errors
    /// When there is no such account, or the database fails.
    pub async fn forget_factor(&self, name: &AccountName) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        update(&transaction, name, account::Column::Factor, sea_orm::Value::Bytes(None)).await?;
        replace_codes(&transaction, name, &[]).await?;
        session::Entity::delete_many().filter(session::Column::Account.eq(name.as_str())).exec(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes the code of a time step, once: `false` when it or a later one was taken before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_step(&self, name: &AccountName, step: u64) -> Result<bool, StoreError> {
        let step = number(step);
        let done = account::Entity::update_many()
            .col_expr(account::Column::Step, Expr::value(step))
            .filter(account::Column::Name.eq(name.as_str()))
            .filter(account::Column::Step.lt(step))
            .exec(&self.db)
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// Takes a recovery code, once: `false` when the account has no such code (any more).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_code(&self, name: &AccountName, code: CodeHash) -> Result<bool, StoreError> {
        let key = (name.to_string(), code.0.to_vec());
        Ok(recovery_code::Entity::delete_by_id(key).exec(&self.db).await?.rows_affected == 1)
    }

    /// Puts these recovery codes in the place of all others, and ends the account's sessions but the one in which that was
    /// done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_codes(&self, name: &AccountName, codes: &[CodeHash], here: SessionId) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        replace_codes(&transaction, name, codes).await?;
        end_others(&transaction, name, Some(here)).await?;
        Ok(transaction.commit().await?)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn codes_left(&self, name: &AccountName) -> Result<u64, StoreError> {
        let own = recovery_code::Entity::find().filter(recovery_code::Column::Account.eq(name.as_str()));
        Ok(own.count(&self.reader).await?)
    }
}

/// A time step as a column holds it; they fit for as long as the sun will shine.
fn number(step: u64) -> i64 {
    i64::try_from(step).unwrap_or(i64::MAX)
}

/// Ends the sessions of an account, all but `here`.
async fn end_others(db: &impl ConnectionTrait, name: &AccountName, here: Option<SessionId>) -> Result<(), StoreError> {
    let mut others = session::Entity::delete_many().filter(session::Column::Account.eq(name.as_str()));
    if let Some(here) = here {
        others = others.filter(session::Column::Id.ne(here.0.to_vec()));
    }
    others.exec(db).await?;
    Ok(())
}

async fn replace_codes(db: &impl ConnectionTrait, name: &AccountName, codes: &[CodeHash]) -> Result<(), StoreError> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::Account.eq(name.as_str())).exec(db).await?;
    let rows = codes
        .iter()
        .map(|code| recovery_code::ActiveModel { account: Set(name.to_string()), hash: Set(code.0.to_vec()) });
    insert_all(db, rows.collect::<Vec<_>>()).await
}
