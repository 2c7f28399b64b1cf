//! `serve`: the server and the queue of letters, until a signal. Logs no address and no path.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jobs::{CustodyRule, Printer};
use rocket::fairing::AdHoc;
use store::WaveState;
use web::{Clock, House, Journal};

use super::printing::Counter;
use super::vault::Holdings;
use super::{Installation, delivery, survey};
use crate::config::OpenId;
use crate::{Failure, terminal};

/// How often the queue of letters is looked at.
const ROUND: Duration = Duration::from_mins(1);

pub(crate) async fn run(dir: &Path) -> Result<(), Failure> {
    let installation = Installation::open(dir).await?;
    launch(installation, None).await
}

/// Told the address when the server listens.
pub(crate) type Ready = Box<dyn Fn(&str) + Send + Sync>;

/// Serves until a signal.
pub(crate) async fn launch(installation: Installation, ready: Option<Ready>) -> Result<(), Failure> {
    let openid = installation.config.openid.as_ref().map(OpenId::ready).transpose()?;
    let printer = installation.printer()?;
    let house = house(&installation, Clock::in_zone(installation.config.schedule.zone()), printer.clone())?;
    let house = House { single_sign_on: openid.map(Arc::new), ..house };
    let built = web::server(house, installation.config.listen).attach(AdHoc::on_liftoff("address", move |rocket| {
        let config = rocket.config();
        let address = format!("http://{}", std::net::SocketAddr::new(config.address, config.port));
        match &ready {
            Some(ready) => ready(&address),
            None => terminal::say(format!("Polsslag listens on {address}; stop it with Ctrl-C")),
        }
        Box::pin(async {})
    }));
    let ignited = built.ignite().await.map_err(|error| Failure::Server(error.kind().to_string()))?;
    let stop = ignited.shutdown();
    let letters = tokio::spawn(async move {
        let mut rounds = tokio::time::interval(ROUND);
        let mut stop = std::pin::pin!(stop);
        let mut complained = None;
        loop {
            tokio::select! {
                () = &mut stop => break,
                _ = rounds.tick() => {
                    installation.clear_traces().await;
                    if let Err(failure) = send_waiting(&installation).await {
                        terminal::note(format!("letters: {failure}"));
                    }
                    match delivery::round(&installation, &printer).await {
                        Ok(complaint) => note_once(&mut complained, complaint),
                        Err(failure) => terminal::note(format!("letters about results: {failure}")),
                    }
                }
            }
        }
        installation
    });
    let served = ignited.launch().await;
    if served.is_err() {
        // A server that never listened sends no signal to stop.
        letters.abort();
    }
    if let Ok(installation) = letters.await {
        installation.store.close().await?;
    }
    served.map(drop).map_err(|error| Failure::Server(error.kind().to_string()))
}

/// What the pages need, from an installation; without single sign-on, which the server alone offers.
pub(crate) fn house(installation: &Installation, clock: Clock, printer: Printer) -> Result<House, Failure> {
    Ok(House {
        store: installation.store.clone(),
        organisation: installation.config.organisation.clone(),
        base_url: installation.config.base_url.clone(),
        adviser: installation.config.adviser.clone(),
        language: installation.config.language,
        clock,
        threshold: installation.config.threshold,
        guides: Arc::new(survey::guides(&installation.config.surveys)?),
        by_passphrase: installation.config.custody == CustodyRule::Passphrase,
        vault: Arc::new(Holdings {
            store: installation.store.clone(),
            traces: installation.traces.clone(),
            reports: installation.config.reports.clone(),
            zone: installation.config.schedule.zone(),
        }),
        audience: installation.config.reports.audience(),
        printing: Arc::new(Counter(printer)),
        results: Arc::new(installation.traces.keys.results()?),
        factors: Arc::new(installation.traces.keys.factors()?),
        postman: Arc::new(installation.rounds()?),
        proxies: installation.config.proxies.clone(),
        single_sign_on: None,
        journal: Journal::new(installation.config.log, |line| terminal::note(line)),
    })
}

/// Notes a complaint, unless the round before ended with the same one: what lasts is said once.
fn note_once(before: &mut Option<String>, complaint: Option<String>) {
    if let Some(complaint) = complaint.as_ref().filter(|_| *before != complaint) {
        terminal::note(format!("letters about results wait: {complaint}"));
    }
    *before = complaint;
}

async fn send_waiting(installation: &Installation) -> Result<(), Failure> {
    let now = chrono::Utc::now().timestamp();
    for wave in installation.store.waves().await? {
        let due = wave.state == WaveState::Open && now < wave.ends;
        if !due || installation.store.letter_counts(&wave.label).await?.queued == 0 {
            continue;
        }
        let Some(open) = installation.store.find_open_wave(&wave.label).await? else { continue };
        let (post, terms) = (installation.post(&wave.label)?, installation.letter_terms());
        let sending =
            jobs::send_letters(&installation.store, &installation.traces.keys, &post, &terms, &open, |_, _| ()).await?;
        if sending.sent + sending.refused > 0 {
            let (sent, refused, waiting) = (sending.sent, sending.refused, sending.waiting);
            terminal::note(format!("letters: {sent} sent, {refused} refused, {waiting} waiting"));
        }
    }
    Ok(())
}
