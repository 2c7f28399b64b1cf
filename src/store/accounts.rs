//! Accounts. Keeps hashes of passwords only; does not decide who may do what.

use std::collections::BTreeSet;

use domain::{Account, AccountName, EmailAddress, Language, Role, Roles, UnitPath};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use crate::entity::{account, recovery_code, session, ticket};
use crate::rows::{read, read_json, write_json};
use crate::{Store, StoreError, Ticket, engine, identities, outbox, tickets, undeliverable};

/// An account, and how far it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountState {
    /// The account.
    pub account: Account,
    /// The hash of its password; none until one was chosen.
    pub password_hash: Option<String>,
    /// Whether its second factor is confirmed.
    pub has_factor: bool,
}

impl Store {
    /// Adds an account, with the hash of its password if it has one already.
    ///
    /// # Errors
    /// When there is an account of that name or with that mailbox, or the database fails.
    pub async fn add_account(&self, new: &Account, password_hash: Option<&str>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        add(&transaction, new, password_hash).await?;
        Ok(transaction.commit().await?)
    }

    /// Adds an account without a password, and queues the letter with which its holder chooses one: both or neither.
    ///
    /// # Errors
    /// As [`Store::add_account`].
    pub async fn invite_account(&self, new: &Account, ticket: Ticket<'_>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        add(&transaction, new, None).await?;
        tickets::keep(&transaction, ticket).await?;
        Ok(transaction.commit().await?)
    }

    /// The account of that name, if there is one.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn account(&self, name: &AccountName) -> Result<Option<AccountState>, StoreError> {
        let row = account::Entity::find_by_id(name.as_str()).one(&self.reader).await?;
        row.as_ref().map(state_of).transpose()
    }

    /// The account with that mailbox, if there is one.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn account_of(&self, email: &EmailAddress) -> Result<Option<AccountState>, StoreError> {
        let with = account::Entity::find().filter(account::Column::Mailbox.eq(email.mailbox()));
        with.one(&self.reader).await?.as_ref().map(state_of).transpose()
    }

    /// Every account, by name.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn accounts(&self) -> Result<Vec<AccountState>, StoreError> {
        let rows = account::Entity::find().order_by_asc(account::Column::Name).all(&self.reader).await?;
        rows.iter().map(state_of).collect()
    }

    /// The accounts of administrators, by name.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn administrators(&self) -> Result<Vec<Account>, StoreError> {
        let administrators = account::Entity::find().filter(account::Column::Administrator.eq(true));
        let rows = administrators.order_by_asc(account::Column::Name).all(&self.reader).await?;
        rows.iter().map(|row| Ok(state_of(row)?.account)).collect()
    }

    /// Whether anybody can sign in at all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        Ok(account::Entity::find().count(&self.reader).await? > 0)
    }

    /// Keeps the hash of a new password, and ends every session and every link that came before it.
    ///
    /// # Errors
    /// When there is no such account, or the database fails.
    pub async fn set_password(&self, name: &AccountName, hash: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        update(&transaction, name, account::Column::PasswordHash, hash.into()).await?;
        forget_admissions(&transaction, name).await?;
        Ok(transaction.commit().await?)
    }

    /// Keeps the language of an account's letters.
    ///
    /// # Errors
    /// When there is no such account, or the database fails.
    pub async fn set_language(&self, name: &AccountName, language: Language) -> Result<(), StoreError> {
        update(&self.db, name, account::Column::Language, language.code().into()).await
    }

    /// Keeps what an account is for, and ends its sessions.
    ///
    /// # Errors
    /// When there is no such account, nobody but it was administrator, or the database fails.
    pub async fn set_roles(&self, name: &AccountName, roles: &Roles) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        if !roles.is_administrator() {
            keep_an_administrator(&transaction, name).await?;
        }
        update(&transaction, name, account::Column::Adviser, roles.is_adviser().into()).await?;
        update(&transaction, name, account::Column::Administrator, roles.is_administrator().into()).await?;
        update(&transaction, name, account::Column::Units, write_units(roles)?.into()).await?;
        session::Entity::delete_many().filter(session::Column::Account.eq(name.as_str())).exec(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Removes an account with everything that belongs to it.
    ///
    /// # Errors
    /// When there is no such account, it is the last administrator's, or the database fails.
    pub async fn remove_account(&self, name: &AccountName) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        keep_an_administrator(&transaction, name).await?;
        let gone = account::Entity::delete_by_id(name.as_str()).exec(&transaction).await?;
        if gone.rows_affected == 0 {
            return Err(StoreError::NoAccount { name: name.clone() });
        }
        recovery_code::Entity::delete_many()
            .filter(recovery_code::Column::Account.eq(name.as_str()))
            .exec(&transaction)
            .await?;
        // An account of the same name, made later, may be somebody else's.
        identities::unlink(&transaction, name).await?;
        outbox::forget_account(&transaction, name).await?;
        undeliverable::forget_strangers(&transaction).await?;
        forget_admissions(&transaction, name).await?;
        Ok(transaction.commit().await?)
    }
}

