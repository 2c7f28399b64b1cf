//! Gives letters to people that are late another moment: after a pause, after the server was down, or when a mail server put
//! them off until the night. Sends none, and does not know what time it is.

use domain::{TimeZone, WaveLabel};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{LetterKind, QUEUED, SENT};
use crate::entity::outbox::{Column, Entity};
use crate::entity::person;
use crate::{Store, StoreError};

/// Which letters may be late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late<'a> {
    /// Those of an open wave that ask for an answer.
    Pulse(&'a WaveLabel),
    /// Those that tell what was released.
    Results,
}

/// Another moment for letters that are late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    /// Letters that should have gone before this moment are late, in seconds since 1970.
    pub late: i64,
    /// Those that were tried before are late when they may go by now, which is this moment.
    pub now: i64,
    /// To whom: people with this zone on the roster, or everybody who has none there.
    pub zone: Option<TimeZone>,
    /// When they go, in seconds since 1970.
    pub moment: i64,
    /// Whether that leaves less than a whole day to answer: then reminders are passed over.
    pub too_late: bool,
}

impl Store {
    /// Gives letters that are late another moment. They keep their date: one that was given away just before the server died
    /// stays the same to the last byte.
    ///
    /// # Errors
    /// When the database fails; then all letters keep their moments.
    pub async fn put_off(&self, letters: Late<'_>, later: &[Later]) -> Result<(), StoreError> {
        let Some(any) = later.iter().map(Later::is_late).reduce(ExprTrait::or) else { return Ok(()) };
        // Nearly always nothing is, and then nobody need wait for the writer.
        if Entity::find().filter(letters.that_wait().and(any)).limit(1).one(&self.reader).await?.is_none() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        for later in later {
            let waits = letters.that_wait().and(later.is_late()).and(later.is_there());
            if later.too_late {
                let reminders = waits.clone().and(Column::Round.gt(0));
                Entity::update_many()
                    .col_expr(Column::State, Expr::value(SENT))
                    // What was sent is the letter before it.
                    .col_expr(Column::Round, Expr::col(Column::Round).sub(1))
                    .filter(reminders)
                    .exec(&transaction)
                    .await?;
            }
            Entity::update_many()
                .col_expr(Column::Due, Expr::value(later.moment))
                .filter(waits)
                .exec(&transaction)
                .await?;
        }
        Ok(transaction.commit().await?)
    }
}

impl Late<'_> {
    fn that_wait(self) -> Expr {
        let about = match self {
            Self::Pulse(wave) => Column::Kind.eq(LetterKind::Pulse.name()).and(Column::Topic.eq(wave.as_str())),
            Self::Results => Column::Kind.eq(LetterKind::Results.name()),
        };
        about.and(Column::State.eq(QUEUED))
    }
}

impl Later {
    fn is_late(&self) -> Expr {
        let again = Column::Tries.gt(0).and(Column::Due.lte(self.now));
        Column::Due.lt(self.late).or(again)
    }

    /// Whether its receiver lives there.
    fn is_there(&self) -> Expr {
        let there = match self.zone {
            Some(zone) => person::Column::TimeZone.eq(zone.name()),
            None => person::Column::TimeZone.is_not_null(),
        };
        let people = Query::select().column(person::Column::Key).from(person::Entity).and_where(there).to_owned();
        match self.zone {
            Some(_) => Column::Receiver.in_subquery(people),
            None => Column::Receiver.not_in_subquery(people),
        }
    }
}
