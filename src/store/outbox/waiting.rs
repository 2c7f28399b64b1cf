//! Which letters wait, in the random order of their names, a page at a time. Changes nothing.

use domain::{AccountName, LetterName};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Errand, LetterKind, QUEUED, QueuedLetter, damaged};
use crate::entity::outbox::{Column, Entity, Model};
use crate::rows::read;
use crate::{Store, StoreError};

/// Which of the letters that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Which {
    /// Those that may go at this moment, in seconds since 1970.
    pub due: i64,
    /// Also those that were tried in vain and would wait for another try.
    pub retry: bool,
    /// Whether letters of a pulse are among them.
    pub pulses: bool,
}

impl Which {
    fn filter(self) -> Expr {
        let mut due = Column::Due.lte(self.due);
        if self.retry {
            due = due.or(Column::Tries.gt(0));
        }
        let mut all = Column::State.eq(QUEUED).and(due);
        if !self.pulses {
            all = all.and(Column::Kind.ne(LetterKind::Pulse.name()));
        }
        all
    }
}

impl Store {
    /// At most `most` of the letters that wait, from after the one named `after` on, by name.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn waiting_letters(
        &self,
        which: Which,
        after: Option<&LetterName>,
        most: u64,
    ) -> Result<Vec<QueuedLetter>, StoreError> {
        let mut query = Entity::find().filter(which.filter());
        if let Some(after) = after {
            query = query.filter(Column::Name.gt(after.as_str()));
        }
        query.order_by_asc(Column::Name).limit(most).all(&self.reader).await?.iter().map(queued).collect()
    }

    /// How many letters wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_waiting(&self, which: Which) -> Result<u64, StoreError> {
        Ok(Entity::find().filter(which.filter()).count(&self.reader).await?)
    }
}

fn queued(row: &Model) -> Result<QueuedLetter, StoreError> {
    Ok(QueuedLetter {
        name: read(&row.name, "outbox", "name")?,
        errand: errand(row)?,
        round: u8::try_from(row.round).map_err(|_| damaged("round"))?,
        tries: u32::try_from(row.tries).map_err(|_| damaged("tries"))?,
        since: row.since,
    })
}

fn errand(row: &Model) -> Result<Errand, StoreError> {
    let wave = || read(&row.topic, "outbox", "topic");
    let account = || read::<AccountName>(&row.receiver, "outbox", "receiver");
    let person = || read(&row.receiver, "outbox", "receiver");
    let email = || read(row.email.as_deref().unwrap_or_default(), "outbox", "email");
    let language = || read(row.language.as_deref().unwrap_or_default(), "outbox", "language");
    let unit = || row.unit.and_then(|unit| usize::try_from(unit).ok()).ok_or(damaged("unit"));
    Ok(match row.kind.parse()? {
        LetterKind::Pulse => Errand::Pulse { wave: wave()?, person: person()?, email: email()?, language: language()? },
        LetterKind::Report => Errand::Report { wave: wave()?, account: account()? },
        LetterKind::Results => {
            Errand::Results { wave: wave()?, person: person()?, email: email()?, language: language()?, unit: unit()? }
        }
        LetterKind::Welcome => Errand::Access { account: account()?, first: true },
        LetterKind::Reset => Errand::Access { account: account()?, first: false },
        LetterKind::Closing => Errand::Closing { wave: wave()?, account: account()? },
    })
}
