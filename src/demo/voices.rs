//! What made-up people write beside their answers: the same for the same seed. Does not know what they answered.

use domain::Language;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The share of those who answer who write something too.
const WRITE: f64 = 0.45;
/// The share of these who write a second sentence.
const GO_ON: f64 = 0.5;

const DUTCH: [&str; 16] = [
    "In ons overleg komt vooral aan het woord wie het hardst praat.",
    "Ik kan bij mijn collega's altijd terecht, ook als ik iets niet weet.",
    "Fouten bespreken we sinds kort zonder dat iemand de schuld krijgt.",
    "Er wordt wel gevraagd wat we ervan vinden, maar we horen er nooit meer iets van.",
    "Het rooster komt te laat, en daar durft niemand meer iets van te zeggen.",
    "De sfeer is goed, we lachen veel.",
    "Nieuwe mensen moeten maar zien hoe ze het uitzoeken.",
    "Sinds de ochtendstart tien minuten heeft, zeggen meer mensen iets.",
    "Als je een idee hebt, krijg je meteen te horen waarom het niet kan.",
    "Er is veel veranderd en weinig uitgelegd.",
    "Ik mis het gesprek over wat goed gaat.",
    "Kritiek geven op hoe het altijd ging, ligt gevoelig.",
    "Wie zich ziek meldt, krijgt scheve gezichten.",
    "Onze leidinggevende geeft toe als iets niet is gelukt, dat helpt.",
    "Tussen de diensten door weten we weinig van elkaar.",
    "Hulp vragen is hier heel gewoon.",
];
const DUTCH_MORE: [&str; 8] = [
    "Dat mag vaker.",
    "Daar zou ik graag eens met het hele team over praten.",
    "Op drukke dagen is daar geen tijd voor.",
    "Vorig jaar was dat anders.",
    "Gelukkig kun je het tegen elkaar wel zeggen.",
    "Misschien helpt een vast moment in de week.",
    "Ik weet dat meer mensen er zo over denken.",
    "Verder ben ik hier graag.",
];
const ENGLISH: [&str; 12] = [
    "People are kind here, but hard questions are kept for the corridor.",
    "We learn from mistakes when there is time, and there rarely is.",
    "I feel heard in my own team and not at all above it.",
    "Meetings are for telling, not for asking.",
    "When I was new, everybody took the time to explain things.",
    "It is safe to say that you don't know something.",
    "Changes are announced when they have been decided.",
    "I would speak up sooner if I saw that something came of it.",
    "The same three people always answer first.",
    "Since we begin with what went wrong, it has become normal to say it.",
    "Working across teams is where it gets difficult.",
    "Thank you for asking this every month.",
];
const ENGLISH_MORE: [&str; 6] = [
    "That could be better.",
    "A fixed moment in the week might help.",
    "I know that others feel the same.",
    "On the whole I like it here.",
    "It used to be different.",
    "On busy days nobody asks.",
];

/// Everybody who writes, in the order in which they are asked.
pub(crate) struct Voices {
    random: ChaCha8Rng,
}

impl Voices {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// What the next person writes; nothing, for most.
    pub(crate) fn comment(&mut self, language: Language) -> Option<String> {
        if self.random.random::<f64>() >= WRITE {
            return None;
        }
        let (first, more): (&[&str], &[&str]) = match language {
            Language::Dutch => (&DUTCH, &DUTCH_MORE),
            Language::English => (&ENGLISH, &ENGLISH_MORE),
        };
        let mut comment = self.one_of(first).to_owned();
        if self.random.random::<f64>() < GO_ON {
            comment = format!("{comment} {}", self.one_of(more));
        }
        Some(comment)
    }

    fn one_of<'a>(&mut self, sentences: &[&'a str]) -> &'a str {
        sentences.get(self.random.random_range(0..sentences.len())).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(seed: u64) -> Vec<Option<String>> {
        let mut voices = Voices::new(seed);
        (0..200).map(|n| voices.comment(Language::ALL[n % 2])).collect()
    }

    #[test]
    fn the_same_seed_writes_the_same_and_less_than_half_write() {
        assert_eq!(written(3), written(3));
        assert_ne!(written(3), written(4));
        let count = written(3).iter().flatten().count();
        assert!((60..120).contains(&count), "{count}");
    }
}
