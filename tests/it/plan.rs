//! What is told beforehand: the plan with what stands in its way, and an opening that only tells what it would do. Opens
//! nothing by the schedule.

use std::fs;

use serde_json::Value;

use crate::house::{TestHouse, collect, in_days, on_both_engines};
use crate::mail_server::{Does, Step, Stub};

const ROSTER: &str = "person,email,unit,language\n1,a@x.nl,Care/A,nl\n2,b@x.nl,Care/A,nl\n3,c@x.nl,Care/A,nl\n\
    4,d@x.nl,Care/A,nl\n5,e@x.nl,Care/A,en\n6,f@x.nl,Care/B,nl\n";
const OPEN: [&str; 5] = ["wave", "open", "--survey", "team-safety", "--closes"];

/// A house with a pulse that opens in five days and then every eight weeks.
fn plan(house: &TestHouse) {
    house.configure("#= [[pulse]]", "[[pulse]]");
    house.configure("#= survey = ", "survey = ");
    house.configure(
        "#= when = \"first Tuesday of the month\"",
        &format!("when = \"every 8 weeks from {}\"", in_days(5)),
    );
    for key in ["at", "for_days", "remind_after"] {
        house.configure(&format!("#= {key} = "), &format!("{key} = "));
    }
}

fn rounds(house: &TestHouse) -> Vec<Value> {
    serde_json::from_str(&house.must(&["schedule", "next", "3", "--json"])).expect("JSON")
}

fn the_plan_foretells_an_opening_that_will_be_refused(house: &TestHouse) {
    plan(house);
    let empty = rounds(house);
    assert_eq!(empty[0]["will_open"], false);
    assert!(empty[0]["obstacle"].as_str().is_some_and(|why| why.contains("the roster is empty")), "{empty:?}");
    house.import(ROSTER);
    let good = rounds(house);
    assert!(good.iter().all(|round| round["will_open"] == true && round["obstacle"].is_null()), "{good:?}");

    let opened = house.run(&[&OPEN[..], &[&in_days(1), "--queue-only"]].concat());
    assert!(opened.ok && opened.out.contains("no reminder goes by itself"), "{}", opened.out);
    let planned = good[0]["planned"].as_str().expect("a day");
    for words in ["to answer, today included", &format!("the round that is planned for {planned}, which won't open")] {
        assert!(opened.err.contains(words), "{words}: {}", opened.err);
    }
    let refused = rounds(house);
    let first = &refused[0];
    assert!(first["will_open"] == false && first["planned"] == good[0]["planned"], "{first}");
    assert!(first["obstacle"].as_str().is_some_and(|why| why.contains("the next one can open on")), "{first}");
    assert!(refused[1]["will_open"] == true && refused[1]["wave"] == good[1]["wave"], "{refused:?}");
    let told = house.must(&["schedule", "next"]);
    assert!(told.contains("as things stand, it won't open on") && told.contains("21 days apart"), "{told}");
}

fn the_plan_knows_of_a_pause(house: &TestHouse) {
    plan(house);
    house.import(ROSTER);
    let until = in_days(30);
    house.must(&["schedule", "pause", "--until", &until]);
    let paused = rounds(house);
    assert_eq!(paused[0]["obstacle"], format!("the schedule is paused until {until}"), "{paused:?}");
    assert!(paused[0]["will_open"] == false && paused[1]["will_open"] == true, "{paused:?}");
    let opened = house.run(&[&OPEN[..], &[&in_days(14), "--dry-run"]].concat());
    assert!(opened.err.contains("those of this wave wait, too"), "{}", opened.err);
    assert!(!opened.out.contains("leave now"), "{}", opened.out);
    house.must(&["schedule", "pause"]);
    assert!(rounds(house).iter().all(|round| round["will_open"] == false), "without end");
}

