//! The part of the administrator's page about the letters of open waves: how many of each kind stand where, and why some can't leave yet. Never tells who
//! answered, or to whom a letter went.

use store::{HeldUp, LetterCounts, WaveState};
use texts::Texts;

use crate::House;
use crate::errors::Failure;

/// Letters of all kinds that were tried and can't leave yet.
pub(crate) struct Held {
    /// How many, and that they wait.
    pub(super) sentence: String,
    /// The reason that was heard most often, in the words that were recorded.
    pub(super) words: String,
}

impl Held {
    /// Those that wait now.
    pub(super) async fn of(house: &House, t: &Texts) -> Result<Option<Self>, Failure> {
        let told = |held: HeldUp| Self {
            sentence: t.tell("administration-held", &[("count", held.letters)]),
            words: held.complaint,
        };
        Ok(house.store.held_up().await?.map(told))
    }
}

/// The letters of one kind.
pub(crate) struct Letters {
    /// Which wave, and which of its letters.
    pub(super) what: String,
    pub(super) counts: LetterCounts,
}

impl Letters {
    /// Those of every open wave: its invitations, and its last reminder.
    pub(super) async fn all(house: &House, t: &Texts) -> Result<Vec<Self>, Failure> {
        let mut lines = Vec::new();
        for wave in house.store.waves().await?.into_iter().filter(|wave| wave.state == WaveState::Open) {
            let counts = house.store.pulse_counts(&wave.label, wave.reminded).await?;
            let name = [("wave", wave.label.as_str())];
            lines.push(Self { what: t.tell("administration-invitations", &name), counts: counts.invitations });
            let what = match wave.reminded {
                0 => continue,
                1 => t.tell("administration-first-reminder", &name),
                _ => t.tell("administration-second-reminder", &name),
            };
            lines.push(Self { what, counts: counts.reminders });
        }
        Ok(lines)
    }
}