async fn add(transaction: &DatabaseTransaction, new: &Account, password_hash: Option<&str>) -> Result<(), StoreError> {
    engine::keep_out(transaction, "account").await?;
    if account::Entity::find_by_id(new.name.as_str()).count(transaction).await? > 0 {
        return Err(StoreError::AccountExists { name: new.name.clone() });
    }
    let mailbox = new.email.mailbox();
    if account::Entity::find().filter(account::Column::Mailbox.eq(&mailbox)).count(transaction).await? > 0 {
        return Err(StoreError::MailboxTaken);
    }
    let row = account::ActiveModel {
        name: Set(new.name.to_string()),
        email: Set(new.email.to_string()),
        mailbox: Set(mailbox),
        language: Set(new.language.code().to_owned()),
        adviser: Set(new.roles.is_adviser()),
        administrator: Set(new.roles.is_administrator()),
        units: Set(write_units(&new.roles)?),
        password_hash: Set(password_hash.map(str::to_owned)),
        factor: Set(None),
        step: Set(0),
    };
    account::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Refuses when `name` is the only administrator.
async fn keep_an_administrator(transaction: &DatabaseTransaction, name: &AccountName) -> Result<(), StoreError> {
    engine::keep_out(transaction, "account").await?;
    let administrators =
        account::Entity::find().filter(account::Column::Administrator.eq(true)).all(transaction).await?;
    match administrators.as_slice() {
        [only] if only.name == name.as_str() => Err(StoreError::LastAdministrator { name: name.clone() }),
        _ => Ok(()),
    }
}

/// Where letters to the account of this name go; `None` when there is none.
pub(crate) async fn address_of(db: &impl ConnectionTrait, name: &str) -> Result<Option<EmailAddress>, StoreError> {
    let account = account::Entity::find_by_id(name).one(db).await?;
    account.map(|account| read(&account.email, "account", "email")).transpose()
}

/// Ends every session of an account, and forgets its link.
pub(crate) async fn forget_admissions(db: &impl ConnectionTrait, name: &AccountName) -> Result<(), StoreError> {
    session::Entity::delete_many().filter(session::Column::Account.eq(name.as_str())).exec(db).await?;
    ticket::Entity::delete_many().filter(ticket::Column::Account.eq(name.as_str())).exec(db).await?;
    Ok(())
}

/// Changes one column of an account.
pub(crate) async fn update(
    db: &impl ConnectionTrait,
    name: &AccountName,
    column: account::Column,
    value: sea_orm::Value,
) -> Result<(), StoreError> {
    let done = account::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(account::Column::Name.eq(name.as_str()))
        .exec(db)
        .await?;
    if done.rows_affected == 0 { Err(StoreError::NoAccount { name: name.clone() }) } else { Ok(()) }
}

fn write_units(roles: &Roles) -> Result<String, StoreError> {
    let units: Vec<_> = roles.units().iter().map(UnitPath::parts).collect();
    write_json(&units, "account", "units")
}

pub(crate) fn state_of(row: &account::Model) -> Result<AccountState, StoreError> {
    let damaged = || StoreError::Damaged { table: "account", what: "units" };
    let units: Vec<Vec<String>> = read_json(&row.units, "account", "units")?;
    let units: BTreeSet<UnitPath> =
        units.iter().map(|parts| UnitPath::from_parts(parts).map_err(|_| damaged())).collect::<Result<_, _>>()?;
    let roles: Vec<Role> =
        [(row.adviser, Role::Adviser), (!units.is_empty(), Role::Management), (row.administrator, Role::Administrator)]
            .into_iter()
            .filter_map(|(has, role)| has.then_some(role))
            .collect();
    Ok(AccountState {
        account: Account {
            name: read(&row.name, "account", "name")?,
            email: read(&row.email, "account", "email")?,
            language: read(&row.language, "account", "language")?,
            roles: Roles::of(&roles, units).map_err(|_| StoreError::Damaged { table: "account", what: "roles" })?,
        },
        password_hash: row.password_hash.clone(),
        has_factor: row.factor.is_some(),
    })
}
