//! Closing a wave from the adviser's room: what it means, the passphrase if one is needed, and how far it is. Opens and
//! publishes nothing itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use askama::Template;
use domain::{Passphrase, WaveLabel};
use rocket::form::{Form, FromForm};
use rocket::http::{Header, Status};
use rocket::response::{Redirect, Responder};
use rocket::{State, get, post};
use store::{WaveState, WaveSummary};
use texts::Texts;
use zeroize::Zeroizing;

use super::addresses;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::Label;
use crate::{House, Progress, Refusal};

/// How the close of a wave stands.
enum Standing {
    Running(Progress),
    Refused(Refusal),
}

/// The closes that were asked for since the server started, by wave.
#[derive(Default, Clone)]
pub(crate) struct Closings(Arc<Mutex<HashMap<WaveLabel, Standing>>>);

impl Closings {
    /// How the close of a wave stands; a refusal is told once.
    fn tell(&self, wave: &WaveLabel) -> Option<Standing> {
        let mut all = self.0.lock().ok()?;
        match all.get(wave)? {
            Standing::Running(progress) => Some(Standing::Running(progress.clone())),
            Standing::Refused(_) => all.remove(wave),
        }
    }

    /// Starts a close unless one is running.
    fn begin(&self, wave: &WaveLabel) -> Option<Progress> {
        let mut all = self.0.lock().ok()?;
        if matches!(all.get(wave), Some(Standing::Running(_))) {
            return None;
        }
        let progress = Progress::default();
        all.insert(wave.clone(), Standing::Running(progress.clone()));
        Some(progress)
    }

    fn end(&self, wave: &WaveLabel, outcome: Result<(), Refusal>) {
        let Ok(mut all) = self.0.lock() else { return };
        match outcome {
            Ok(()) => drop(all.remove(wave)),
            Err(refusal) => drop(all.insert(wave.clone(), Standing::Refused(refusal))),
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "closure.html")]
pub(crate) struct Closure {
    t: &'static Texts,
    here: String,
    account: Bar,
    wave: String,
    /// The page of the wave.
    back: String,
    /// People were told that they could still answer.
    early: Option<String>,
    locked: bool,
    running: bool,
    /// How much is done, in tenths, while it runs.
    progress: Option<u64>,
    complaint: Option<String>,
}

/// A page that looks again by itself while something runs.
pub(crate) struct Watched(Page<Closure>, bool);

impl<'r> Responder<'r, 'static> for Watched {
    fn respond_to(self, request: &'r rocket::Request<'_>) -> rocket::response::Result<'static> {
        let mut response = self.0.respond_to(request)?;
        if self.1 {
            response.set_header(Header::new("Refresh", "2"));
        }
        Ok(response)
    }
}

/// The page, or the way to the figures once the wave is published.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Page(Watched),
    Again((Status, Watched)),
    Published(Redirect),
}

/// What the form sends.
#[derive(FromForm)]
pub(crate) struct Consent {
    passphrase: Option<String>,
    early: bool,
}

async fn summary(house: &House, label: &WaveLabel) -> Result<WaveSummary, Failure> {
    house.store.waves().await?.into_iter().find(|wave| wave.label == *label).ok_or(Failure::NotFound)
}

fn page(house: &House, wave: &WaveSummary, account: Bar, t: &'static Texts, standing: Option<Standing>) -> Watched {
    let (running, progress, complaint) = match standing {
        None => (false, None, None),
        Some(Standing::Running(progress)) => (true, progress.tenths(), None),
        Some(Standing::Refused(refusal)) => (false, None, Some(refusal.sentence(t))),
    };
    let early = house.clock.now() < wave.ends;
    let page = Closure {
        t,
        here: addresses::closure(&wave.label),
        account,
        wave: t.month(wave.opens),
        back: addresses::wave(&wave.label),
        early: early.then(|| t.tell("closure-early", &[("closes", t.day(wave.closes))])),
        locked: house.vault.locked(&wave.label),
        running,
        progress,
        complaint,
    };
    Watched(Page(page), running)
}

#[get("/waves/<wave>/closure")]
pub(crate) async fn show(
    wave: Label,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    closings: &State<Closings>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let wave = summary(house, &wave.0).await?;
    if wave.state == WaveState::Published {
        return Ok(Reply::Published(Redirect::to(format!("/overview?survey={}", wave.survey))));
    }
    let standing = closings.tell(&wave.label);
    Ok(Reply::Page(page(house, &wave, admitted.bar(), Texts::of(reader.0), standing)))
}

#[post("/waves/<wave>/closure", data = "<form>")]
pub(crate) async fn close(
    _origin: SameOrigin,
    wave: Label,
    admitted: Admitted<Adviser>,
    form: Form<Consent>,
    house: &State<House>,
    closings: &State<Closings>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let wave = summary(house, &wave.0).await?;
    let t = Texts::of(reader.0);
    let Consent { passphrase, early } = form.into_inner();
    if wave.state == WaveState::Open && house.clock.now() < wave.ends && !early {
        let refused = Standing::Refused(Refusal::Fault(t.say("closure-early-unticked")));
        let page = page(house, &wave, admitted.bar(), t, Some(refused));
        return Ok(Reply::Again((Status::UnprocessableEntity, page)));
    }
    let passphrase = passphrase.map(Zeroizing::new).and_then(|text| Passphrase::new(&text).ok());
    if wave.state == WaveState::Open
        && let Some(progress) = closings.begin(&wave.label)
    {
        // A large wave takes minutes: the work goes on when the visitor leaves, and a page shows how far it is.
        let (house, closings, label) = (House::clone(house), Closings::clone(closings), wave.label.clone());
        rocket::tokio::spawn(async move {
            let outcome = house.vault.close(&label, passphrase, progress).await;
            closings.end(&label, outcome);
        });
    }
    Ok(Reply::Published(Redirect::to(addresses::closure(&wave.label))))
}

impl Refusal {
    /// The refusal as a sentence for the visitor.
    pub(crate) fn sentence(&self, t: &Texts) -> String {
        match self {
            Self::Passphrase => t.say("passphrase-wrong"),
            Self::Busy => t.say("closure-busy"),
            Self::Fault(why) => t.tell("closure-fault", &[("why", why.clone())]),
        }
    }
}
