//! One connection's work: takes a letter, has it written, and hands it over when what became of the one before is on disk.
//! Does not know what it carries.

use std::sync::Mutex;

use mail::{Carrier, Outcome};
use store::{Delivery, QueuedLetter};
use tokio::sync::{mpsc, oneshot};

use super::desk::{Desk, Written};
use super::feed::Feed;
use super::round::Round;
use super::{LetterError, Outbox, Press, backoff, record};

/// So often in a row a connection finds the relay away before it gives up.
const PATIENCE: u32 = 2;

/// So often a letter is given to a relay that does not say whether it took it.
const COPIES: u32 = 3;

/// What the connections of one round share.
pub(super) struct Carry<'a, P> {
    pub(super) outbox: &'a Outbox<P>,
    pub(super) desk: &'a Desk<'a, P>,
    pub(super) feed: &'a Feed<'a>,
    pub(super) round: &'a Mutex<Round>,
}

/// What came of one letter.
enum Carried {
    Done(Delivery),
    /// Nothing is known against the letter: the relay can't be used.
    Away(String),
}

impl<P: Press> Carry<'_, P> {
    /// Carries letters until there are none, or the relay is away.
    pub(super) async fn letters(&self, done: mpsc::Sender<record::Outcome>) -> Result<(), LetterError> {
        let mut carrier = self.outbox.post.carrier();
        let (mut away, mut before) = (0, None);
        while away < PATIENCE && !self.gives_up() {
            let Some(letter) = self.feed.next().await? else { break };
            match self.carry(&mut carrier, &letter, before.take()).await? {
                Carried::Away(why) => {
                    away += 1;
                    self.feed.give_back(letter).await;
                    if let Ok(mut round) = self.round.lock() {
                        round.note_away(why);
                    }
                }
                Carried::Done(delivery) => {
                    away = 0;
                    let (kept, told) = oneshot::channel();
                    let outcome = record::Outcome { letter, delivery, kept };
                    // When nothing can be recorded any more, nothing more is sent.
                    if done.send(outcome).await.is_err() {
                        break;
                    }
                    before = Some(told);
                }
            }
        }
        carrier.part().await;
        Ok(())
    }

    fn gives_up(&self) -> bool {
        self.round.lock().is_ok_and(|round| round.gives_up())
    }

    /// `before` tells when what became of the letter before, and so of all before it, is on disk.
    async fn carry(
        &self,
        carrier: &mut Carrier,
        letter: &QueuedLetter,
        before: Option<oneshot::Receiver<()>>,
    ) -> Result<Carried, LetterError> {
        let cleared = async {
            match before {
                Some(told) => told.await.is_ok(),
                None => true,
            }
        };
        let delivery = match self.desk.write(letter).await? {
            Written::NotYet(why) => self.deferred(letter, letter.tries, why),
            Written::Refuse(why) => Delivery::Refused(why),
            Written::Gone => Delivery::Dropped,
            Written::Letter { letter: words, place, wanted } => {
                let outcome = if wanted {
                    carrier.deliver(&words, &place, cleared).await
                } else {
                    carrier.withhold(&words).await
                };
                match outcome {
                    Outcome::Sent => Delivery::Sent,
                    Outcome::Refused(why) => Delivery::Refused(why),
                    Outcome::Deferred(why) => self.deferred(letter, letter.tries, why),
                    Outcome::Uncertain(why) => self.unconfirmed(letter, why),
                    Outcome::Away(why) => return Ok(Carried::Away(why)),
                }
            }
        };
        Ok(Carried::Done(delivery))
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