fn a_wave_is_not_closed_early_by_mistake(house: &TestHouse) {
    house.import(ROSTER);
    house.open_wave();
    let next = house.must(&["schedule", "next"]);
    assert!(next.contains(&format!("; its last day is {}\n", in_days(14))), "{next}");
    let refused = || {
        let said = house.run(&["wave", "close"]);
        assert!(!said.ok && said.err.contains("add: --early"), "{}", said.err);
        said.err
    };
    let told = refused();
    assert!(told.contains(&format!("takes answers until {} 00:00 ", in_days(15))), "{told}");
    assert!(told.contains(&format!("its last day is {}", in_days(14))), "{told}");
    house.change(&format!("UPDATE wave SET closes = '{}'", in_days(0)));
    assert!(refused().contains("today is its last day"));
    let remind = house.run(&["wave", "remind"]);
    assert!(remind.err.contains("opened today"), "the only open wave: {}", remind.err);
    house.must(&["wave", "close", "--early"]);
}

/// What stands in the folder of an installation, but for the database's own files.
fn standing(house: &TestHouse) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    collect(&house.dir(), &mut files);
    files.retain(|(path, _)| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("polsslag.db")));
    files
}

fn a_dry_run_tells_who_would_be_asked_and_changes_nothing(house: &TestHouse) {
    house.import(ROSTER);
    let closes = in_days(14);
    let before = standing(house);
    let folder = house.beside("preview");
    let there = folder.to_str().expect("a UTF-8 path");
    let told = house.must(&[&OPEN[..], &[&closes, "--dry-run", "--preview", there]].concat());
    for words in [
        format!("would be open until {closes}: 6 people in 4 units"),
        "1 person in en".to_owned(),
        "5 people in nl".to_owned(),
        "6 letters from Polsslag <polsslag@localhost> to the folder ".to_owned(),
        "Care/B has 1 person, fewer than 5".to_owned(),
        "its letters leave now, at ".to_owned(),
        "nothing was changed (--dry-run)".to_owned(),
    ] {
        assert!(told.contains(&words), "{words}: {told}");
    }
    assert!(standing(house) == before && house.rows("SELECT label FROM wave").is_empty(), "nothing is there");
    assert!(house.rows("SELECT name FROM outbox").is_empty());
    let letter =
        |language: &str| fs::read_to_string(folder.join(format!("invitation.{language}.eml"))).expect("a letter");
    assert!(letter("nl").contains("lang=3D\"nl\""), "{}", letter("nl"));
    assert!(letter("en").contains("To: nobody@example.org"), "{}", letter("en"));

    house.must(&[&OPEN[..], &[&closes, "--queue-only"]].concat());
    let [tried, opened] = ["--dry-run", "--queue-only"]
        .map(|how| house.run(&[&OPEN[..], &[&closes, "--label", "2026-01-again", how]].concat()));
    assert!(!tried.ok && tried.err.contains("is still open"), "{}", tried.err);
    assert_eq!(tried.err, opened.err, "the same words as the real opening");
    assert!(house.must(&["wave", "list"]).contains("open; 6 invitations: 0 sent, 6 waiting, 0 refused\n"));
}

on_both_engines!(
    the_plan_foretells_an_opening_that_will_be_refused,
    the_plan_knows_of_a_pause,
    a_wave_is_not_closed_early_by_mistake,
    a_dry_run_tells_who_would_be_asked_and_changes_nothing,
);

#[test]
fn a_refusal_is_told_once_and_names_nobody() {
    let stub = Stub::start(|at| match (at.step, at.receiver) {
        (Step::Recipient, "jan.jansen@x.nl") => Does::Says("550 5.1.1 user jan.jansen unknown"),
        _ => Does::AsUsual,
    });
    let house = TestHouse::new();
    house.use_relay(&format!("smtp://127.0.0.1:{}", stub.port()));
    house.import("person,email,unit,language\n1,jan.jansen@x.nl,Care,nl\n2,b@x.nl,Care,nl\n");
    let said = house.run(&[&OPEN[..], &[&in_days(14)]].concat());
    assert!(said.out.contains("1 letter went to the mail server"), "{}", said.out);
    assert!(said.err.contains("1 letter was refused for good"), "{}", said.err);
    assert!(said.err.contains("(550 5.1.1 user … unknown)") && !said.err.contains("jansen"), "{}", said.err);
    let told = house.must(&["mail", "undelivered"]);
    assert!(told.contains("  the mail server: 550 5.1.1 user … unknown\n"), "{told}");
    assert!(house.must(&["wave", "list"]).contains("open; 2 invitations: 1 sent, 0 waiting, 1 refused"));
}
