//! Queues letters, inside the transactions that cause them, and takes those back that nobody is there for any more. Sends
//! none, and does not know what time it is.

use domain::{AccountName, LetterName, Person, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, TryInsertResult};

use super::{LetterKind, QUEUED};
use crate::entity::outbox::{ActiveModel, Column, Entity};
use crate::people::on_the_roster;
use crate::releases::Moment;
use crate::rows::insert_all;
use crate::{Store, StoreError};

/// A letter that nobody has tried yet. `moment` is when it may go, and the date it carries.
fn fresh(kind: LetterKind, topic: &str, receiver: &str, moment: i64) -> ActiveModel {
    ActiveModel {
        name: Set(LetterName::of(rand::random()).to_string()),
        kind: Set(kind.name().to_owned()),
        topic: Set(topic.to_owned()),
        receiver: Set(receiver.to_owned()),
        email: Set(None),
        language: Set(None),
        unit: Set(None),
        round: Set(0),
        state: Set(QUEUED.to_owned()),
        tries: Set(0),
        unconfirmed: Set(0),
        due: Set(moment),
        since: Set(moment),
        complaint: Set(None),
    }
}

fn to_person(kind: LetterKind, wave: &WaveLabel, person: &Person, moment: i64) -> ActiveModel {
    ActiveModel {
        email: Set(Some(person.email.to_string())),
        language: Set(Some(person.language.code().to_owned())),
        ..fresh(kind, wave.as_str(), person.key.as_str(), moment)
    }
}

/// Queues the invitations of a wave, each with the moment it goes.
pub(crate) async fn queue_invitations<'a>(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    invited: impl IntoIterator<Item = (&'a Person, i64)>,
) -> Result<(), StoreError> {
    let letters = invited.into_iter().map(|(person, moment)| to_person(LetterKind::Pulse, wave, person, moment));
    insert_all(transaction, letters.collect::<Vec<_>>()).await
}

/// Queues a letter with reports for each of these accounts.
pub(crate) async fn queue_reports(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    accounts: &[AccountName],
    moment: i64,
) -> Result<(), StoreError> {
    let letters = accounts.iter().map(|name| fresh(LetterKind::Report, wave.as_str(), name.as_str(), moment));
    insert_all(transaction, letters.collect::<Vec<_>>()).await
}

/// Queues the letter with the results for these people, each with the position of their unit.
pub(crate) async fn queue_results(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    people: &[(Person, i32)],
    moment: Moment<'_>,
) -> Result<(), StoreError> {
    let letters = people.iter().map(|(person, unit)| ActiveModel {
        unit: Set(Some(*unit)),
        ..to_person(LetterKind::Results, wave, person, moment(person.zone))
    });
    insert_all(transaction, letters.collect::<Vec<_>>()).await
}

/// Queues the letter of this name with which an account's holder chooses a password, in the place of an earlier one.
pub(crate) async fn queue_access(
    transaction: &DatabaseTransaction,
    name: &LetterName,
    account: &AccountName,
    first: bool,
    moment: i64,
) -> Result<(), StoreError> {
    let both = [LetterKind::Welcome.name(), LetterKind::Reset.name()];
    Entity::delete_many()
        .filter(Column::Kind.is_in(both))
        .filter(Column::Receiver.eq(account.as_str()))
        .exec(transaction)
        .await?;
    let kind = if first { LetterKind::Welcome } else { LetterKind::Reset };
    let letter = ActiveModel { name: Set(name.to_string()), ..fresh(kind, "", account.as_str(), moment) };
    Entity::insert(letter).exec_without_returning(transaction).await?;
    Ok(())
}

/// Forgets the letters of an account that goes.
pub(crate) async fn forget_account(db: &impl ConnectionTrait, name: &AccountName) -> Result<(), StoreError> {
    let to_people = [LetterKind::Pulse.name(), LetterKind::Results.name()];
    Entity::delete_many()
        .filter(Column::Kind.is_not_in(to_people))
        .filter(Column::Receiver.eq(name.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets the letters about results of whoever is no longer on the roster.
pub(crate) async fn forget_who_left(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Kind.eq(LetterKind::Results.name()))
        .filter(Column::Receiver.not_in_subquery(on_the_roster()))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets who was invited to a wave, inside the transaction that closes it.
pub(crate) async fn forget_wave(db: &impl ConnectionTrait, wave: &WaveLabel) -> Result<(), StoreError> {
    let about_it = Column::Kind.is_in([LetterKind::Pulse.name(), LetterKind::Closing.name()]);
    Entity::delete_many().filter(about_it).filter(Column::Topic.eq(wave.as_str())).exec(db).await?;
    Ok(())
}

impl Store {
    /// Queues the letter that tells the adviser that a wave has ended and waits for a passphrase; once for a wave. Tells
    /// whether it was queued now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_closing(
        &self,
        wave: &WaveLabel,
        account: &AccountName,
        moment: i64,
    ) -> Result<bool, StoreError> {
        let letter = fresh(LetterKind::Closing, wave.as_str(), account.as_str(), moment);
        let queued = Entity::insert(letter)
            .on_conflict_do_nothing_on([Column::Topic, Column::Kind, Column::Receiver])
            .exec_without_returning(&self.db)
            .await?;
        Ok(matches!(queued, TryInsertResult::Inserted(1..)))
    }
}
