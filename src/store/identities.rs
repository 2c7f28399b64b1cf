//! Identities elsewhere: which account somebody has whom a provider of single sign-on vouches for. Does not vouch.

use domain::AccountName;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::account_identity;
use crate::{Store, StoreError, rows};

/// Somebody, as their provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// Its name for them, which it never gives to anybody else.
    pub subject: String,
}

impl Store {
    /// The account that is linked to an identity.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_of_identity(&self, identity: &Identity) -> Result<Option<AccountName>, StoreError> {
        let key = (identity.issuer.clone(), identity.subject.clone());
        let row = account_identity::Entity::find_by_id(key).one(&self.reader).await?;
        row.map(|row| rows::read(&row.account, "account_identity", "account")).transpose()
    }

    /// Links an identity with an account, unless one of them is linked otherwise at this provider. Tells whether they
    /// belong together now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link(&self, identity: &Identity, account: &AccountName) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let either = Condition::any()
            .add(account_identity::Column::Subject.eq(&identity.subject))
            .add(account_identity::Column::Account.eq(account.to_string()));
        let found = account_identity::Entity::find()
            .filter(account_identity::Column::Issuer.eq(&identity.issuer))
            .filter(either)
            .all(&transaction)
            .await?;
        match found.as_slice() {
            [] => {}
            // Two windows of one browser may come back at the same moment.
            [row] => return Ok(row.subject == identity.subject && row.account == account.to_string()),
            _ => return Ok(false),
        }
        let row = account_identity::ActiveModel {
            issuer: Set(identity.issuer.clone()),
            subject: Set(identity.subject.clone()),
            account: Set(account.to_string()),
        };
        account_identity::Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Forgets every identity of an account. Tells whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unlink(&self, account: &AccountName) -> Result<bool, StoreError> {
        unlink(&self.db, account).await
    }
}

/// The same, perhaps inside the transaction that removes the account.
pub(crate) async fn unlink(db: &impl ConnectionTrait, account: &AccountName) -> Result<bool, StoreError> {
    let of_account = account_identity::Column::Account.eq(account.to_string());
    let done = account_identity::Entity::delete_many().filter(of_account).exec(db).await?;
    Ok(done.rows_affected > 0)
}
