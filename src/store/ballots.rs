//! An answer's way in and out of the store: a slot is looked up, a sealed answer is kept. Can't open a ballot, and
//! keeps no time or order.

use domain::{SealedPlacement, SlotId, Submission, WaveLabel};

use crate::booth::Booth;
use crate::inbox::Cast;
use crate::{OpenWave, Store, StoreError};

impl Store {
    /// The open wave that has a slot of this name, and the locked placement in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn slot(&self, id: SlotId) -> Result<Option<(std::sync::Arc<OpenWave>, SealedPlacement)>, StoreError> {
        for open in self.open_waves().await? {
            let label = &open.wave.terms().label;
            match Booth::of(label).slot(&self.reader, id).await {
                Ok(Some(placement)) => return Ok(Some((open, placement))),
                // Its tables may have been dropped a moment ago.
                Err(error) if self.find_open_wave(label).await?.is_some() => return Err(error),
                Ok(None) | Err(_) => (),
            }
        }
        Ok(None)
    }

    /// Keeps an answer, durably, unless the wave has been closed in the meantime.
    ///
    /// # Errors
    /// [`StoreError::is_congestion`] when too many wait or the wave is being closed at this moment; else when the
    /// database fails. Then the earlier answer, if any, still stands.
    pub async fn cast(&self, label: &WaveLabel, submission: Submission) -> Result<Cast, StoreError> {
        self.inbox.put(label.clone(), submission).await
    }
}
