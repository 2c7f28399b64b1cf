//! How many letters stand where, and why some were refused or can't leave yet. Names nobody.

use std::collections::BTreeMap;

use domain::{LetterName, WaveLabel};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{LetterKind, QUEUED, REFUSED, SENT, damaged};
use crate::entity::outbox::{Column, Entity};
use crate::{Store, StoreError};

/// How many letters of a kind stand where. Of kinds that are forgotten when they were sent, none is counted as sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LetterCounts {
    /// Not yet delivered.
    pub queued: u64,
    /// Taken by the relay or the folder.
    pub sent: u64,
    /// Refused for good.
    pub refused: u64,
}

impl LetterCounts {
    fn add(&mut self, state: &str, letters: u64) -> Result<(), StoreError> {
        *match state {
            QUEUED => &mut self.queued,
            SENT => &mut self.sent,
            REFUSED => &mut self.refused,
            _ => return Err(damaged("state")),
        } += letters;
        Ok(())
    }
}

/// The letters of an open wave: one row becomes the reminder of the invitation that it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PulseCounts {
    /// The invitations. One that was sent stays so, whatever becomes of the reminders.
    pub invitations: LetterCounts,
    /// The last reminder that was queued; what of the one before still waits or was refused is among them.
    pub reminders: LetterCounts,
}

/// Why letters were refused for good, in the words that were recorded: how many for each reason.
pub type Refusals = BTreeMap<(LetterKind, String), u64>;

/// Letters that were tried and wait for another try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldUp {
    /// How many, of all kinds; at least 1.
    pub letters: u64,
    /// The reason that was recorded most often.
    pub complaint: String,
}

/// What is known of a letter that was not delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    /// It waits; the last complaint, where it was tried.
    Waits(Option<String>),
    /// It was refused for good, and why.
    Refused(String),
}

impl Store {
    /// How many letters of this kind about a wave stand where.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn letter_counts(&self, kind: LetterKind, wave: &WaveLabel) -> Result<LetterCounts, StoreError> {
        let rows: Vec<(String, i64)> = Entity::find()
            .select_only()
            .column(Column::State)
            .column_as(Column::Name.count(), "letters")
            .filter(Column::Topic.eq(wave.as_str()))
            .filter(Column::Kind.eq(kind.name()))
            .group_by(Column::State)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut counts = LetterCounts::default();
        for (state, letters) in rows {
            counts.add(&state, u64::try_from(letters).map_err(|_| damaged("state"))?)?;
        }
        Ok(counts)
    }

    /// How many invitations to an open wave, and how many reminders of it, stand where. `last` is the reminder that was
    /// queued last, 0 when there was none.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn pulse_counts(&self, wave: &WaveLabel, last: u8) -> Result<PulseCounts, StoreError> {
        let rows: Vec<(i32, String, i64)> = Entity::find()
            .select_only()
            .columns([Column::Round, Column::State])
            .column_as(Column::Name.count(), "letters")
            .filter(Column::Topic.eq(wave.as_str()))
            .filter(Column::Kind.eq(LetterKind::Pulse.name()))
            .group_by(Column::Round)
            .group_by(Column::State)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut counts = PulseCounts::default();
        for (round, state, letters) in rows {
            let letters = u64::try_from(letters).map_err(|_| damaged("state"))?;
            if round == 0 {
                counts.invitations.add(&state, letters)?;
                continue;
            }
            // Only an invitation that was sent becomes a reminder.
            counts.invitations.sent += letters;
            if state != SENT || round == i32::from(last) {
                counts.reminders.add(&state, letters)?;
            }
        }
        Ok(counts)
    }

    /// Why letters were refused for good: how many for each kind and reason.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn letter_refusals(&self) -> Result<Refusals, StoreError> {
        let refused: Vec<(String, Option<String>, i64)> = Entity::find()
            .select_only()
            .columns([Column::Kind, Column::Complaint])
            .column_as(Column::Name.count(), "letters")
            .filter(Column::State.eq(REFUSED))
            .group_by(Column::Kind)
            .group_by(Column::Complaint)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut refusals = Refusals::new();
        for (kind, complaint, letters) in refused {
            let letters = u64::try_from(letters).map_err(|_| damaged("state"))?;
            refusals.insert((kind.parse()?, complaint.unwrap_or_default()), letters);
        }
        Ok(refusals)
    }

    /// Letters that were tried and wait; `None` when there are none.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn held_up(&self) -> Result<Option<HeldUp>, StoreError> {
        let reasons: Vec<(String, i64)> = Entity::find()
            .select_only()
            .column(Column::Complaint)
            .column_as(Column::Name.count(), "letters")
            .filter(Column::State.eq(QUEUED).and(Column::Tries.gt(0)).and(Column::Complaint.is_not_null()))
            .group_by(Column::Complaint)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let letters = reasons.iter().map(|(_, letters)| *letters).sum::<i64>();
        let letters = u64::try_from(letters).map_err(|_| damaged("state"))?;
        let most = reasons.into_iter().max_by(|one, other| (one.1, &other.0).cmp(&(other.1, &one.0)));
        Ok(most.map(|(complaint, _)| HeldUp { letters, complaint }))
    }

    /// What became of a letter, of a kind that is forgotten when it was sent; `None` when it was.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn undone(&self, name: &LetterName) -> Result<Option<Undone>, StoreError> {
        let Some(row) = Entity::find_by_id(name.as_str()).one(&self.reader).await? else { return Ok(None) };
        match row.state.as_str() {
            QUEUED => Ok(Some(Undone::Waits(row.complaint))),
            REFUSED => Ok(Some(Undone::Refused(row.complaint.unwrap_or_default()))),
            _ => Err(damaged("state")),
        }
    }
}
