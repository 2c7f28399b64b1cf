//! Which waves somebody may read: the adviser every published one, everybody else those that were released. Does not know
//! which units.

use std::sync::Arc;

use domain::{Edition, SurveyKey};
use store::{Store, StoreError, WaveState, WaveSummary};

use crate::admission::{Admitted, Viewer};

/// How far somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Every published wave, at once: the adviser reads first.
    Everything,
    /// What was released, as everybody else.
    Released,
}

impl Sight {
    /// How far this visitor sees.
    pub(crate) const fn of(viewer: &Admitted<Viewer>) -> Self {
        if viewer.is_adviser() { Self::Everything } else { Self::Released }
    }

    /// The waves, oldest first: those that take answers, and of the others those that may be read.
    pub(crate) async fn waves(self, store: &Store) -> Result<Vec<WaveSummary>, StoreError> {
        let mut waves = store.waves().await?;
        waves.retain(|wave| wave.state == WaveState::Open || self == Self::Everything || wave.is_released());
        Ok(waves)
    }

    /// The publications of a questionnaire that may be read, oldest first.
    pub(super) async fn editions(self, survey: &SurveyKey, store: &Store) -> Result<Vec<Arc<Edition>>, StoreError> {
        match self {
            Self::Everything => store.editions(survey).await,
            Self::Released => store.released_editions(survey).await,
        }
    }
}
