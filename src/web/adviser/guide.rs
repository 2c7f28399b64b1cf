//! The conversation guide of one questionnaire, and what is known of the unit with which the adviser will talk. Tells no
//! more of it than its own page does, and puts no unit and no subject before another.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use domain::survey::{Advice, Guide, Part, Situation};
use domain::{Cell, SurveyKey, UnitPath};
use rocket::http::RawStr;
use rocket::{State, get};
use texts::Texts;
use texts::findings::Signal;

use super::known::Known;
use super::past::Past;
use super::{Sight, hidden_why, name_of};
use crate::House;
use crate::admission::{Admitted, Adviser};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{self, Survey};

/// What the guide says about one figure.
struct Subject<'a> {
    key: &'a str,
    name: &'a str,
    /// In which direction it clearly moved since the wave before, in two words.
    mark: Option<String>,
    part: &'a Part,
}

/// What is known of the unit.
struct Unit {
    name: String,
    address: String,
    /// The month of the newest wave that has this unit.
    wave: String,
    /// Why nothing is shown of it; `None` when it is shown.
    hidden_why: Option<String>,
    signals: Vec<Signal>,
    /// What is said where there is none.
    nothing: Option<String>,
    /// Each figure that clearly moved since the wave before, and how.
    moved: Vec<(String, String)>,
}

/// The page.
#[derive(Template)]
#[template(path = "guide.html")]
pub(crate) struct GuidePage {
    t: &'static Texts,
    here: String,
    account: Bar,
    survey: SurveyKey,
    unit: Option<Unit>,
    /// Direction of each figure that moved, by key.
    marks: Vec<(String, String)>,
    /// In which situations the unit is.
    now: Vec<Situation>,
    guides: Arc<BTreeMap<SurveyKey, Guide>>,
}

/// The address of the guide at one figure of a questionnaire, opened for a conversation with `unit`.
pub(crate) fn address(survey: &SurveyKey, index: &str, unit: &UnitPath) -> String {
    format!("{}#{index}", page_of(survey, Some(unit)))
}

fn page_of(survey: &SurveyKey, unit: Option<&UnitPath>) -> String {
    let Some(unit) = unit else { return format!("/guide/{survey}") };
    let unit = unit.to_string();
    format!("/guide/{survey}?unit={}", RawStr::new(&unit).percent_encode())
}

