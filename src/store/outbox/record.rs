//! Records what became of letters, many in one transaction: each commit waits for the disk. Forgets what nobody needs.

use domain::{LetterName, Refusal};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{Errand, LetterKind, QUEUED, QueuedLetter, REFUSED, SENT};
use crate::entity::outbox::{Column, Entity};
use crate::{Store, StoreError, accounts, undeliverable};

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The relay or the folder took it.
    Sent,
    /// There is nobody, or nothing to tell, any more: it is forgotten.
    Dropped,
    /// It can't be delivered; the reason, in the server's words. It should name nobody: it is shown.
    Refused(String),
    /// It could not be delivered now and stays in the queue.
    Deferred {
        /// The reason.
        why: String,
        /// When it is tried again, in seconds since 1970.
        due: i64,
    },
    /// It was given away whole, and nobody said whether it was taken; it stays in the queue.
    Unconfirmed {
        /// What happened instead of an answer.
        why: String,
        /// When it is tried again, in seconds since 1970.
        due: i64,
    },
}

impl Store {
    /// Records what became of these letters, all of them or none. Of a letter that is not in the queue any more nothing is
    /// recorded: its wave was closed meanwhile, or its receiver has gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_letters(&self, letters: &[(QueuedLetter, Delivery)]) -> Result<(), StoreError> {
        let is_kept = |(letter, delivery): &(QueuedLetter, Delivery)| {
            *delivery == Delivery::Sent && letter.errand.kind().is_kept()
        };
        // Nearly always all arrived, and one statement is a transaction already.
        if letters.iter().all(is_kept) {
            return note_sent(&self.db, letters.iter().map(|(letter, _)| &letter.name)).await;
        }
        let transaction = self.begin().await?;
        let (sent, others): (Vec<_>, Vec<_>) = letters.iter().partition(|letter| is_kept(letter));
        note_sent(&transaction, sent.into_iter().map(|(letter, _)| &letter.name)).await?;
        let mut forgotten = Vec::new();
        for (letter, delivery) in others {
            match delivery {
                Delivery::Sent | Delivery::Dropped => forgotten.push(letter.name.as_str()),
                Delivery::Refused(why) => refuse(&transaction, letter, why).await?,
                Delivery::Deferred { why, due } => defer(&transaction, &letter.name, why, *due, 0).await?,
                Delivery::Unconfirmed { why, due } => defer(&transaction, &letter.name, why, *due, 1).await?,
            }
        }
        if !forgotten.is_empty() {
            Entity::delete_many().filter(Column::Name.is_in(forgotten)).exec(&transaction).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// Notes that these letters were sent.
async fn note_sent(db: &impl ConnectionTrait, names: impl Iterator<Item = &LetterName>) -> Result<(), StoreError> {
    let names: Vec<_> = names.map(LetterName::as_str).collect();
    if !names.is_empty() {
        Entity::update_many()
            .col_expr(Column::State, Expr::value(SENT))
            .col_expr(Column::Complaint, Expr::value(None::<String>))
            .filter(Column::Name.is_in(names).and(Column::State.eq(QUEUED)))
            .exec(db)
            .await?;
    }
    Ok(())
}

impl Store {
    /// Makes sure that what becomes of letters can be written down: a disk may be full, or the database locked.
    ///
    /// # Errors
    /// When it can't.
    pub async fn try_writing(&self) -> Result<(), StoreError> {
        let one = Query::select().column(Column::Name).from(Entity).and_where(Column::State.eq(QUEUED)).limit(1).take();
        // A row that stays as it is goes to disk all the same.
        Entity::update_many()
            .col_expr(Column::Tries, Expr::col(Column::Tries))
            .filter(Column::Name.in_subquery(one))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Queues again, to go at `moment` (seconds since 1970), the invitations and the letters to management that were refused:
    /// for when that was the fault of the mail server or its configuration. Gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn retry_refused(&self, moment: i64) -> Result<u64, StoreError> {
        let kept = [LetterKind::Pulse.name(), LetterKind::Report.name()];
        let queued = Entity::update_many()
            .col_expr(Column::State, Expr::value(QUEUED))
            .col_expr(Column::Tries, Expr::value(0))
            .col_expr(Column::Unconfirmed, Expr::value(0))
            .col_expr(Column::Due, Expr::value(moment))
            // One that was given away whole stays the same to the last byte, and so keeps its date.
            .col_expr(
                Column::Since,
                Expr::case(Column::Unconfirmed.gt(0), Expr::col(Column::Since)).finally(moment).into(),
            )
            .filter(Column::State.eq(REFUSED).and(Column::Kind.is_in(kept)))
            .exec(&self.db)
            .await?;
        Ok(queued.rows_affected)
    }
}

/// Notes a refusal. Of a letter about results the reason stays, and not to whom it would have gone.
async fn refuse(transaction: &DatabaseTransaction, letter: &QueuedLetter, why: &str) -> Result<(), StoreError> {
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(REFUSED))
        .col_expr(Column::Complaint, Expr::value(why));
    if letter.errand.kind() == LetterKind::Results {
        update = update
            .col_expr(Column::Receiver, Expr::value(letter.name.as_str()))
            .col_expr(Column::Email, Expr::value(None::<String>))
            .col_expr(Column::Language, Expr::value(None::<String>))
            .col_expr(Column::Unit, Expr::value(None::<i32>));
    }
    let noted =
        update.filter(Column::Name.eq(letter.name.as_str()).and(Column::State.eq(QUEUED))).exec(transaction).await?;
    if noted.rows_affected > 0 {
        note_address(transaction, &letter.errand, &Refusal::new(None, why)).await?;
    }
    Ok(())
}

/// Notes that letters don't arrive at an address, when a server said so: one that was away for days, or a letter that could
/// not be written, says nothing about it.
async fn note_address(transaction: &DatabaseTransaction, errand: &Errand, refusal: &Refusal) -> Result<(), StoreError> {
    if refusal.status().is_none_or(|status| status.class() != 5) {
        return Ok(());
    }
    let address = match errand.address() {
        Some(address) => Some(address.clone()),
        None => accounts::address_of(transaction, errand.receiver()).await?,
    };
    if let Some(address) = address {
        undeliverable::note(transaction, &address, refusal, errand.wave()).await?;
    }
    Ok(())
}

async fn defer(
    transaction: &DatabaseTransaction,
    name: &LetterName,
    why: &str,
    due: i64,
    unconfirmed: i32,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .col_expr(Column::Unconfirmed, Expr::col(Column::Unconfirmed).add(unconfirmed))
        .col_expr(Column::Due, Expr::value(due))
        .col_expr(Column::Complaint, Expr::value(why))
        .filter(Column::Name.eq(name.as_str()).and(Column::State.eq(QUEUED)))
        .exec(transaction)
        .await?;
    Ok(())
}
