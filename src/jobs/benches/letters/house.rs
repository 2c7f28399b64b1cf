//! An installation with a wave that was just opened, whose letters wait. Knows no relay.

use std::path::Path;
use std::sync::Arc;

use domain::schedule::{Calendar, Holidays};
use domain::{
    Adviser, Coverage, Language, Person, Questionnaire, Roster, Schedule, Threshold, TimeZone, UnitPath, WaveLabel,
};
use jobs::{Carriage, CustodyRule, Departure, KeyFolder, LetterTerms, Opening, Outbox, Pace, Press, Unrecorded};
use mail::{Post, Sender};
use store::{Location, Store};

/// Noon of the day on which the wave is opened, in seconds since 1970.
pub(crate) const NOW: i64 = 1_793_707_200;

/// A wave has no reports when it opens.
pub(crate) struct NoReports;

impl Press for NoReports {
    async fn pdf(&self, _: &WaveLabel, _: &UnitPath, _: Language) -> Result<Vec<u8>, String> {
        Err("nobody prints here".to_owned())
    }
}

pub(crate) struct House {
    store: Store,
    keys: KeyFolder,
}

fn location(folder: &Path) -> Location {
    Location::File(folder.join("polsslag.db"))
}

fn keys(folder: &Path) -> KeyFolder {
    KeyFolder::at(folder.join("keys"))
}

impl House {
    /// Founds an installation in a folder and opens a wave for so many people.
    pub(crate) async fn found(folder: &Path, people: usize) {
        let store = Store::create(&location(folder)).await.unwrap();
        let person = |n: usize| Person {
            key: format!("p{n}").parse().unwrap(),
            email: format!("p{n}@example.org").parse().unwrap(),
            unit: format!("Care/Team {}", n % 200).parse().unwrap(),
            language: [Language::Dutch, Language::English][n % 2],
            zone: None,
        };
        store.replace_roster(&Roster::of((0..people).map(person).collect()).unwrap()).await.unwrap();
        let holidays = Holidays::new(Calendar::None, []).unwrap();
        let opening = Opening {
            questionnaire: Questionnaire::parse(include_str!("../../../../surveys/team-safety.toml")).unwrap(),
            label: None,
            today: "2026-11-03".parse().unwrap(),
            closes: "2026-11-17".parse().unwrap(),
            threshold: Threshold::DEFAULT,
            coverage: Coverage::DEFAULT,
            custody: CustodyRule::File,
            schedule: Schedule::new(TimeZone::UTC, holidays, Vec::new(), chrono::NaiveDate::default()).unwrap(),
            departure: Departure::AtOnce(NOW),
        };
        keys(folder).create().unwrap();
        jobs::open(&store, &keys(folder), opening).await.unwrap();
        store.close().await.unwrap();
    }

    pub(crate) async fn open(folder: &Path) -> Self {
        Self { store: Store::open(&location(folder)).await.unwrap(), keys: keys(folder) }
    }

    /// Whatever sends its letters, as `polsslag mail send` has it.
    pub(crate) fn outbox(&self, post: Post, connections: usize) -> Outbox<NoReports> {
        let adviser = Adviser { name: "Ada Bos".to_owned(), phone: None, email: None, hours: None };
        Outbox {
            store: self.store.clone(),
            keys: self.keys.clone(),
            letters: LetterTerms {
                organisation: "Zorggroep Één".to_owned(),
                base_url: "https://pulse.example.org".to_owned(),
                sender: Sender::new("Polsslag <polsslag@example.org>", None).unwrap(),
                adviser,
            },
            results: self.keys.results().unwrap(),
            access: self.keys.access().unwrap(),
            opt_outs: self.keys.opt_outs().unwrap(),
            carriage: Carriage::Link,
            press: NoReports,
            post,
            connections,
            pace: Pace::new(None, None),
            now: Arc::new(|| NOW),
            unrecorded: Unrecorded::default(),
        }
    }
}
