//! The queue of letters about a released wave: reports to management, results to everybody. Does not know their texts or
//! their links, and nothing of what anybody answered.

use domain::{AccountName, EmailAddress, Language, Person, PersonKey, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::mailing::{ActiveModel, Column, Entity, Model};
use crate::letters::{QUEUED, SENT};
use crate::people::on_the_roster;
use crate::rows::{insert_all, read};
use crate::{Delivery, Store, StoreError};

/// The two letters about a released wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MailingKind {
    /// To management, with its reports.
    Report,
    /// To everybody on the roster, with the link to what was released of their unit.
    Results,
}

impl MailingKind {
    /// The word for it in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Results => "results",
        }
    }
}

/// For whom such a letter is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receiver {
    /// An account of management.
    Account(AccountName),
    /// Somebody on the roster.
    Person(PersonKey),
}

impl Receiver {
    /// Which letter it is.
    pub const fn kind(&self) -> MailingKind {
        match self {
            Self::Account(_) => MailingKind::Report,
            Self::Person(_) => MailingKind::Results,
        }
    }

    /// The name of the account, or the key of the person.
    pub fn name(&self) -> &str {
        match self {
            Self::Account(name) => name.as_str(),
            Self::Person(key) => key.as_str(),
        }
    }
}

/// A letter about a released wave that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueuedMailing {
    /// To an account. Where it goes is looked up when it is sent: whoever changed their address gets it there.
    Report {
        /// The account.
        account: AccountName,
    },
    /// To somebody who was on the roster on the day of release.
    Results {
        /// For whom.
        person: PersonKey,
        /// Where it goes.
        email: EmailAddress,
        /// In which language.
        language: Language,
        /// The position of their unit in the published tree.
        unit: usize,
    },
}

impl QueuedMailing {
    /// For whom it is.
    pub fn receiver(&self) -> Receiver {
        match self {
            Self::Report { account } => Receiver::Account(account.clone()),
            Self::Results { person, .. } => Receiver::Person(person.clone()),
        }
    }
}

impl Store {
    /// The waves with letters that wait, oldest first.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn waves_to_mail(&self) -> Result<Vec<WaveLabel>, StoreError> {
        let waves: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Wave)
            .distinct()
            .filter(Column::State.eq(QUEUED))
            .order_by_asc(Column::Wave)
            .into_tuple()
            .all(&self.reader)
            .await?;
        waves.iter().map(|wave| read(wave, "mailing", "wave")).collect()
    }

    /// The letters about a wave that wait.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn queued_mailings(&self, wave: &WaveLabel) -> Result<Vec<QueuedMailing>, StoreError> {
        let waiting = Entity::find().filter(Column::Wave.eq(wave.as_str())).filter(Column::State.eq(QUEUED));
        waiting.all(&self.reader).await?.iter().map(queued).collect()
    }

    /// Records what became of a letter that waits. The reason of a refusal should name nobody: it is shown.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_mailing(
        &self,
        wave: &WaveLabel,
        receiver: &Receiver,
        delivery: &Delivery,
    ) -> Result<(), StoreError> {
        let (state, complaint) = delivery.columns();
        // No row is no fault: whoever it was for has gone.
        Entity::update_many()
            .col_expr(Column::State, Expr::value(state))
            .col_expr(Column::Complaint, Expr::value(complaint.map(str::to_owned)))
            .filter(Column::Wave.eq(wave.as_str()))
            .filter(Column::Kind.eq(receiver.kind().name()))
            .filter(Column::Receiver.eq(receiver.name()))
            .filter(Column::State.eq(QUEUED))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Forgets who was told the results, wave by wave, as soon as nobody waits for that letter any more: the rows say who
    /// is on the roster, and nobody needs them. Of a letter that was refused the reason stays, without its address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_told(&self) -> Result<(), StoreError> {
        let waits = of_results().and(Column::State.eq(QUEUED));
        let waiting = Query::select().column(Column::Wave).from(Entity).and_where(waits).to_owned();
        let told = of_results().and(Column::Wave.not_in_subquery(waiting));
        let transaction = self.begin().await?;
        Entity::delete_many().filter(told.clone().and(Column::State.eq(SENT))).exec(&transaction).await?;
        Entity::update_many()
            .col_expr(Column::Email, Expr::value(None::<String>))
            .col_expr(Column::Language, Expr::value(None::<String>))
            .col_expr(Column::Unit, Expr::value(None::<i32>))
            .filter(told)
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}

/// Queues a letter with reports for each of these accounts, inside the transaction of a release.
pub(crate) async fn queue_reports(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    accounts: &[AccountName],
) -> Result<(), StoreError> {
    let rows = accounts.iter().map(|name| waiting(wave, &Receiver::Account(name.clone())));
    insert_all(transaction, rows.collect::<Vec<_>>()).await
}

/// Queues the letter with the results for these people, each with the position of their unit.
pub(crate) async fn queue_results(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    people: &[(Person, i32)],
) -> Result<(), StoreError> {
    let rows = people.iter().map(|(person, unit)| ActiveModel {
        email: Set(Some(person.email.to_string())),
        language: Set(Some(person.language.code().to_owned())),
        unit: Set(Some(*unit)),
        ..waiting(wave, &Receiver::Person(person.key.clone()))
    });
    insert_all(transaction, rows.collect::<Vec<_>>()).await
}

/// Forgets the letters of an account that goes.
pub(crate) async fn forget_account(db: &impl ConnectionTrait, name: &AccountName) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::Kind.eq(MailingKind::Report.name()))
        .filter(Column::Receiver.eq(name.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets the letters of whoever is no longer on the roster.
pub(crate) async fn forget_who_left(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let left = of_results().and(Column::Receiver.not_in_subquery(on_the_roster()));
    Entity::delete_many().filter(left).exec(db).await?;
    Ok(())
}

fn waiting(wave: &WaveLabel, receiver: &Receiver) -> ActiveModel {
    ActiveModel {
        wave: Set(wave.to_string()),
        kind: Set(receiver.kind().name().to_owned()),
        receiver: Set(receiver.name().to_owned()),
        email: Set(None),
        language: Set(None),
        unit: Set(None),
        state: Set(QUEUED.to_owned()),
        complaint: Set(None),
    }
}

fn of_results() -> Expr {
    Column::Kind.eq(MailingKind::Results.name())
}

pub(crate) fn kind_of(name: &str) -> Result<MailingKind, StoreError> {
    [MailingKind::Report, MailingKind::Results].into_iter().find(|kind| kind.name() == name).ok_or(damaged("kind"))
}

fn queued(row: &Model) -> Result<QueuedMailing, StoreError> {
    Ok(match kind_of(&row.kind)? {
        MailingKind::Report => QueuedMailing::Report { account: read(&row.receiver, "mailing", "receiver")? },
        MailingKind::Results => QueuedMailing::Results {
            person: read(&row.receiver, "mailing", "receiver")?,
            email: read(row.email.as_deref().unwrap_or_default(), "mailing", "email")?,
            language: read(row.language.as_deref().unwrap_or_default(), "mailing", "language")?,
            unit: row.unit.and_then(|unit| usize::try_from(unit).ok()).ok_or(damaged("unit"))?,
        },
    })
}

pub(crate) const fn damaged(what: &'static str) -> StoreError {
    StoreError::Damaged { table: "mailing", what }
}
