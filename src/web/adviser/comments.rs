//! The comments of a closed wave, for the confidential adviser's eyes. Shows no score beside them, and
//! keeps nothing.

use askama::Template;
use domain::{Passphrase, UnitPath, WaveLabel};
use rocket::form::{Form, FromForm};
use rocket::http::Status;
use rocket::{State, get, post};
use texts::Texts;
use zeroize::Zeroizing;

use super::addresses;
use super::name_of;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::password::Turnstile;
use crate::path::{Label, under};
use crate::{House, Refusal};

/// The comments under one unit.
pub(crate) struct Sheaf {
    name: String,
    /// Its path, as the forms send it.
    unit: String,
    texts: Vec<String>,
    /// Where the words are that have been released of them.
    released: Option<String>,
}

/// The page; without sheaves it asks for the passphrase.
#[derive(Template)]
#[template(path = "comments.html")]
pub(crate) struct Comments {
    t: &'static Texts,
    here: String,
    account: Bar,
    title: String,
    why: String,
    draft: String,
    /// The units of which words have been released.
    released: Vec<UnitPath>,
    sheaves: Option<Vec<Sheaf>>,
    complaint: Option<String>,
}

/// What the form sends.
#[derive(FromForm)]
pub(crate) struct Key {
    passphrase: String,
}

#[get("/waves/<wave>/comments")]
pub(crate) async fn show(
    wave: Label,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Comments>, Failure> {
    let page = Comments::of(house, &wave.0, admitted.bar(), Texts::of(reader.0)).await?;
    if house.vault.comments_locked() {
        return Ok(Page(page));
    }
    match house.vault.comments(&wave.0, None).await {
        Ok(found) => Ok(Page(page.with(house, found))),
        Err(Refusal::Passphrase) => Ok(Page(page)),
        Err(Refusal::Busy) => Err(Failure::Busy),
        Err(Refusal::Fault(why)) => Err(Failure::internal(why)),
    }
}

#[post("/waves/<wave>/comments", data = "<form>")]
pub(crate) async fn open(
    _origin: SameOrigin,
    wave: Label,
    admitted: Admitted<Adviser>,
    form: Form<Key>,
    turnstile: &State<Turnstile>,
    house: &State<House>,
    reader: Reader,
) -> Result<(Status, Page<Comments>), Failure> {
    let t = Texts::of(reader.0);
    let mut page = Comments::of(house, &wave.0, admitted.bar(), t).await?;
    let passphrase = Passphrase::new(&Zeroizing::new(form.into_inner().passphrase)).ok();
    // One at a time: each try takes the memory that makes guessing slow.
    let _place = turnstile.pass().await;
    match house.vault.comments(&wave.0, passphrase).await {
        Ok(found) => Ok((Status::Ok, Page(page.with(house, found)))),
        Err(Refusal::Passphrase) => {
            page.complaint = Some(Refusal::Passphrase.sentence(t));
            Ok((Status::Forbidden, Page(page)))
        }
        Err(Refusal::Busy) => Err(Failure::Busy),
        Err(Refusal::Fault(why)) => Err(Failure::internal(why)),
    }
}

impl Comments {
    async fn of(house: &House, wave: &WaveLabel, account: Bar, t: &'static Texts) -> Result<Self, Failure> {
        let publication = house.store.publication(wave).await?.ok_or(Failure::NotFound)?;
        let terms = publication.terms();
        let month = t.month(terms.opens);
        let released = house.store.remarks_of(wave).await?.into_iter().map(|remarks| remarks.unit).collect();
        Ok(Self {
            t,
            here: addresses::comments(wave),
            account,
            title: t.tell("comments-title", &[("wave", month)]),
            why: t.tell("comments-why", &[("threshold", terms.threshold.for_comments().get())]),
            draft: super::release::address(wave),
            released,
            sheaves: None,
            complaint: None,
        })
    }

    fn with(mut self, house: &House, found: Vec<(UnitPath, Vec<String>)>) -> Self {
        let sheaf = |(unit, texts): (UnitPath, _)| Sheaf {
            name: name_of(&unit, &house.organisation),
            released: self.released.contains(&unit).then(|| under("/remarks", &unit)),
            unit: unit.to_string(),
            texts,
        };
        self.sheaves = Some(found.into_iter().map(sheaf).collect());
        self
    }
}
