//! Looks at what an installation holds: its database, the roster, questionnaires, templates, and the clock. Tells how many,
//! never who.

use std::fs;
use std::path::Path;

use chrono::{Datelike, Utc};
use jobs::KeyFolder;
use store::{Location, Store, StoreError, WaveState};

use super::finding::Sheet;
use super::pulses;
use crate::commands::press::Presses;
use crate::commands::survey;
use crate::config::Config;
use crate::terminal::count;

/// Looks at all of it.
pub(super) async fn look(config: &Config, sheet: &mut Sheet) {
    let place = match &config.database {
        Location::File(file) => file.display().to_string(),
        server @ Location::Server(_) => server.to_string(),
    };
    let opened = Store::open(&config.database).await;
    if let Some(store) = sheet.judge("database", opened, |_| format!("{place} is there, with tables of this version")) {
        if let Err(error) = within(config, &store, sheet).await {
            sheet.fault("database", error.to_string());
        }
        // Nothing was written: a failure to close loses nothing.
        let _ = store.close().await;
    }
    surveys(&config.surveys, sheet);
    let templates =
        if config.reports.templates.is_some() { "your own can be used" } else { "the built-in ones are used" };
    sheet.judge("templates", Presses::of(&config.reports), |_| templates.to_owned());
    clock(config, sheet);
}

async fn within(config: &Config, store: &Store, sheet: &mut Sheet) -> Result<(), StoreError> {
    if store.keeps_times().await? {
        let says = "this PostgreSQL keeps the time of every commit, which tells when each answer came in; set \
                    track_commit_timestamp = off in postgresql.conf and restart it";
        sheet.fault("database", says);
    }
    match store.roster().await?.people().len() {
        0 => sheet.note("roster", "nobody is on it; read one with: polsslag people import roster.csv"),
        people => sheet.good("roster", format!("{people} people are on it")),
    }
    let adviser = store.accounts().await?.iter().any(|state| state.account.roles.is_adviser());
    if adviser {
        sheet.good("adviser", "the confidential adviser has an account");
    } else {
        sheet.note("adviser", "nobody can read results: make one with: polsslag account add NAME --role adviser");
    }
    if let Some(held) = store.held_up().await? {
        let says = format!(
            "{} tried again; what was heard most often: {}; see what to do with: polsslag mail test",
            count(held.letters, "letter could not leave yet and is", "letters could not leave yet and are"),
            held.complaint
        );
        sheet.note("letters", says);
    }
    pulses::look(config, store, sheet).await?;
    let keys = KeyFolder::at(&config.keys);
    for wave in store.waves().await?.iter().filter(|wave| wave.state == WaveState::Open) {
        let label = &wave.label;
        if keys.has(label) {
            sheet.good("waves", format!("wave {label} is open, and its key file is there"));
        } else {
            let folder = config.keys.display();
            sheet.fault("waves", format!("wave {label} is open, but {folder} has no key file for it; put it back"));
        }
    }
    Ok(())
}

fn surveys(folder: &Path, sheet: &mut Sheet) {
    if let Err(error) = fs::read_dir(folder) {
        return sheet.fault("surveys", format!("{}: {error}", folder.display()));
    }
    let keys = survey::keys(folder);
    for error in keys.iter().filter_map(|key| survey::find(folder, key).err()) {
        sheet.fault("surveys", error.to_string());
    }
    match keys.as_slice() {
        [] => sheet.fault("surveys", format!("there are no questionnaires in {}", folder.display())),
        keys => {
            let names: Vec<_> = keys.iter().map(ToString::to_string).collect();
            sheet.good("surveys", format!("there are: {}", names.join(", ")));
        }
    }
    sheet.judge("guides", survey::guides(folder), |guides| format!("{} conversation guides can be read", guides.len()));
}

fn clock(config: &Config, sheet: &mut Sheet) {
    let zone = config.schedule.zone();
    let now = zone.local(Utc::now());
    let told = format!("{} in {}", now.format("%Y-%m-%d %H:%M"), zone.name());
    if (2026..2100).contains(&now.year()) {
        sheet.good("clock", format!("it is {told}"));
    } else {
        sheet.fault(
            "clock",
            format!("this machine says that it is {told}; set its clock, or waves open and close wrongly"),
        );
    }
}
