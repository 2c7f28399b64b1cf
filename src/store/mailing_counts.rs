//! How many letters about a released wave stand where, and why some were refused. Names nobody.

use std::collections::BTreeMap;

use domain::WaveLabel;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::mailing::{Column, Entity};
use crate::letters::{QUEUED, REFUSED, SENT};
use crate::mailings::{damaged, kind_of};
use crate::{LetterCounts, MailingKind, Store, StoreError};

/// How many letters about a wave stand where. Those that told the results are forgotten once none of them waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MailingCounts {
    /// To management.
    pub reports: LetterCounts,
    /// To everybody on the roster.
    pub results: LetterCounts,
}

/// Why letters were refused for good, in the words that were recorded: how many for each reason.
pub type Refusals = BTreeMap<(MailingKind, String), u64>;

impl Store {
    /// How many letters about a wave stand where.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn mailing_counts(&self, wave: &WaveLabel) -> Result<MailingCounts, StoreError> {
        let rows: Vec<(String, String, i64)> = Entity::find()
            .select_only()
            .columns([Column::Kind, Column::State])
            .column_as(Column::Receiver.count(), "letters")
            .filter(Column::Wave.eq(wave.as_str()))
            .group_by(Column::Kind)
            .group_by(Column::State)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut counts = MailingCounts::default();
        for (kind, state, letters) in rows {
            let of_kind = match kind_of(&kind)? {
                MailingKind::Report => &mut counts.reports,
                MailingKind::Results => &mut counts.results,
            };
            let count = match state.as_str() {
                QUEUED => &mut of_kind.queued,
                SENT => &mut of_kind.sent,
                REFUSED => &mut of_kind.refused,
                _ => return Err(damaged("state")),
            };
            *count = u64::try_from(letters).map_err(|_| damaged("state"))?;
        }
        Ok(counts)
    }

    /// Why letters about a wave were refused for good: how many for each reason.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn mailing_refusals(&self, wave: &WaveLabel) -> Result<Refusals, StoreError> {
        let refused: Vec<(String, Option<String>)> = Entity::find()
            .select_only()
            .columns([Column::Kind, Column::Complaint])
            .filter(Column::Wave.eq(wave.as_str()))
            .filter(Column::State.eq(REFUSED))
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut refusals = Refusals::new();
        for (kind, complaint) in refused {
            *refusals.entry((kind_of(&kind)?, complaint.unwrap_or_default())).or_default() += 1;
        }
        Ok(refusals)
    }
}
