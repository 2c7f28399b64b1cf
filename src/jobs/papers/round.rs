//! A wave among those before it, as its reports know it: a report shows what was known when its wave was published, also
//! when it is printed later. Knows no unit.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{Action, Edition, RemarkRelease, UnitPath, WaveLabel};
use store::{KeptAction, Store};

use super::PaperError;

/// The newest waves whose released words stand in a report.
const ROUNDS: usize = 3;

/// One published wave and those of the same questionnaire before it.
#[derive(Debug, Clone)]
pub(super) struct Round {
    /// The wave.
    pub(super) edition: Arc<Edition>,
    /// Those before it and the wave itself, oldest first.
    pub(super) editions: Vec<Arc<Edition>>,
    /// The day the next one opened, if it has.
    next: Option<NaiveDate>,
}

impl Round {
    pub(super) async fn of(wave: &WaveLabel, store: &Store) -> Result<Self, PaperError> {
        let edition = store.edition(wave).await?.ok_or_else(|| PaperError::NotPublished { wave: wave.clone() })?;
        let mut editions = store.editions(edition.questionnaire.key()).await?;
        let later = editions.partition_point(|other| other.opens <= edition.opens);
        let next = editions.get(later).map(|next| next.opens);
        editions.truncate(later);
        Ok(Self { edition, editions, next })
    }

    /// The waves, each with the day it opened.
    pub(super) fn opened(&self) -> Vec<(WaveLabel, NaiveDate)> {
        self.editions.iter().map(|edition| (edition.label.clone(), edition.opens)).collect()
    }

    /// What was done in a unit and in those around it, the newest first.
    pub(super) async fn actions(&self, unit: &UnitPath, store: &Store) -> Result<Vec<Action>, PaperError> {
        Ok(self.of_its_time(store.actions_for(unit).await?))
    }

    /// What was done in a unit and in those inside it, in the order of the tree.
    pub(super) async fn actions_within(&self, unit: &UnitPath, store: &Store) -> Result<Vec<Action>, PaperError> {
        Ok(self.of_its_time(store.actions_within(unit).await?))
    }

    /// What began after the next wave belongs to that.
    fn of_its_time(&self, actions: Vec<KeptAction>) -> Vec<Action> {
        let actions = actions.into_iter().map(|kept| kept.action);
        actions.filter(|action| self.next.is_none_or(|next| action.since().first_day() < next)).collect()
    }

    /// What was released of a unit's comments in the newest waves up to this one, with the day each opened.
    pub(super) async fn remarks(
        &self,
        unit: &UnitPath,
        store: &Store,
    ) -> Result<Vec<(NaiveDate, RemarkRelease)>, PaperError> {
        let released = store.remarks_for(unit).await?.into_iter().filter(|remarks| remarks.unit == *unit);
        let opened = |remarks: store::ReleasedRemarks| {
            let of = self.editions.iter().find(|edition| edition.label == remarks.wave)?;
            Some((of.opens, remarks.words))
        };
        Ok(released.filter_map(opened).take(ROUNDS).collect())
    }
}
