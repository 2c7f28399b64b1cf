//! Makes reminders of the invitations of a wave that were sent. Everybody who was invited gets the same one; does not know
//! who has answered, and could not.

use chrono::NaiveDate;
use domain::schedule::Pulse;
use domain::{PersonKey, WaveLabel};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use super::{LetterKind, QUEUED, SENT};
use crate::entity::outbox::{Column, Entity};
use crate::entity::wave;
use crate::waves::write_days;
use crate::{Store, StoreError, WaveState};

/// Names in one statement.
const SOME: usize = 1_000;

/// When reminders go, in seconds since 1970: where everybody works, and elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moments {
    /// For everybody who is not named below.
    pub here: i64,
    /// For people in other time zones.
    pub elsewhere: Vec<(i64, Vec<PersonKey>)>,
    /// The days that the schedule has left for another reminder; `None` leaves them as they are.
    pub rest: Option<Vec<NaiveDate>>,
}

impl Store {
    /// Queues the `round`th reminder of an open wave, 1 or 2, in the place of the letters that were sent; gives how many, or
    /// `None` when that reminder was queued before, the one before it was not or is still on its way, or the wave is not open. An invitation that
    /// still waits stays one, and one that was refused is not repeated.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind(&self, wave: &WaveLabel, round: u8, moments: &Moments) -> Result<Option<u64>, StoreError> {
        if !(1..=Pulse::MOST_REMINDERS).contains(&round) {
            return Ok(None);
        }
        let transaction = self.begin().await?;
        let mut count = wave::Entity::update_many().col_expr(wave::Column::Reminded, Expr::value(i32::from(round)));
        if let Some(rest) = &moments.rest {
            count = count.col_expr(wave::Column::RemindOn, Expr::value(write_days(rest)));
        }
        let counted = count
            .filter(wave::Column::Label.eq(wave.as_str()))
            .filter(wave::Column::State.eq(WaveState::Open.name()))
            .filter(wave::Column::Reminded.eq(i32::from(round) - 1))
            .exec(&transaction)
            .await?;
        if counted.rows_affected == 0 {
            return Ok(None);
        }
        let mut queued = 0;
        for (moment, people) in &moments.elsewhere {
            for some in people.chunks(SOME) {
                let them = Column::Receiver.is_in(some.iter().map(PersonKey::as_str));
                queued += repeat(&transaction, wave, round, *moment, Some(them)).await?;
            }
        }
        queued += repeat(&transaction, wave, round, moments.here, None).await?;
        if queued == 0 {
            // The letters before are still on their way: this reminder is not spent.
            return Ok(None);
        }
        transaction.commit().await?;
        Ok(Some(queued))
    }

    /// When the last letters of the last reminder of a wave go, or went, in seconds since 1970; `None` when there was none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_reminder(&self, wave: &WaveLabel) -> Result<Option<i64>, StoreError> {
        let last: Option<Option<i64>> = Entity::find()
            .select_only()
            .column_as(Column::Due.max(), "last")
            .filter(Column::Kind.eq(LetterKind::Pulse.name()))
            .filter(Column::Topic.eq(wave.as_str()))
            .filter(Column::Round.gt(0))
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(last.flatten())
    }
}

async fn repeat(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    round: u8,
    moment: i64,
    whom: Option<Expr>,
) -> Result<u64, StoreError> {
    let mut sent = Column::Kind.eq(LetterKind::Pulse.name()).and(Column::Topic.eq(wave.as_str()));
    sent = sent.and(Column::State.eq(SENT));
    if let Some(whom) = whom {
        sent = sent.and(whom);
    }
    let done = Entity::update_many()
        .col_expr(Column::Round, Expr::value(i32::from(round)))
        .col_expr(Column::State, Expr::value(QUEUED))
        .col_expr(Column::Tries, Expr::value(0))
        .col_expr(Column::Unconfirmed, Expr::value(0))
        .col_expr(Column::Due, Expr::value(moment))
        .col_expr(Column::Since, Expr::value(moment))
        .filter(sent)
        .exec(transaction)
        .await?;
    Ok(done.rows_affected)
}
