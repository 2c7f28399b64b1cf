//! Addresses at which letters don't arrive, and why not, in the server's words. Keeps no person, no unit and no time, and
//! holds no letter back: what anybody can report, forged or not, makes somebody look and nothing else.
//!
//! An entry goes when its address has left the roster and the accounts, when an administrator ticks it, and at the close of
//! a wave whose letters went out again and did not come back.

use domain::{EmailAddress, LetterName, MailStatus, Refusal, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{OnConflict, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::undeliverable::{ActiveModel, Column, Entity, Model};
use crate::entity::{account, outbox, person, wave};
use crate::rows::read;
use crate::{Store, StoreError, WaveState, accounts};

/// An address at which letters don't arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undeliverable {
    /// The address, as it is written on the roster or in an account.
    pub address: EmailAddress,
    /// The newest refusal.
    pub refusal: Refusal,
    /// The wave of the first letter that did not arrive; none for letters that are no wave's.
    pub since: Option<WaveLabel>,
}

/// Where a letter went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressee {
    /// The address.
    pub address: EmailAddress,
    /// The wave it was about, if any.
    pub wave: Option<WaveLabel>,
}

impl Store {
    /// Notes that a letter does not arrive at this address. `false` when it is on no roster and of no account any more, so
    /// that nobody could do anything about it; then nothing is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_undeliverable(
        &self,
        address: &EmailAddress,
        refusal: &Refusal,
        about: Option<&WaveLabel>,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let noted = note(&transaction, address, refusal, about).await?;
        transaction.commit().await?;
        Ok(noted)
    }

    /// Every address at which letters don't arrive, by the alphabet.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn undeliverable(&self) -> Result<Vec<Undeliverable>, StoreError> {
        let rows = Entity::find().order_by_asc(Column::Mailbox).all(&self.reader).await?;
        rows.iter().map(undeliverable_of).collect()
    }

    /// Forgets what was noted about an address: somebody has looked into it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_undeliverable(&self, address: &EmailAddress) -> Result<(), StoreError> {
        Entity::delete_by_id(address.mailbox()).exec(&self.db).await?;
        Ok(())
    }

    /// Whether this address is on the roster or of an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_written_to(&self, address: &EmailAddress) -> Result<bool, StoreError> {
        Ok(as_written(&self.reader, &address.mailbox()).await?.is_some())
    }

    /// Where the letter of this name went; `None` when there is no such letter, or what was known of it is forgotten.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn addressee(&self, name: &LetterName) -> Result<Option<Addressee>, StoreError> {
        let Some(letter) = outbox::Entity::find_by_id(name.as_str()).one(&self.reader).await? else { return Ok(None) };
        let address = match &letter.email {
            Some(address) => Some(read(address, "outbox", "email")?),
            None => accounts::address_of(&self.reader, &letter.receiver).await?,
        };
        let wave = Some(letter.topic).filter(|topic| !topic.is_empty());
        let wave = wave.map(|label| read(&label, "outbox", "topic")).transpose()?;
        Ok(address.map(|address| Addressee { address, wave }))
    }
}

/// Notes a refusal; the first wave stays, everything else is that of the newest one.
pub(crate) async fn note(
    db: &impl ConnectionTrait,
    address: &EmailAddress,
    refusal: &Refusal,
    about: Option<&WaveLabel>,
) -> Result<bool, StoreError> {
    let mailbox = address.mailbox();
    let Some(written) = as_written(db, &mailbox).await? else { return Ok(false) };
    let row = ActiveModel {
        mailbox: Set(mailbox),
        address: Set(written),
        status: Set(refusal.status().map(|status| status.to_string())),
        reason: Set(refusal.unnamed(address).reason().to_owned()),
        since: Set(about.map(ToString::to_string)),
        latest: Set(about.map(ToString::to_string)),
    };
    let mut again = OnConflict::column(Column::Mailbox);
    if about.is_some() {
        again.update_columns([Column::Address, Column::Status, Column::Reason, Column::Latest]);
    } else {
        // Anybody can write a report that names no letter: it takes the place of nothing that is known better.
        again.update_column(Column::Address);
    }
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(true)
}

/// The address of a mailbox as the roster writes it, or else an account.
async fn as_written(db: &impl ConnectionTrait, mailbox: &str) -> Result<Option<String>, StoreError> {
    let on_roster = person::Entity::find().filter(person::Column::Mailbox.eq(mailbox)).one(db).await?;
    if let Some(person) = on_roster {
        return Ok(Some(person.email));
    }
    let account = account::Entity::find().filter(account::Column::Mailbox.eq(mailbox)).one(db).await?;
    Ok(account.map(|account| account.email))
}

fn people() -> SelectStatement {
    Query::select().column(person::Column::Mailbox).from(person::Entity).to_owned()
}

/// Forgets the addresses that are nobody's any more, after a change of the roster or of the accounts.
pub(crate) async fn forget_strangers(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let accounts = Query::select().column(account::Column::Mailbox).from(account::Entity).to_owned();
    Entity::delete_many()
        .filter(Column::Mailbox.not_in_subquery(people()))
        .filter(Column::Mailbox.not_in_subquery(accounts))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets the people to whom the letters of this wave went without coming back, inside the transaction that closes it. What
/// another wave that is still open found out stays.
pub(crate) async fn forget_who_got_it(db: &impl ConnectionTrait, closed: &WaveLabel) -> Result<(), StoreError> {
    let open: Vec<String> = wave::Entity::find()
        .select_only()
        .column(wave::Column::Label)
        .filter(wave::Column::State.eq(WaveState::Open.name()))
        .into_tuple()
        .all(db)
        .await?;
    let still_counts = open.into_iter().chain([closed.to_string()]);
    Entity::delete_many()
        .filter(Column::Mailbox.in_subquery(people()))
        .filter(Column::Latest.is_not_null())
        .filter(Column::Latest.is_not_in(still_counts))
        .exec(db)
        .await?;
    Ok(())
}

fn undeliverable_of(row: &Model) -> Result<Undeliverable, StoreError> {
    let status: Option<MailStatus> =
        row.status.as_deref().map(|status| read(status, "undeliverable", "status")).transpose()?;
    Ok(Undeliverable {
        address: read(&row.address, "undeliverable", "address")?,
        refusal: Refusal::new(status, &row.reason),
        since: row.since.as_deref().map(|label| read(label, "undeliverable", "since")).transpose()?,
    })
}

#[cfg(test)]
mod tests;
