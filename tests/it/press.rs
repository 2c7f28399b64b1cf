//! Letters with reports, with a press that is handed in and fails. Knows no template.

use std::sync::Arc;

use domain::{AccessKey, Language, OptOutKey, ReportNote, ResultsKey, UnitPath, WaveLabel};
use jobs::{Carriage, KeyFolder, Outbox, Pace, Press, Unrecorded};
use mail::Post;
use mail_parser::MessageParser;
use store::{Location, Store, Which};

use crate::delivery::{closed, receiver};
use crate::house::{TestHouse, letter_terms};

/// A press that can't make the report on one unit.
pub(crate) struct Broken(pub(crate) UnitPath);

impl Press for Broken {
    async fn pdf(&self, _: &WaveLabel, unit: &UnitPath, _: Language) -> Result<Vec<u8>, String> {
        if *unit == self.0 { Err("unit.typ:7: unknown variable".to_owned()) } else { Ok(b"%PDF".to_vec()) }
    }
}

/// Sends the letters of a house into memory, with the reports of this press.
pub(crate) fn outbox<P: Press>(house: &TestHouse, store: Store, press: P, pace: Pace) -> Outbox<P> {
    Outbox {
        store,
        keys: KeyFolder::at(house.dir().join("keys")),
        letters: letter_terms(),
        results: ResultsKey::generate().expect("randomness"),
        opt_outs: OptOutKey::generate().expect("randomness"),
        access: AccessKey::generate().expect("randomness"),
        carriage: Carriage::Attached,
        press,
        post: Post::memory(),
        connections: 2,
        pace,
        now: Arc::new(|| 0),
        unrecorded: Unrecorded::default(),
    }
}

#[test]
fn a_letter_whose_report_can_t_be_made_waits_and_the_others_go() {
    let house = TestHouse::new();
    let label: WaveLabel = closed(&house).parse().expect("a label");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let store = Store::open(&Location::File(house.dir().join("polsslag.db"))).await.expect("a database");
        let note = ReportNote::read("I spoke with the team.", false).expect("a short note");
        store.keep_report_note(&label, &UnitPath::organisation(), note.as_ref()).await.expect("a note");
        store.release_reports(&label, store::Audience::Management, &|_| 0).await.expect("a release");
        let send = async |broken: &str| {
            let outbox = outbox(&house, store.clone(), Broken(broken.parse().expect("a path")), Pace::default());
            let all = Which { due: 0, retry: true, pulses: true };
            let sending = outbox.send(all, jobs::never(), |_, _| ()).await.expect("a round");
            (sending, outbox.post.collect())
        };
        let (sending, first) = send("Care/B").await;
        assert_eq!((sending.sent, sending.waiting), (1, 1));
        assert_eq!(sending.complaint.as_deref(), Some("unit.typ:7: unknown variable"));
        let letter = first[0].bytes();
        let letter = MessageParser::default().parse(&letter).expect("a letter");
        assert_eq!(receiver(&letter), "eve@x.nl");
        let text = letter.body_text(0).expect("a text");
        assert!(text.contains("- Zorg (with a note by Ada Bos)") && !text.contains("I spoke"), "{text}");
        let (sending, second) = send("Nowhere").await;
        assert_eq!((sending.sent, sending.waiting, second.len()), (1, 0, 1), "whole as soon as it can be made");
    });
}
