//! A round of sending: hands letters to the post one by one, counts what came of each, and stops when the relay is away.
//! Does not know what the letters say or where it is recorded.

use mail::smtp::without_addresses;
use mail::{Letter, Outcome, Post};
use store::Delivery;

/// After so many failures in a row the relay is taken to be away.
const PATIENCE: u32 = 3;

/// What came of a round of sending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sending {
    /// Letters that were taken.
    pub sent: usize,
    /// Letters that were refused for good.
    pub refused: usize,
    /// Letters that still wait.
    pub waiting: usize,
    /// The last complaint of the relay, the folder or the press; names no address.
    pub complaint: Option<String>,
}

/// A round that is under way.
pub(crate) struct Round {
    sending: Sending,
    total: usize,
    failures: u32,
}

impl Round {
    /// A round of so many letters that wait.
    pub(crate) fn of(waiting: usize) -> Self {
        Self { sending: Sending { waiting, ..Sending::default() }, total: waiting, failures: 0 }
    }

    /// How many letters are done, of how many.
    pub(crate) const fn progress(&self) -> (usize, usize) {
        (self.total - self.sending.waiting, self.total)
    }

    /// Whether the relay is taken to be away: the others can wait.
    pub(crate) const fn gives_up(&self) -> bool {
        self.failures >= PATIENCE
    }

    /// Counts what became of a letter.
    pub(crate) fn count(&mut self, delivery: &Delivery) {
        self.failures = if matches!(delivery, Delivery::Deferred(_)) { self.failures + 1 } else { 0 };
        match delivery {
            Delivery::Sent => self.sending.sent += 1,
            Delivery::Refused(why) => {
                self.sending.refused += 1;
                self.sending.complaint = Some(why.clone());
            }
            Delivery::Deferred(why) => {
                self.sending.complaint = Some(why.clone());
                return;
            }
        }
        self.sending.waiting -= 1;
    }

    /// Counts a letter that can't be written yet. That is no fault of the relay, so the others go on.
    pub(crate) fn hold(&mut self, why: &str) {
        self.sending.complaint = Some(why.to_owned());
    }

    /// Counts a letter that nobody waits for any more.
    pub(crate) const fn drop_one(&mut self) {
        self.sending.waiting -= 1;
    }

    /// What came of it.
    pub(crate) fn end(self) -> Sending {
        self.sending
    }
}

/// Hands one letter to the post. What the post complains about is told without addresses.
pub(crate) async fn deliver(post: &Post, letter: &Letter) -> Delivery {
    match post.deliver(letter).await {
        Outcome::Sent => Delivery::Sent,
        Outcome::Refused(why) => Delivery::Refused(without_addresses(&why)),
        Outcome::Deferred(why) => Delivery::Deferred(without_addresses(&why)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_in_a_row_end_a_round_and_a_held_letter_does_not() {
        let mut round = Round::of(9);
        let later = Delivery::Deferred("later".into());
        for delivery in [&later, &later, &Delivery::Sent, &later, &Delivery::Refused("never".into()), &later, &later] {
            round.count(delivery);
            round.hold("no paper");
            assert!(!round.gives_up());
        }
        round.count(&later);
        assert!(round.gives_up());
        assert_eq!(round.progress(), (2, 9));
        let complaint = Some("later".to_owned());
        assert_eq!(round.end(), Sending { sent: 1, refused: 1, waiting: 7, complaint });
    }
}
