//! The keys of this installation, handed to the pages that need them. Does not draw a page.

use domain::{NotAdmitted, Passphrase, TimeZone, UnitPath, WaveLabel};
use jobs::{CloseError, CommentsError, CustodyError, Traces};
use store::Store;
use web::{Progress, Refusal, Vault};

use super::outbox;
use crate::config::Reports;
use crate::terminal;

/// The store of an installation, and what lies outside it.
pub(crate) struct Holdings {
    pub(crate) store: Store,
    pub(crate) traces: Traces,
    pub(crate) reports: Reports,
    /// Where the organisation lives.
    pub(crate) zone: TimeZone,
}

#[rocket::async_trait]
impl Vault for Holdings {
    fn locked(&self, wave: &WaveLabel) -> bool {
        // A missing key file is told by the close itself.
        jobs::needs_passphrase(&self.traces.keys, wave).unwrap_or(false)
    }

    fn always_locked(&self, wave: &WaveLabel) -> bool {
        jobs::was_always_locked(&self.traces.keys, wave).unwrap_or(false)
    }

    fn comments_locked(&self) -> bool {
        self.traces.keys.custody().is_ok_and(|custody| custody.needs_passphrase())
    }

    async fn close(&self, wave: &WaveLabel, passphrase: Option<Passphrase>, progress: Progress) -> Result<(), Refusal> {
        let told = move |done, total| progress.tell(done, total);
        let today = self.zone.day(chrono::Utc::now());
        let due = self.reports.due(today);
        let closing = jobs::close(&self.store, &self.traces, wave, passphrase, due, told).await;
        let closing = closing.map_err(|error| match error {
            CloseError::Custody(CustodyError::NotAdmitted(refused)) => admission(&refused),
            CloseError::Store(error) if error.is_congestion() => Refusal::Busy,
            other => Refusal::Fault(other.to_string()),
        })?;
        super::wave::note_leftovers(&closing);
        // Where management need not wait, it reads the figures as soon as the adviser does; letters go with the next round.
        if let Err(error) = jobs::release_due(&self.store, today, &|_| outbox::now(), self.reports.audience()).await {
            terminal::note(format!("the wave is closed, and will be released with the next round: {error}"));
        }
        Ok(())
    }

    async fn comments(
        &self,
        wave: &WaveLabel,
        passphrase: Option<Passphrase>,
    ) -> Result<Vec<(UnitPath, Vec<String>)>, Refusal> {
        let comments = jobs::comments(&self.store, &self.traces.keys, wave, passphrase).await;
        let comments = comments.map_err(|error| match error {
            CommentsError::Custody(CustodyError::NotAdmitted(refused)) => admission(&refused),
            CommentsError::Store(error) if error.is_congestion() => Refusal::Busy,
            other => Refusal::Fault(other.to_string()),
        })?;
        Ok(comments.into_iter().map(|class| (class.unit, class.texts)).collect())
    }
}

const fn admission(refused: &NotAdmitted) -> Refusal {
    match refused {
        NotAdmitted::Needed | NotAdmitted::Wrong => Refusal::Passphrase,
    }
}
