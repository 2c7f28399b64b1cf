//! Letters that ask for an answer, and those that remind of it: the same to everybody, but for the link. Does not know who
//! has answered.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{LetterKey, PersonKey, WaveLabel};
use mail::{Invitation, Reminder};
use store::{OpenWave, QueuedLetter};
use texts::Texts;
use tokio::sync::Mutex;

use super::{Addressee, Written, postmark};
use crate::outbox::{BELIEF, LetterError, LetterTerms, Outbox, place_of};

/// For so long it is believed who is on the roster: asking takes a while when many letters wait.
const ROSTER: Duration = Duration::from_secs(10);

/// A wave with the key of its links.
struct Pulse {
    open: Arc<OpenWave>,
    secret: LetterKey,
    looked: Instant,
}

/// Who was asked and has left since, and when that was looked up.
type Left = (Instant, HashSet<PersonKey>);

/// The waves of one round.
#[derive(Default)]
pub(super) struct Pulses {
    /// Those that take answers; `None` for those that don't any more.
    open: Mutex<HashMap<WaveLabel, Option<Arc<Pulse>>>>,
    left: Mutex<HashMap<WaveLabel, Left>>,
}

impl Pulses {
    pub(super) async fn write<P>(
        &self,
        outbox: &Outbox<P>,
        letter: &QueuedLetter,
        wave: &WaveLabel,
        (person, email, language): Addressee<'_>,
    ) -> Result<Written, LetterError> {
        // A closed wave has forgotten its letters; this one was read just before.
        let Some(pulse) = self.find(outbox, wave).await? else { return Ok(Written::Gone) };
        if self.has_left(outbox, wave, person).await? {
            return Ok(Written::Gone);
        }
        let terms = pulse.open.wave.terms();
        if !pulse.open.accepts((outbox.now)()) {
            return Ok(Written::Refuse("the wave had ended before the letter could go".to_owned()));
        }
        let letters = &outbox.letters;
        let link = format!("{}/a/{}", letters.base_url, pulse.secret.token(person, 0).to_link_text());
        let (title, items) = (terms.questionnaire.title().get(language), terms.questionnaire.items().len());
        let (closes, threshold) = (terms.closes, terms.threshold.get());
        let LetterTerms { organisation, adviser, sender, .. } = letters;
        let (link, opt_out) = (link.as_str(), &outbox.stop_link(person));
        let (postmark, texts) = (postmark(letter), Texts::of(language));
        let written = if letter.round == 0 {
            Invitation { organisation, title, items, closes, threshold, adviser, link, opt_out }
                .write(sender, email, &postmark, texts)?
        } else {
            Reminder { organisation, title, items, closes, threshold, adviser, link, opt_out }
                .write(sender, email, &postmark, texts)?
        };
        Ok(Written::letter(written, place_of(wave)))
    }

    /// Whether this person has left the roster since the wave opened. Nothing else of a later roster counts: a letter that
    /// went to another address would hand somebody's link to somebody else.
    async fn has_left<P>(&self, outbox: &Outbox<P>, wave: &WaveLabel, person: &PersonKey) -> Result<bool, LetterError> {
        let mut left = self.left.lock().await;
        if left.get(wave).is_none_or(|(looked, _)| looked.elapsed() >= ROSTER) {
            left.insert(wave.clone(), (Instant::now(), outbox.store.asked_who_left(wave).await?));
        }
        Ok(left.get(wave).is_some_and(|(_, people)| people.contains(person)))
    }

    /// The wave, if it is open.
    async fn find<P>(&self, outbox: &Outbox<P>, wave: &WaveLabel) -> Result<Option<Arc<Pulse>>, LetterError> {
        let mut known = self.open.lock().await;
        match known.get(wave) {
            Some(None) => return Ok(None),
            Some(Some(pulse)) if pulse.looked.elapsed() < BELIEF => return Ok(Some(Arc::clone(pulse))),
            _ => {}
        }
        let pulse = match outbox.store.find_open_wave(wave).await? {
            None => None,
            Some(open) => {
                let secret = outbox.keys.read(wave)?.letters;
                Some(Arc::new(Pulse { open, secret, looked: Instant::now() }))
            }
        };
        known.insert(wave.clone(), pulse.clone());
        Ok(pulse)
    }
}
