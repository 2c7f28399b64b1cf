//! One connection's work: takes a letter, has it written, and hands it over when what became of the one before is on disk.
//! Does not know what it carries.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mail::{Carrier, Letter, Outcome};
use store::{Delivery, QueuedLetter};
use tokio::sync::{mpsc, oneshot};

use super::desk::{Desk, Written};
use super::feed::Feed;
use super::round::Round;
use super::withheld::Withheld;
use super::{LetterError, Outbox, Press, backoff, record};

/// So often in a row a connection finds the relay away before it gives up.
const PATIENCE: u32 = 2;
/// So long after a stop the answer to a letter is waited for.
const FAREWELL: Duration = Duration::from_secs(20);

/// So often a letter is given to a relay that does not say whether it took it.
const COPIES: u32 = 3;

/// What the connections of one round share.
pub(super) struct Carry<'a, P> {
    pub(super) outbox: &'a Outbox<P>,
    pub(super) desk: &'a Desk<'a, P>,
    pub(super) feed: &'a Feed<'a>,
    pub(super) round: &'a Mutex<Round>,
    pub(super) withheld: &'a Withheld,
}

/// One connection.
struct Line {
    carrier: Carrier,
    done: mpsc::Sender<record::Outcome>,
    /// Tells when what became of its last letter, and so of all before it, is on disk; it is asked until it has.
    before: Option<oneshot::Receiver<()>>,
    /// How often in a row the relay was away.
    away: u32,
}

/// How a connection goes on after a letter.
enum Next {
    Go,
    /// The relay had the whole letter, and this is what came of it.
    Judged(Outcome),
    /// Nothing is given away any more.
    End,
}

impl<P: Press> Carry<'_, P> {
    /// Carries letters until there are none, or the relay is away.
    pub(super) async fn letters(&self, done: mpsc::Sender<record::Outcome>) -> Result<(), LetterError> {
        let mut line = Line { carrier: self.outbox.post.carrier(), done, before: None, away: 0 };
        let mut all = false;
        while line.away < PATIENCE && !self.gives_up() {
            let Some(letter) = self.feed.next().await? else {
                all = !self.feed.is_stopped();
                break;
            };
            match self.carry(&mut line, letter, None).await? {
                Next::Go => {}
                Next::Judged(verdict) => self.share(&mut line, self.withheld.judged(&verdict), &verdict).await?,
                Next::End => break,
            }
        }
        if let Some((letters, verdict)) = self.withheld.leave(all) {
            self.share(&mut line, letters, &verdict).await?;
        }
        line.carrier.part().await;
        Ok(())
    }

    fn gives_up(&self) -> bool {
        self.round.lock().is_ok_and(|round| round.gives_up())
    }

    /// Lets letters that nobody wants share what came of one that somebody does.
    async fn share(&self, line: &mut Line, letters: Vec<QueuedLetter>, verdict: &Outcome) -> Result<(), LetterError> {
        for letter in letters {
            if matches!(self.carry(line, letter, Some(verdict)).await?, Next::End) {
                break;
            }
        }
        Ok(())
    }

    /// Carries one letter. One that nobody wants is put aside, or comes to the same end as the one with this `verdict`.
    async fn carry(
        &self,
        line: &mut Line,
        letter: QueuedLetter,
        verdict: Option<&Outcome>,
    ) -> Result<Next, LetterError> {
        let (delivery, next) = match self.desk.write(&letter).await? {
            Written::NotYet(why) => (self.deferred(&letter, letter.tries, why), Next::Go),
            Written::Refuse(why) => (Delivery::Refused(why), Next::Go),
            Written::Gone => (Delivery::Dropped, Next::Go),
            Written::Letter { letter: words, place, wanted } => {
                let (outcome, given) = match verdict {
                    _ if wanted => self.give(line, &words, &place).await,
                    Some(verdict) => (line.carrier.withhold(&words).await.or_else(verdict), false),
                    None => {
                        self.withheld.hold(letter);
                        return Ok(Next::Go);
                    }
                };
                let next = if given { Next::Judged(outcome.clone()) } else { Next::Go };
                match outcome {
                    Outcome::Sent => (Delivery::Sent, next),
                    Outcome::Refused(why) => (Delivery::Refused(why), next),
                    Outcome::Deferred(why) => (self.deferred(&letter, letter.tries, why), next),
                    Outcome::Uncertain(why) => (self.unconfirmed(&letter, why), next),
                    Outcome::Away(why) => return self.stay(line, letter, why).await,
                    Outcome::TakenBack => return Ok(Next::End),
                }
            }
        };
        line.away = 0;
        let (kept, told) = oneshot::channel();
        // When nothing can be recorded any more, nothing more is sent.
        if line.done.send(record::Outcome { letter, delivery, kept }).await.is_err() {
            return Ok(Next::End);
        }
        line.before = Some(told);
        Ok(next)
    }

    /// Nothing is known against the letter: the relay can't be used.
    async fn stay(&self, line: &mut Line, letter: QueuedLetter, why: String) -> Result<Next, LetterError> {
        line.away += 1;
        self.feed.give_back(letter).await;
        if let Ok(mut round) = self.round.lock() {
            round.note_away(why);
        }
        Ok(Next::Go)
    }

    /// Gives a letter away when all before it are on disk and nobody has stopped the round. After a stop its answer is waited
    /// for, but not for ever: whoever stopped it would kill us. Tells also whether it was given away.
    async fn give(&self, line: &mut Line, letter: &Letter, place: &Path) -> (Outcome, bool) {
        let Line { carrier, before, .. } = line;
        let given = AtomicBool::new(false);
        let cleared = async {
            if let Some(told) = before.as_mut() {
                if told.await.is_err() {
                    return false;
                }
                *before = None;
            }
            let goes = !self.feed.is_stopped();
            given.store(goes, Ordering::Relaxed);
            goes
        };
        let outcome = tokio::select! {
            outcome = carrier.deliver(letter, place, cleared) => outcome,
            () = self.feed.stopped_for(FAREWELL) => {
                if given.load(Ordering::Relaxed) {
                    Outcome::Uncertain("sending was stopped before the mail server answered".to_owned())
                } else {
                    Outcome::TakenBack
                }
            }
        };
        (outcome, given.load(Ordering::Relaxed))
    }

    /// It may have arrived, and each try may be another copy: the longest pause, and few tries.
    fn unconfirmed(&self, letter: &QueuedLetter, why: String) -> Delivery {
        if letter.unconfirmed + 1 >= COPIES {
            return Delivery::Refused(format!(
                "no answer after the whole letter was given, {COPIES} times; it may have arrived: {why}"
            ));
        }
        match self.deferred(letter, u32::MAX, why) {
            Delivery::Deferred { why, due } => Delivery::Unconfirmed { why, due },
            given_up => given_up,
        }
    }

    fn deferred(&self, letter: &QueuedLetter, tries: u32, why: String) -> Delivery {
        match backoff::next((self.outbox.now)(), letter.since, tries) {
            Some(due) => Delivery::Deferred { why, due },
            None => Delivery::Refused(format!("given up after five days: {why}")),
        }
    }
}
