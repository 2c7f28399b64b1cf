//! How words of comments are released: written or taken over, looked at, then let go; replaced and withdrawn later. The form
//! carries what was typed: of the comments nothing is kept but what is released.

use askama::Template;
use domain::{BadRelease, Publication, RemarkKind, RemarkRelease, UnitPath, WaveLabel};
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, post};
use store::ReleasedRemarks;
use texts::Texts;

use super::name_of;
use crate::House;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{Label, under};
use crate::told::Words;

/// What the forms send.
#[derive(FromForm)]
pub(crate) struct Filled {
    unit: String,
    kind: String,
    /// What was typed; missing in the first step, in which texts are ticked.
    words: Option<String>,
    picked: Vec<String>,
}

/// What the form sends that takes words back.
#[derive(FromForm)]
pub(crate) struct Withdrawn {
    unit: String,
}

/// The words before they are released.
#[derive(Template)]
#[template(path = "release.html")]
pub(crate) struct Draft {
    t: &'static Texts,
    here: String,
    account: Bar,
    title: String,
    /// Where it is looked at, and where it is released.
    look: String,
    release: String,
    unit: String,
    kind: &'static str,
    texts: bool,
    longest: usize,
    typed: String,
    complaint: Option<String>,
    /// As others will read it; `None` before it was typed, or when it can't be released.
    preview: Option<Words>,
    replaces: bool,
}

/// The draft, or the page on which the words can be read from now on.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Draft(Box<Page<Draft>>),
    Again((Status, Box<Page<Draft>>)),
    Done(Box<Redirect>),
}

/// Whose comments, and of which wave: a unit that has some there.
struct Place {
    publication: Publication,
    unit: UnitPath,
}

/// Where a wave's drafts are looked at.
pub(super) fn address(wave: &WaveLabel) -> String {
    format!("/waves/{wave}/remarks/draft")
}

#[post("/waves/<wave>/remarks/draft", data = "<form>")]
pub(crate) async fn draft(
    _origin: SameOrigin,
    wave: Label,
    admitted: Admitted<Adviser>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let (t, form) = (Texts::of(reader.0), form.into_inner());
    let place = Place::of(house, &wave.0, &form.unit).await?;
    let kind = RemarkKind::named(&form.kind).ok_or(Failure::NotFound)?;
    let looked_at = form.words.is_some();
    let typed = form.words.unwrap_or_else(|| RemarkRelease::to_be_edited(&form.picked));
    let read = RemarkRelease::new(kind, &typed);
    let page = Draft::of(&place, kind, typed, &admitted, house, t).await?;
    Ok(match read {
        Err(bad) => page.refused(bad),
        Ok(release) if looked_at => {
            Reply::Draft(Box::new(Page(Draft { preview: Some(Words::of(&release, t)), ..page })))
        }
        // Texts that were only ticked are first rid of what gives somebody away.
        Ok(_) => Reply::Draft(Box::new(Page(page))),
    })
}

#[post("/waves/<wave>/remarks", data = "<form>")]
pub(crate) async fn release(
    _origin: SameOrigin,
    wave: Label,
    admitted: Admitted<Adviser>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let (t, form) = (Texts::of(reader.0), form.into_inner());
    let place = Place::of(house, &wave.0, &form.unit).await?;
    let kind = RemarkKind::named(&form.kind).ok_or(Failure::NotFound)?;
    let typed = form.words.unwrap_or_default();
    match RemarkRelease::new(kind, &typed) {
        Ok(words) => {
            let unit = place.unit;
            let address = under("/remarks", &unit);
            house.store.release_remarks(&ReleasedRemarks { wave: wave.0, unit, words }).await?;
            house.printing.forget()?;
            Ok(Reply::Done(Box::new(Redirect::to(address))))
        }
        Err(bad) => Ok(Draft::of(&place, kind, typed, &admitted, house, t).await?.refused(bad)),
    }
}

#[post("/waves/<wave>/remarks/withdrawal", data = "<form>")]
pub(crate) async fn withdraw(
    _origin: SameOrigin,
    wave: Label,
    _admitted: Admitted<Adviser>,
    form: Form<Withdrawn>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    let unit: UnitPath = form.unit.parse().map_err(|_| Failure::NotFound)?;
    let withdrawn = house.store.withdraw_remarks(&wave.0, &unit).await?;
    // Printed reports hold them too; they are printed again without. Also when the words are gone: the disk may have refused
    // the first time.
    house.printing.forget()?;
    if withdrawn { Ok(Redirect::to(under("/remarks", &unit))) } else { Err(Failure::NotFound) }
}

impl Place {
    /// Nobody types a unit or a wave: whoever names one without comments has no form of ours.
    async fn of(house: &House, wave: &WaveLabel, unit: &str) -> Result<Self, Failure> {
        let unit: UnitPath = unit.parse().map_err(|_| Failure::NotFound)?;
        let publication = house.store.publication(wave).await?.ok_or(Failure::NotFound)?;
        let index = publication.terms().tree.find(&unit).ok_or(Failure::NotFound)?;
        if house.store.has_comments(wave, index).await? {
            Ok(Self { publication, unit })
        } else {
            Err(Failure::NotFound)
        }
    }
}

impl Draft {
    async fn of(
        Place { publication, unit }: &Place,
        kind: RemarkKind,
        typed: String,
        admitted: &Admitted<Adviser>,
        house: &House,
        t: &'static Texts,
    ) -> Result<Self, Failure> {
        let terms = publication.terms();
        let (name, month) = (name_of(unit, &house.organisation), t.month(terms.opens));
        let replaces = house.store.remarks_of(&terms.label).await?.iter().any(|remarks| remarks.unit == *unit);
        Ok(Self {
            t,
            here: format!("/waves/{}/comments", terms.label),
            account: admitted.bar(),
            title: t.tell("release-title", &[("unit", name), ("wave", month)]),
            look: address(&terms.label),
            release: format!("/waves/{}/remarks", terms.label),
            unit: unit.to_string(),
            kind: kind.name(),
            texts: kind == RemarkKind::Texts,
            longest: kind.longest(),
            typed,
            complaint: None,
            preview: None,
            replaces,
        })
    }

    /// The page again, with what is wrong with the words.
    fn refused(self, bad: BadRelease) -> Reply {
        let complaint = match bad {
            BadRelease::Empty => self.t.say("release-empty"),
            BadRelease::Long { count, most } => self.t.tell("release-long", &[("count", count), ("most", most)]),
            BadRelease::Many { count } => self.t.tell("release-many", &[("count", count)]),
        };
        let page = Self { complaint: Some(complaint), preview: None, ..self };
        Reply::Again((Status::UnprocessableEntity, Box::new(Page(page))))
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    #[test]
    fn the_sentences_tell_the_same_lengths() {
        for language in Language::ALL {
            let t = Texts::of(language);
            assert!(t.say("release-summary-help").contains(&RemarkKind::Summary.longest().to_string()));
            for number in [RemarkKind::Texts.longest(), RemarkRelease::MOST_TEXTS] {
                assert!(t.say("release-texts-help").contains(&number.to_string()), "{number}");
            }
            assert!(t.tell("release-many", &[("count", 21)]).contains(&RemarkRelease::MOST_TEXTS.to_string()));
        }
    }
}
