//! The queue of letters. Does not know their texts, their links, or who answered.

use domain::{EmailAddress, Language, PersonKey, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::letter;
use crate::rows::read;
use crate::{Store, StoreError};

pub(crate) const QUEUED: &str = "queued";
pub(crate) const SENT: &str = "sent";
pub(crate) const REFUSED: &str = "refused";

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The relay or the folder took it.
    Sent,
    /// It can't be delivered; the reason, in the server's words.
    Refused(String),
    /// It could not be delivered now and stays in the queue; the reason.
    Deferred(String),
}

impl Delivery {
    /// The state it leaves a letter in, and the complaint.
    pub(crate) fn columns(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Sent => (SENT, None),
            Self::Refused(why) => (REFUSED, Some(why)),
            Self::Deferred(why) => (QUEUED, Some(why)),
        }
    }
}

/// A letter that waits. A change of the roster does not touch it: it would hand somebody's link to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedLetter {
    /// For whom.
    pub person: PersonKey,
    /// Where it goes.
    pub email: EmailAddress,
    /// In which language.
    pub language: Language,
}

/// How many letters of a wave stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LetterCounts {
    /// Not yet delivered.
    pub queued: u64,
    /// Taken by the relay or the folder.
    pub sent: u64,
    /// Refused for good.
    pub refused: u64,
}

impl Store {
    /// The letters of this wave that wait, to the addresses of the day it was opened.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn queued_letters(&self, label: &WaveLabel) -> Result<Vec<QueuedLetter>, StoreError> {
        let waiting = letter::Entity::find()
            .filter(letter::Column::Wave.eq(label.as_str()))
            .filter(letter::Column::State.eq(QUEUED))
            .all(&self.reader)
            .await?;
        let letter = |row: &letter::Model| {
            Ok(QueuedLetter {
                person: read(&row.person, "letter", "person")?,
                email: read(&row.email, "letter", "email")?,
                language: read(&row.language, "letter", "language")?,
            })
        };
        waiting.iter().map(letter).collect()
    }

    /// Records what became of a letter.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_delivery(
        &self,
        label: &WaveLabel,
        person: &PersonKey,
        delivery: &Delivery,
    ) -> Result<(), StoreError> {
        let (state, complaint) = delivery.columns();
        let row = letter::ActiveModel {
            wave: Set(label.to_string()),
            person: Set(person.as_str().to_owned()),
            state: Set(state.to_owned()),
            complaint: Set(complaint.map(str::to_owned)),
            ..Default::default()
        };
        match row.update(&self.db).await {
            // The wave was closed meanwhile, and its letters are forgotten.
            Ok(_) | Err(sea_orm::DbErr::RecordNotUpdated) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// How many letters of a wave stand where.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letter_counts(&self, label: &WaveLabel) -> Result<LetterCounts, StoreError> {
        let count = async |state: &str| {
            letter::Entity::find()
                .filter(letter::Column::Wave.eq(label.as_str()))
                .filter(letter::Column::State.eq(state))
                .count(&self.reader)
                .await
        };
        Ok(LetterCounts { queued: count(QUEUED).await?, sent: count(SENT).await?, refused: count(REFUSED).await? })
    }
}
