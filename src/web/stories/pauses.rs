//! Stories of the schedule on the administrator's page: what is planned, what went wrong, a pause and its end.

use rocket::http::Status;
use store::Pause;

use super::Stage;

#[rocket::async_test]
async fn the_administrator_sees_what_is_planned_and_pauses_it() {
    let stage = Stage::set().await;
    let sam = stage.sign_in("sam").await;
    let page = stage.get("/administration", Some(&sam)).await.body;
    // The clock of the stage stands in January 2027.
    assert!(page.contains("Round 2027-02 opens on 2 February 2027 at 09:00"), "{page}");
    assert!(page.contains("up to and including 15 February 2027") && page.contains("Pause the schedule"), "{page}");

    let paused = stage.post("/administration/pause", Some(&sam), &[("until", "2027-03-01")]).await;
    assert_eq!(paused.status, Status::SeeOther);
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains("paused until 1 March 2027") && !page.contains("Pause the schedule"), "{page}");

    stage.post("/administration/pause/end", Some(&sam), &[]).await;
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains("Pause the schedule"), "{page}");
    let today = "2027-01-15".parse().ok();
    assert_eq!(stage.store.pause().await.expect("a database"), Some(Pause { until: today }), "the clock ends it");
}

#[rocket::async_test]
async fn a_pause_without_a_day_to_come_has_no_end_and_troubles_are_told() {
    let stage = Stage::set().await;
    let sam = stage.sign_in("sam").await;
    for until in ["", "soon", "2020-01-01"] {
        stage.post("/administration/pause", Some(&sam), &[("until", until)]).await;
        assert_eq!(stage.store.pause().await.expect("a database"), Some(Pause { until: None }), "{until}");
    }
    stage.store.set_schedule_troubles(&["the roster is <empty>".to_owned()]).await.expect("a database");
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains("the roster is &#60;empty&#62;") || page.contains("the roster is &lt;empty&gt;"), "{page}");
    assert!(page.contains("paused until you let it go on"), "{page}");
}
