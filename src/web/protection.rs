//! The page that says how answers are protected, and what can't be promised. The same for everybody; knows no link.

use askama::Template;
use domain::{Adviser, Language};
use rocket::{State, get};
use texts::Texts;

use crate::House;
use crate::answer::other_languages;
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
pub(crate) fn show(lang: Option<Choice>, house: &State<House>, reader: Reader) -> Page<Protection> {
    let language: Language = lang.map_or(reader.0, |choice| choice.0);
    let t = Texts::of(language);
    let custody = if house.by_passphrase { "protection-custody-passphrase" } else { "protection-custody-file" };
    Page(Protection {
        t,
        others: other_languages(language),
        threshold: t.tell("protection-threshold", &[("threshold", house.threshold.get())]),
        custody: t.say(custody),
        adviser: house.adviser.clone(),
    })
}