#[get("/guide/<survey>?<unit>")]
pub(crate) async fn show(
    survey: Survey,
    unit: Option<&str>,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<GuidePage>, Failure> {
    let (survey, t) = (survey.0, Texts::of(reader.0));
    if !house.guides.contains_key(&survey) && !house.store.waves().await?.iter().any(|wave| wave.survey == survey) {
        return Err(Failure::NotFound);
    }
    let path: Option<UnitPath> = unit.map(str::parse).transpose().map_err(|_| Failure::NotFound)?;
    let mut page = GuidePage {
        t,
        here: page_of(&survey, path.as_ref()),
        account: admitted.bar(),
        survey,
        unit: None,
        marks: Vec::new(),
        now: Vec::new(),
        guides: Arc::clone(&house.guides),
    };
    if let Some(path) = path {
        page.open_for(&path, house).await?;
    }
    Ok(Page(page))
}

impl GuidePage {
    /// Adds what is known of a unit.
    async fn open_for(&mut self, path: &UnitPath, house: &House) -> Result<(), Failure> {
        let past = Past::of(path, &self.survey, Sight::Everything, &house.store).await?;
        let latest = past.latest(path).ok_or(Failure::NotFound)?;
        let listed = house.store.published_unit(latest, path).await?.ok_or(Failure::NotFound)?;
        let told = Known::of(path, &past, &listed, house).await?.told;
        let words = past.words(self.t);

        let shown = matches!(listed.unit.cell(), Cell::Shown(_));
        let mut signals = words.signals(&told);
        signals.extend(words.rise(&told));
        signals.extend(words.different_score(&told));
        self.now = situations(&signals, shown);
        let mut moved = Vec::new();
        for (index, change) in latest.questionnaire.indices().iter().zip(&told.changes) {
            let Some(change) = change.as_ref().filter(|change| change.is_clear()) else { continue };
            moved.push((index.name.get(self.t.language()).to_owned(), words.change(Some(change))));
            // A fall took several waves: what the newest one did would lead away from it.
            if self.now.contains(&Situation::Fell) {
                continue;
            }
            let mark = if change.points < 0 { self.t.say("guide-lower") } else { self.t.say("guide-higher") };
            self.marks.push((index.key.clone(), mark));
        }
        self.unit = Some(Unit {
            name: name_of(path, &house.organisation),
            address: format!("{}?survey={}", path::address(path), self.survey),
            wave: self.t.month(latest.opens),
            hidden_why: (!shown).then(|| hidden_why(latest, self.t)),
            nothing: (shown && signals.is_empty()).then(|| self.t.say("standing-nothing")),
            signals,
            moved,
        });
        Ok(())
    }

    /// The guide; `None` when nobody has written one.
    fn guide(&self) -> Option<&Guide> {
        self.guides.get(&self.survey)
    }

    /// What to say about each figure, in the order of the questionnaire.
    fn subjects<'a>(&'a self, guide: &'a Guide) -> Vec<Subject<'a>> {
        let mark = |part: &Part| self.marks.iter().find(|(key, _)| key == part.key()).map(|(_, mark)| mark.clone());
        let subject = |part: &'a Part| Subject {
            key: part.key(),
            name: part.name().get(self.t.language()),
            mark: mark(part),
            part,
        };
        guide.parts().iter().map(subject).collect()
    }

    /// The advice for the unit as it is now, and for all other situations.
    fn advice<'a>(&self, guide: &'a Guide) -> (Vec<&'a Advice>, Vec<&'a Advice>) {
        guide.advice().iter().partition(|advice| self.now.contains(&advice.situation()))
    }

    /// The heading of a situation.
    fn when(&self, situation: Situation) -> String {
        self.t.say(match situation {
            Situation::Fell => "guide-when-fell",
            Situation::Rose => "guide-when-rose",
            Situation::Divided => "guide-when-divided",
            Situation::Silent => "guide-when-silent",
            Situation::Hidden => "guide-when-hidden",
            Situation::Quiet => "guide-when-quiet",
        })
    }
}

/// The situations in which a unit is, from what is said of it. That a score differs in one wave is none yet: it may pass.
fn situations(signals: &[Signal], shown: bool) -> Vec<Situation> {
    let mut now: Vec<_> = signals
        .iter()
        .filter_map(|signal| match signal.shape {
            "talk" | "soon" => Some(Situation::Fell),
            "divided" => Some(Situation::Divided),
            "silent" => Some(Situation::Silent),
            "rose" => Some(Situation::Rose),
            _ => None,
        })
        .collect();
    if !shown {
        now.push(Situation::Hidden);
    } else if signals.is_empty() {
        now.push(Situation::Quiet);
    }
    now
}

#[cfg(test)]
mod tests {
    use rocket::http::uri::Origin;

    use super::*;

    fn signals(shapes: &[&'static str]) -> Vec<Signal> {
        shapes.iter().map(|shape| Signal { shape, word: String::new(), what: String::new() }).collect()
    }

    #[test]
    fn a_unit_s_address_can_be_read_back_from_that_of_its_guide() {
        let survey: SurveyKey = "team-safety".parse().expect("a key");
        for unit in ["Zorg & Welzijn/Team 100% é?/a+b #1", "/"] {
            let unit: UnitPath = unit.parse().expect("a unit");
            let address = address(&survey, "score", &unit);
            let (page, index) = address.split_once('#').expect("an anchor");
            assert_eq!(index, "score");
            let uri = Origin::parse(page).expect("an address");
            let (name, value) = uri.query().expect("a query").segments().next().expect("a value");
            assert_eq!((name, value.parse()), ("unit", Ok(unit)), "{address}");
        }
    }

    #[test]
    fn a_unit_without_any_signal_is_quiet_and_a_hidden_one_never_is() {
        assert_eq!(situations(&[], true), [Situation::Quiet]);
        assert_eq!(situations(&[], false), [Situation::Hidden]);
        assert_eq!(situations(&signals(&["silent"]), false), [Situation::Silent, Situation::Hidden]);
        assert_eq!(situations(&signals(&["soon", "divided"]), true), [Situation::Fell, Situation::Divided]);
        assert_eq!(situations(&signals(&["differs"]), true), []);
    }
}
