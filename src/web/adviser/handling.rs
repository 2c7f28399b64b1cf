//! Marks a signal of a fall as dealt with, with a short note of what was done. Does not reset the watch itself: the next
//! analysis does.

use domain::analysis::Handled;
use domain::{Edition, UnitPath, WaveLabel};
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, post};
use store::{Handling, WaveState};
use texts::Texts;

use super::unit::{self, UnitPage};
use crate::House;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::address;

/// The most characters of a note; the sentences of the form say the same number.
const LONGEST: usize = 120;

/// What the form sends.
#[derive(FromForm)]
pub(crate) struct Filled {
    wave: String,
    unit: String,
    note: String,
}

/// Why a note was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Empty,
    Long(usize),
    Lines,
    /// A newer wave has been published since the form was shown.
    MovedOn,
    /// The unit has no signal of a fall.
    NoSignal,
}

/// A note that was not kept, as it was typed.
pub(crate) struct Refused {
    fault: Fault,
    pub(crate) typed: String,
}

impl Refused {
    /// The reason as a sentence for the visitor.
    pub(crate) fn complaint(&self, t: &Texts) -> String {
        match self.fault {
            Fault::Empty => t.say("handling-empty"),
            Fault::Long(count) => t.tell("handling-long", &[("count", count)]),
            Fault::Lines => t.say("handling-lines"),
            Fault::MovedOn => t.say("handling-moved-on"),
            Fault::NoSignal => t.say("handling-no-signal"),
        }
    }
}

/// The unit's page again: kept, or with what was typed and what is wrong with it.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Kept(Box<Redirect>),
    Again((Status, Box<Page<UnitPage>>)),
}

#[post("/handlings", data = "<form>")]
pub(crate) async fn keep(
    _origin: SameOrigin,
    admitted: Admitted<Adviser>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let Filled { wave, unit, note: typed } = form.into_inner();
    // Nobody types these: whoever sends another wave or unit has no form of ours.
    let wave: WaveLabel = wave.parse().map_err(|_| Failure::NotFound)?;
    let unit: UnitPath = unit.parse().map_err(|_| Failure::NotFound)?;
    let asked = house.store.edition(&wave).await?.ok_or(Failure::NotFound)?;
    let survey = asked.questionnaire.key();
    match note_of(&asked, &unit, &typed, house).await? {
        Ok(note) => {
            house.store.handle(&Handling { handled: Handled { wave, unit: unit.clone() }, note }).await?;
            Ok(Reply::Kept(Box::new(Redirect::to(format!("{}?survey={survey}#standing", address(&unit))))))
        }
        Err(fault) => {
            let refused = Some(Refused { fault, typed });
            let page = unit::page(&unit, Some(&survey.to_string()), refused, admitted.into(), house, reader).await?;
            Ok(Reply::Again((Status::UnprocessableEntity, Box::new(page))))
        }
    }
}

/// The note as it may be kept beside the signal of `unit` in `asked`.
async fn note_of(
    asked: &Edition,
    unit: &UnitPath,
    typed: &str,
    house: &House,
) -> Result<Result<String, Fault>, Failure> {
    let (label, survey) = (&asked.label, asked.questionnaire.key());
    let listed = house.store.published_unit(asked, unit).await?.ok_or(Failure::NotFound)?;
    let waves = house.store.waves().await?;
    let newest = waves.iter().rfind(|wave| wave.state == WaveState::Published && wave.survey == *survey);
    if newest.is_none_or(|newest| newest.label != *label) {
        return Ok(Err(Fault::MovedOn));
    }
    let found = house.store.unit_analysis(label, listed.position).await?.unwrap_or_default();
    if found.drift.is_none_or(|drift| drift.rose) {
        return Ok(Err(Fault::NoSignal));
    }
    Ok(line(typed))
}

/// One line of plain text.
fn line(typed: &str) -> Result<String, Fault> {
    let note = typed.trim();
    let count = note.chars().count();
    if note.is_empty() {
        Err(Fault::Empty)
    } else if note.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        Err(Fault::Lines)
    } else if count > LONGEST {
        Err(Fault::Long(count))
    } else {
        Ok(note.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn a_note_is_one_short_line() {
        assert_eq!(line("  talked with the team 12 March "), Ok("talked with the team 12 March".to_owned()));
        assert_eq!(line(&"é".repeat(120)), Ok("é".repeat(120)));
        assert_eq!(line(&"é".repeat(121)), Err(Fault::Long(121)));
        for empty in ["", "  \t\r\n"] {
            assert_eq!(line(empty), Err(Fault::Empty));
        }
        for lines in ["one\ntwo", "one\u{2028}two", "a\0b", "a\tb"] {
            assert_eq!(line(lines), Err(Fault::Lines), "{lines:?}");
        }
    }

    #[test]
    fn the_sentences_tell_the_same_length() {
        for language in Language::ALL {
            let t = Texts::of(language);
            let long = Refused { fault: Fault::Long(130), typed: String::new() }.complaint(t);
            for sentence in [t.say("handling-help"), long] {
                assert!(sentence.contains(&LONGEST.to_string()), "{sentence}");
            }
        }
    }
}
