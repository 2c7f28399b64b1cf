//! `serve`: the server and the queue of letters, until a signal. Logs no address and no path.

use std::path::Path;
use std::sync::Arc;

use jobs::{CustodyRule, Printer};
use rocket::fairing::AdHoc;
use web::{Clock, House, Journal, Postman};

use super::printing::Counter;
use super::vault::Holdings;
use super::{Installation, bounces, outbox, rounds, survey};
use crate::config::OpenId;
use crate::{Failure, terminal};

pub(crate) async fn run(dir: &Path) -> Result<(), Failure> {
    let installation = Installation::open(dir).await?;
    launch(installation, None).await
}

/// Told the address when the server listens.
pub(crate) type Ready = Box<dyn Fn(&str) + Send + Sync>;

/// Serves until a signal.
pub(crate) async fn launch(installation: Installation, ready: Option<Ready>) -> Result<(), Failure> {
    // A key for signatures that can't be read would keep every letter here, so it shows at once.
    super::letter_terms(&installation.config)?;
    let openid = installation.config.openid.as_ref().map(OpenId::ready).transpose()?;
    let printer = installation.printer()?;
    let house = house(&installation, Clock::in_zone(installation.config.schedule.zone()), printer.clone())?;
    let house = House { single_sign_on: openid.map(Arc::new), ..house };
    let bell = Arc::clone(&house.postman.bell);
    outbox::warn_of_links(&installation);
    let built = web::server(house, installation.config.listen).attach(AdHoc::on_liftoff("address", move |rocket| {
        let config = rocket.config();
        let address = format!("http://{}", std::net::SocketAddr::new(config.address, config.port));
        match &ready {
            Some(ready) => ready(&address),
            None => terminal::say(format!("Polsslag listens on {address}; stop it with Ctrl-C")),
        }
        Box::pin(async {})
    }));
    let returns = bounces::watch(&installation)?;
    let ignited = built.ignite().await.map_err(|error| Failure::Server(error.kind().to_string()))?;
    let stop = ignited.shutdown();
    let rounds = tokio::spawn(async move {
        let (tell, told) = tokio::sync::watch::channel(false);
        let work = rounds::until_stopped(&installation, printer, bell, told);
        let stopping = async {
            stop.await;
            // The letters that are on their way arrive first.
            let _ = tell.send(true);
            std::future::pending::<()>().await;
        };
        tokio::select! {
            done = work => if let Err(failure) = done {
                terminal::note(format!("the server's own work has ended; start it again: {failure}"));
            },
            () = stopping => {}
        }
        installation
    });
    let served = ignited.launch().await;
    if let Some(returns) = returns {
        returns.abort();
        let _ = returns.await;
    }
    if served.is_err() {
        // A server that never listened sends no signal to stop.
        rounds.abort();
    }
    if let Ok(installation) = rounds.await {
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
        schedule: installation.config.schedule.clone(),
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
        opt_outs: Arc::new(installation.traces.keys.opt_outs()?),
        factors: Arc::new(installation.traces.keys.factors()?),
        postman: Postman { access: Arc::new(installation.traces.keys.access()?), bell: Arc::default() },
        proxies: installation.config.proxies.clone(),
        single_sign_on: None,
        journal: Journal::new(installation.config.log, |line| terminal::note(line)),
    })
}
