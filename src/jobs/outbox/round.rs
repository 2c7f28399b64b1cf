//! What came of one round of sending, and when it is given up. Does not know what the letters say or where it is recorded.

use store::{Delivery, StoreError};

/// After so many deferred letters in a row the relay is taken to be unwell, and the others wait.
const PATIENCE: u32 = 20;

/// What came of a round of sending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sending {
    /// Letters that were taken.
    pub sent: usize,
    /// Letters that were refused for good.
    pub refused: usize,
    /// Letters of this round that still wait.
    pub waiting: usize,
    /// What is wrong with the queue, and the last complaint of the relay, the folder or the press; names no address.
    pub complaint: Option<String>,
    /// Why no letter could be handed over, when the relay could not be reached or used at all; names no address.
    pub away: Option<String>,
}

/// A round that is under way.
pub(super) struct Round {
    sending: Sending,
    total: usize,
    deferred: u32,
    damage: Option<String>,
}

impl Round {
    /// A round of so many letters that wait.
    pub(super) fn of(waiting: usize) -> Self {
        Self { sending: Sending { waiting, ..Sending::default() }, total: waiting, deferred: 0, damage: None }
    }

    /// How many letters are done, of how many. Letters that were queued meanwhile may be among them.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.total.saturating_sub(self.sending.waiting), self.total)
    }

    /// Whether the relay is taken to be unwell: the others can wait.
    pub(super) const fn gives_up(&self) -> bool {
        self.deferred >= PATIENCE
    }

    /// Counts what became of a letter.
    pub(super) fn count(&mut self, delivery: &Delivery) {
        let waits = matches!(delivery, Delivery::Deferred { .. } | Delivery::Unconfirmed { .. });
        self.deferred = if waits { self.deferred + 1 } else { 0 };
        match delivery {
            Delivery::Sent => self.sending.sent += 1,
            Delivery::Dropped => {}
            Delivery::Refused(why) => {
                self.sending.refused += 1;
                self.sending.complaint = Some(why.clone());
            }
            Delivery::Deferred { why, .. } | Delivery::Unconfirmed { why, .. } => {
                self.sending.complaint = Some(why.clone());
                return;
            }
        }
        self.sending.away = None;
        self.sending.waiting = self.sending.waiting.saturating_sub(1);
    }

    /// Notes that the relay could not be used.
    pub(super) fn note_away(&mut self, why: String) {
        self.sending.complaint = Some(why.clone());
        self.sending.away = Some(why);
    }

    /// Notes that a letter can't be read, which therefore waits.
    pub(super) fn note_damage(&mut self, error: &StoreError) {
        self.damage = Some(error.to_string());
    }

    /// What came of it.
    pub(super) fn end(mut self) -> Sending {
        let complaints: Vec<_> = self.damage.into_iter().chain(self.sending.complaint.take()).collect();
        self.sending.complaint = (!complaints.is_empty()).then(|| complaints.join("; "));
        self.sending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_deferred_letters_in_a_row_end_a_round() {
        let mut round = Round::of(40);
        let later = Delivery::Deferred { why: "later".into(), due: 0 };
        for _ in 0..19 {
            round.count(&later);
        }
        round.count(&Delivery::Sent);
        for _ in 0..19 {
            round.count(&later);
        }
        assert!(!round.gives_up());
        round.count(&later);
        assert!(round.gives_up());
        round.count(&Delivery::Refused("never".into()));
        round.count(&Delivery::Dropped);
        assert_eq!(round.progress(), (3, 40));
        let sending = round.end();
        assert_eq!((sending.sent, sending.refused, sending.waiting), (1, 1, 37));
        assert_eq!(sending.complaint.as_deref(), Some("never"));
    }

    #[test]
    fn damage_is_told_once_beside_what_the_relay_says() {
        let mut round = Round::of(3);
        for _ in 0..2 {
            round.note_damage(&StoreError::Damaged { table: "outbox", what: "email" });
        }
        round.count(&Delivery::Refused("550 never".into()));
        let complaint = round.end().complaint;
        assert_eq!(complaint.as_deref(), Some("the database is damaged: email of outbox can't be read; 550 never"));
    }
}
