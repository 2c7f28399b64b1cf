//! Which letters wait, in the random order of their names, a page at a time. Changes nothing.

use std::collections::HashSet;
use std::time::Instant;

use domain::{AccountName, LetterName, PersonKey, WaveLabel};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Errand, LetterKind, QUEUED, QueuedLetter, damaged};
use crate::entity::outbox::{Column, Entity, Model};
use crate::people::on_the_roster;
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

/// A place in the order of the letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(String);

impl From<&LetterName> for Mark {
    /// Just after the letter of this name.
    fn from(name: &LetterName) -> Self {
        Self(name.as_str().to_owned())
    }
}

/// Some of the letters that wait.
#[derive(Debug)]
pub struct Page {
    /// Those that can be read, by name.
    pub letters: Vec<QueuedLetter>,
    /// What is wrong with another one, in the place of which this program wrote something else.
    pub damage: Option<StoreError>,
    /// Where the page after it begins; `None` when it is the last.
    pub next: Option<Mark>,
}

impl Page {
    /// A row that can't be read takes no other along.
    fn of(rows: &[Model], most: u64) -> Self {
        let (mut letters, mut damage) = (Vec::with_capacity(rows.len()), None);
        for row in rows {
            match queued(row) {
                Ok(letter) => letters.push(letter),
                Err(error) => damage = Some(error),
            }
        }
        let whole = u64::try_from(rows.len()).is_ok_and(|read| read >= most);
        Self { letters, damage, next: rows.last().filter(|_| whole).map(|row| Mark(row.name.clone())) }
    }
}

impl Store {
    /// At most `most` of the letters that wait, from `after` on, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_letters(&self, which: Which, after: Option<&Mark>, most: u64) -> Result<Page, StoreError> {
        self.page(which.filter(), after, most).await
    }

    /// The same, of those for which somebody waits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn urgent_letters(&self, which: Which, after: Option<&Mark>, most: u64) -> Result<Page, StoreError> {
        let urgent = Column::Kind.is_in(LetterKind::URGENT.map(LetterKind::name));
        self.page(which.filter().and(urgent), after, most).await
    }

    async fn page(&self, filter: Expr, after: Option<&Mark>, most: u64) -> Result<Page, StoreError> {
        let mut query = Entity::find().filter(filter);
        if let Some(Mark(after)) = after {
            query = query.filter(Column::Name.gt(after.as_str()));
        }
        let rows = query.order_by_asc(Column::Name).limit(most).all(&self.reader).await?;
        Ok(Page::of(&rows, most))
    }

    /// How many letters wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_waiting(&self, which: Which) -> Result<u64, StoreError> {
        Ok(Entity::find().filter(which.filter()).count(&self.reader).await?)
    }

    /// Whether this letter waits still: its wave was not closed meanwhile, and its receiver has not gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn still_waits(&self, name: &LetterName) -> Result<bool, StoreError> {
        let found: Option<String> = Entity::find_by_id(name.as_str())
            .select_only()
            .column(Column::Name)
            .filter(Column::State.eq(QUEUED))
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(found.is_some())
    }

    /// Those for whom a letter of this wave waits, and who are no longer on the roster.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn asked_who_left(&self, wave: &WaveLabel) -> Result<HashSet<PersonKey>, StoreError> {
        let waiting = Column::Topic.eq(wave.as_str()).and(Column::Kind.eq(LetterKind::Pulse.name()));
        let keys: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Receiver)
            .filter(waiting.and(Column::State.eq(QUEUED)))
            .filter(Column::Receiver.not_in_subquery(on_the_roster()))
            .into_tuple()
            .all(&self.reader)
            .await?;
        // Of a key that can't be read the letter can't either, so nobody asks for it.
        Ok(keys.iter().filter_map(|key| key.parse().ok()).collect())
    }
}

fn queued(row: &Model) -> Result<QueuedLetter, StoreError> {
    Ok(QueuedLetter {
        name: read(&row.name, "outbox", "name")?,
        errand: errand(row)?,
        round: u8::try_from(row.round).map_err(|_| damaged("round"))?,
        tries: u32::try_from(row.tries).map_err(|_| damaged("tries"))?,
        unconfirmed: u32::try_from(row.unconfirmed).map_err(|_| damaged("unconfirmed"))?,
        since: row.since,
        read: Instant::now(),
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
