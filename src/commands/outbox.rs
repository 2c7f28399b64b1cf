//! Sends the letters that wait: for the server's rounds and for the command line. Writes no letter itself.

use std::path::Path;
use std::sync::Arc;

use ::mail::Post;
use jobs::{Now, Outbox, Printer, Sending, Unrecorded};
use store::{LetterKind, Which};

use super::Installation;
use crate::Failure;
use crate::config::{host_of, is_of_this_machine};
use crate::terminal::{self, count};

/// More reasons than this are not told one by one.
const REASONS: usize = 5;

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

impl Installation {
    /// Whatever sends this installation's letters, with the reports of `printer`.
    pub(crate) fn outbox(&self, printer: Printer) -> Result<Outbox<Printer>, Failure> {
        self.outbox_to(self.post(), printer, Arc::new(now))
    }

    /// The same, with another way of sending them, at another time.
    pub(crate) fn outbox_to(&self, post: Post, printer: Printer, now: Now) -> Result<Outbox<Printer>, Failure> {
        let keys = &self.traces.keys;
        Ok(Outbox {
            store: self.store.clone(),
            keys: keys.clone(),
            letters: super::letter_terms(&self.config)?,
            results: keys.results()?,
            opt_outs: keys.opt_outs()?,
            access: keys.access()?,
            carriage: self.config.reports.carriage,
            press: printer,
            post,
            connections: self.config.mail.connections,
            pace: self.config.mail.pace(),
            now,
            unrecorded: Unrecorded::default(),
        })
    }

    /// Where letters go, by the configuration.
    pub(crate) fn post(&self) -> Post {
        match &self.config.mail.relay {
            Some(relay) => Post::relay(relay.clone(), self.config.mail.patience),
            None => Post::folder(&self.config.letters),
        }
    }
}

/// Sends what may go at the moment `due` (seconds since 1970), or until `end`, while no other process sends; `None` when one
/// does.
pub(crate) async fn send(
    installation: &Installation,
    outbox: &Outbox<Printer>,
    (due, retry): (i64, bool),
    end: impl Future<Output = ()>,
) -> Result<Option<Sending>, Failure> {
    let pulses = installation.store.pause().await?.is_none();
    let which = Which { due, retry, pulses };
    if installation.store.count_waiting(which).await? == 0 {
        return Ok(Some(Sending::default()));
    }
    let Some(mut alone) = installation.store.sending().await? else { return Ok(None) };
    let bar = terminal::bar(0, "sending letters");
    let progress = |done: usize, total: usize| {
        bar.set_length(total as u64);
        bar.set_position(done as u64);
    };
    let end = async {
        tokio::select! {
            () = end => {}
            () = alone.is_lost() => {}
        }
    };
    let sent = jobs::until(end, |stop| outbox.send(which, stop, progress)).await;
    bar.finish_and_clear();
    alone.let_go().await;
    Ok(Some(sent?))
}

/// Sends what waits now, also what would wait for another try, and says what came of it; gives how many letters wait still.
pub(crate) async fn send_all(installation: &Installation) -> Result<usize, Failure> {
    Ok(send_now(installation).await?.map_or(0, |sending| sending.waiting))
}

/// The same; gives all that came of it, or `None` when another process sends.
pub(crate) async fn send_now(installation: &Installation) -> Result<Option<Sending>, Failure> {
    let outbox = installation.outbox(installation.printer()?)?;
    if installation.store.pause().await?.is_some() {
        let pulses = Which { due: now(), retry: true, pulses: true };
        let held = installation.store.count_waiting(pulses).await?
            - installation.store.count_waiting(Which { pulses: false, ..pulses }).await?;
        if held > 0 {
            terminal::note(format!(
                "the schedule is paused, so {}; go on with: polsslag schedule resume",
                count(held, "letter waits", "letters wait")
            ));
        }
    }
    let Some(sending) = Box::pin(send(installation, &outbox, (now(), true), terminal::interrupted())).await? else {
        terminal::note("another process is sending the letters");
        return Ok(None);
    };
    if sending.sent > 0 {
        let place = match &installation.config.mail.relay {
            Some(_) => Path::new("the mail server").display(),
            None => installation.config.letters.display(),
        };
        terminal::say(format!("{} went to {place}", count(sending.sent, "letter", "letters")));
    }
    let told = note_refused(installation, &sending).await?;
    if let Some(complaint) = sending.complaint.as_ref().filter(|why| sending.waiting > 0 && !told.contains(*why)) {
        terminal::note(format!("the last complaint was: {complaint}"));
    }
    Ok(Some(sending))
}

/// Warns when letters would go out with links that nobody else can open.
pub(crate) fn warn_of_links(installation: &Installation) {
    let config = &installation.config;
    if config.mail.relay.is_some() && is_of_this_machine(host_of(&config.base_url)) {
        terminal::note(format!(
            "warning: the links in letters start with {}, which nobody else can open; set base_url, and look with: \
             polsslag check",
            config.base_url
        ));
    }
}

/// Fails when letters still wait.
pub(crate) fn refuse_waiting(waiting: usize) -> Result<(), Failure> {
    if waiting > 0 {
        return Err(Failure::Refused(format!(
            "{} tried again by `polsslag serve` and by `polsslag mail send`",
            count(waiting, "letter still waits; it is", "letters still wait; they are")
        )));
    }
    Ok(())
}

/// When letters were refused in this round: how many there are by now, for each reason; gives the reasons that were told.
pub(crate) async fn note_refused(installation: &Installation, sending: &Sending) -> Result<Vec<String>, Failure> {
    let mut told = Vec::new();
    if sending.refused > 0 {
        let letters = count(sending.refused, "letter was", "letters were");
        terminal::note(format!("{letters} refused for good"));
        let refusals = installation.store.letter_refusals().await?;
        let more = refusals.len().saturating_sub(REASONS);
        for ((kind, why), count) in refusals.into_iter().take(REASONS) {
            let what = match kind {
                LetterKind::Pulse => "to employees that ask for an answer",
                LetterKind::Report => "to management",
                LetterKind::Results => "to employees about results",
                LetterKind::Welcome | LetterKind::Reset => "about accounts",
                LetterKind::Closing => "to the adviser",
            };
            terminal::note(format!("letters {what}, refused so far: {count} ({why})"));
            told.push(why);
        }
        if more > 0 {
            let more = count(more, "more reason", "more reasons");
            terminal::note(format!("and {more}; see: polsslag mail undelivered"));
        }
    }
    Ok(told)
}
