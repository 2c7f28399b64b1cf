//! Gives letters of a wave that are late another moment: after a pause, or after the server was down. Sends none, and does
//! not know what time it is.

use domain::{TimeZone, WaveLabel};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{LetterKind, QUEUED, SENT};
use crate::entity::outbox::{Column, Entity};
use crate::entity::person;
use crate::{Store, StoreError};

/// Another moment for letters that are late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    /// Letters that should have gone before this moment are late, in seconds since 1970.
    pub late: i64,
    /// To whom: people with this zone on the roster, or everybody who has none there.
    pub zone: Option<TimeZone>,
    /// When they go, in seconds since 1970.
    pub moment: i64,
    /// Whether that leaves less than a whole day to answer: then reminders are passed over.
    pub too_late: bool,
}

impl Store {
    /// Gives letters of this wave that are late another moment. They keep their date: one that was given away just before the
    /// server died stays the same to the last byte.
    ///
    /// # Errors
    /// When the database fails; then all letters keep their moments.
    pub async fn put_off(&self, wave: &WaveLabel, later: &[Later]) -> Result<(), StoreError> {
        let latest = later.iter().map(|later| later.late).max().unwrap_or_default();
        let late = Entity::find().filter(of_wave(wave).and(Column::Due.lt(latest)));
        // Nearly always nothing is, and then nobody need wait for the writer.
        if late.limit(1).one(&self.reader).await?.is_none() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        for Later { late, zone, moment, too_late } in later {
            let there = match zone {
                Some(zone) => person::Column::TimeZone.eq(zone.name()),
                None => person::Column::TimeZone.is_not_null(),
            };
            let people = Query::select().column(person::Column::Key).from(person::Entity).and_where(there).to_owned();
            let theirs = match zone {
                Some(_) => Column::Receiver.in_subquery(people),
                None => Column::Receiver.not_in_subquery(people),
            };
            let waits = of_wave(wave).and(Column::Due.lt(*late)).and(theirs);
            if *too_late {
                let reminders = waits.clone().and(Column::Round.gt(0));
                Entity::update_many()
                    .col_expr(Column::State, Expr::value(SENT))
                    // What was sent is the letter before it.
                    .col_expr(Column::Round, Expr::col(Column::Round).sub(1))
                    .filter(reminders)
                    .exec(&transaction)
                    .await?;
            }
            Entity::update_many().col_expr(Column::Due, Expr::value(*moment)).filter(waits).exec(&transaction).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// The letters of a wave that wait.
fn of_wave(wave: &WaveLabel) -> Expr {
    let about = Column::Kind.eq(LetterKind::Pulse.name()).and(Column::Topic.eq(wave.as_str()));
    about.and(Column::State.eq(QUEUED))
}
