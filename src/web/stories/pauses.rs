//! Stories of the schedule on the administrator's page: what is planned, what went wrong, a pause and its end.

use domain::schedule::Pause;
use domain::schedule::{Hindrance, Obstacle, Task, Undone};
use domain::{Language, Person, Roster};
use rocket::http::{Method, Status};

use super::{Stage, figures};

#[rocket::async_test]
async fn the_administrator_sees_what_is_planned_and_pauses_it() {
    let stage = Stage::set().await;
    let person = Person {
        key: "p1".parse().expect("a key"),
        email: "p1@example.org".parse().expect("an address"),
        unit: "Care".parse().expect("a path"),
        language: Language::Dutch,
        zone: None,
    };
    stage.store.replace_roster(&Roster::of(vec![person]).expect("a roster")).await.expect("a database");
    let sam = stage.sign_in("sam").await;
    let page = stage.get("/administration", Some(&sam)).await.body;
    // The clock of the stage stands in January 2027.
    assert!(page.contains("Round 2027-02 opens on 2 February 2027 at 09:00"), "{page}");
    assert!(page.contains("up to and including 15 February 2027") && page.contains("Pause the schedule"), "{page}");

    let paused = stage.post("/administration/pause", Some(&sam), &[("until", "2027-03-01")]).await;
    assert_eq!(paused.place.as_deref(), Some("/administration?done=paused"));
    let page = stage.get("/administration?done=paused", Some(&sam)).await.body;
    assert!(page.contains("The schedule is paused."), "it was done: {page}");
    assert!(page.contains("paused until 1 March 2027") && !page.contains("Pause the schedule"), "{page}");

    let foretold = "the round of 2 February 2027 does not open. The schedule is paused until 1 March 2027.";
    assert!(page.contains(foretold) && page.contains("Round 2027-03 opens on 2 March 2027"), "{page}");

    let ended = stage.post("/administration/pause/end", Some(&sam), &[]).await.place.expect("a place");
    let page = stage.get(&ended, Some(&sam)).await.body;
    assert!(page.contains("The schedule goes on.") && page.contains("Pause the schedule"), "{page}");
    let today = "2027-01-15".parse().ok();
    assert_eq!(stage.store.pause().await.expect("a database"), Some(Pause { until: today }), "the clock ends it");
}

#[rocket::async_test]
async fn what_is_no_day_to_come_pauses_nothing_and_is_shown_again() {
    let stage = Stage::set().await;
    let sam = stage.sign_in("sam").await;
    let pause = async |until| stage.post("/administration/pause", Some(&sam), &[("until", until)]).await;
    for (until, told) in [
        ("15-03-2027<", "15-03-2027&#60;” is not a day"),
        ("2027-01-15", "15 January 2027 is not a day to come"),
        ("2020-01-01", "1 January 2020 is not a day to come"),
    ] {
        let again = pause(until).await;
        assert_eq!(again.status, Status::UnprocessableEntity, "{until}");
        assert!(again.body.contains(told) && again.body.contains("aria-invalid"), "{until}: {}", again.body);
        assert!(again.body.contains(&format!("value=\"{}\"", until.replace('<', "&#60;"))), "{}", again.body);
        assert_eq!(stage.store.pause().await.expect("a database"), None, "{until}");
    }
    pause("").await;
    assert_eq!(stage.store.pause().await.expect("a database"), Some(Pause { until: None }));
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains("paused until you let it go on"), "{page}");
}

#[rocket::async_test]
async fn what_could_not_be_done_is_told_in_the_language_of_the_page() {
    let stage = Stage::set().await;
    let sam = stage.sign_in("sam").await;
    let what =
        Task::Open { survey: "team-safety".parse().expect("a key"), opens: "2027-01-05".parse().expect("a day") };
    let too_soon = Hindrance::Obstacle(Obstacle::TooSoon {
        last: "2026-12".parse().expect("a name"),
        opened: "2026-12-22".parse().expect("a day"),
        next: "2027-01-12".parse().expect("a day"),
    });
    let troubles = [
        Undone { what: what.clone(), why: too_soon },
        Undone { what, why: Hindrance::Questionnaire("surveys/<x>: not found".to_owned()) },
    ];
    stage.store.set_schedule_troubles(&troubles).await.expect("a database");
    assert_eq!(stage.store.schedule_troubles().await.expect("a database"), troubles);
    let dutch = [("Accept-Language", "nl")];
    let page = stage.ask(Method::Get, "/administration", Some(&sam), &[], &dutch).await.body;
    for told in [
        "De ronde van 5 januari 2027 kon niet opengaan.",
        "dus de volgende kan op 12 januari 2027",
        "De vragenlijst ontbreekt",
        "<q lang=\"en\">surveys/&#60;x&#62;: not found</q>",
        "Zoals het er nu voor staat, gaat de ronde van 2 februari 2027 niet open. Er staat niemand in het",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("could not") && !page.contains("2 maart 2027"), "one reason is told once: {page}");
}

#[rocket::async_test]
async fn a_round_that_takes_answers_is_told_with_its_reminder() {
    let stage = Stage::set().await;
    let mut terms = figures::terms("2027-01", ["Care".to_owned()]);
    terms.closes = "2027-01-22".parse().expect("a day");
    let reminders = ["2027-01-08", "2027-01-19"].map(|day| day.parse().expect("a day"));
    figures::open(&stage, &terms, &reminders).await;
    let sam = stage.sign_in("sam").await;
    let told = "Round 2027-01 is open and takes answers up to and including 22 January 2027.";
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains(&format!("<li>{told} Everybody gets a reminder on 19 January 2027.</li>")), "{page}");
    stage.post("/administration/pause", Some(&sam), &[("until", "")]).await;
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains(&format!("<li>{told}</li>")), "the pause keeps it back: {page}");
}
