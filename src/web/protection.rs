//! The page that says how answers are protected, and what can't be promised. The same for everybody; knows no link.

use askama::Template;
use domain::{Adviser, Language};
use rocket::{State, get};
use store::WaveState;
use texts::Texts;

use crate::House;
use crate::answer::other_languages;
use crate::errors::Failure;
use crate::language::{Choice, Reader};
use crate::page::Page;

/// The page.
#[derive(Template)]
#[template(path = "protection.html")]
pub(crate) struct Protection {
    t: &'static Texts,
    others: Vec<(&'static str, String)>,
    threshold: String,
    custody: String,
    adviser: Adviser,
}

#[get("/protection?<lang>")]
pub(crate) async fn show(
    lang: Option<Choice>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Protection>, Failure> {
    let language: Language = lang.map_or(reader.0, |choice| choice.0);
    let t = Texts::of(language);
    // What holds for the answers that come in now; where none do, what will hold.
    let waves = house.store.waves().await?;
    let mut open = waves.iter().filter(|wave| wave.state == WaveState::Open).peekable();
    let locked = if open.peek().is_some() {
        open.all(|wave| house.vault.always_locked(&wave.label))
    } else {
        house.by_passphrase
    };
    let custody = if locked { "protection-custody-passphrase" } else { "protection-custody-file" };
    Ok(Page(Protection {
        t,
        others: other_languages(language),
        threshold: t.tell("protection-threshold", &[("threshold", house.threshold.get())]),
        custody: t.say(custody),
        adviser: house.adviser.clone(),
    }))
}
