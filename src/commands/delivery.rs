//! Releases waves to management and employees, and says so. Sends nothing: the letters about it wait in the outbox.

use domain::WaveLabel;
use store::Queued;

use super::{Installation, outbox};
use crate::Failure;
use crate::terminal::{self, count};

/// Releases what is due today, and says so.
pub(crate) async fn release_due(installation: &Installation) -> Result<(), Failure> {
    let today = installation.today();
    let audience = installation.config.reports.audience();
    for (wave, queued) in jobs::release_due(&installation.store, today, &|_| outbox::now(), audience).await? {
        say_released(&wave, queued);
    }
    Ok(())
}

/// Releases a wave now; gives the letters that were queued.
pub(crate) async fn release(installation: &Installation, wave: &WaveLabel) -> Result<Queued, Failure> {
    let audience = installation.config.reports.audience();
    Ok(installation.store.release_reports(wave, audience, &|_| outbox::now()).await?)
}

/// Says what a release opened.
pub(crate) fn say_released(wave: &WaveLabel, queued: Queued) {
    let Queued { reports, results } = queued;
    terminal::say(format!(
        "wave {wave} is released: letters to {} of management and to {} on the roster",
        count(reports, "account", "accounts"),
        count(results, "person", "people")
    ));
}
