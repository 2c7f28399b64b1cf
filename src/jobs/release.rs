//! Releases what is due. Sends nothing: the letters about it wait in the outbox.

use chrono::NaiveDate;
use domain::WaveLabel;
use store::{Audience, Moment, Queued, Store, StoreError};

/// Releases every wave that is due on `today`; gives each with the letters that were queued, each for the `moment` of its
/// receiver's time zone.
///
/// # Errors
/// When the database fails; what was released until then stays so.
pub async fn release_due(
    store: &Store,
    today: NaiveDate,
    moment: Moment<'_>,
    audience: Audience,
) -> Result<Vec<(WaveLabel, Queued)>, StoreError> {
    let mut released = Vec::new();
    for wave in store.due_releases(today).await? {
        match store.release_reports(&wave, audience, moment).await {
            Ok(queued) => released.push((wave, queued)),
            // It goes with the round after the older one's day.
            Err(StoreError::OlderWaits { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(released)
}
