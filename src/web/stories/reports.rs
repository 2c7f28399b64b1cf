//! Reports and results: who may have them, and when. Prints nothing: a printer is handed in.

use rocket::http::Status;
use store::Audience;

use super::Stage;
use super::figures::publish_only;

const UNITS: [&str; 4] = ["Care/Team A", "Care/Team B", "Office/Team C", "Care"];

async fn stage() -> Stage {
    let stage = Stage::set().await;
    publish_only(&stage, "2026-10", UNITS.map(str::to_owned)).await;
    stage
}

fn label() -> domain::WaveLabel {
    "2026-10".parse().expect("a label")
}

#[rocket::async_test]
async fn the_adviser_reads_first_and_management_when_the_wave_is_released() {
    let stage = stage().await;
    let (ada, bob) = (stage.sign_in("ada").await, stage.sign_in("bob").await);
    let paper = "/reports/2026-10/unit/Care?lang=nl";
    let waiting = stage.get("/reports", Some(&ada)).await.body;
    assert!(waiting.contains("Only you can see these now. Management gets them on 3 October 2026"), "{waiting}");
    let read = stage.get(paper, Some(&ada)).await;
    assert!(read.status == Status::Ok && read.body.starts_with("%PDF"));
    assert_eq!(read.headers["Content-Type"], "application/pdf");
    assert_eq!(read.headers["Cache-Control"], "no-store");
    assert!(read.headers["Content-Disposition"].contains("filename=\"Care - oktober 2026.pdf\""));
    assert_eq!(stage.get(paper, Some(&bob)).await.status, Status::NotFound, "it waits");
    assert!(stage.get("/reports", Some(&bob)).await.body.contains("There are no reports yet"));

    let place = "/reports/2026-10/release";
    let unsure = stage.post(place, Some(&ada), &[("sure", "false")]).await;
    assert!(unsure.status == Status::UnprocessableEntity && unsure.body.contains("Tick the box first"));
    assert_eq!(stage.post(place, Some(&ada), &[("sure", "true")]).await.place.as_deref(), Some("/reports/2026-10"));
    let desk = stage.get("/reports/2026-10", Some(&ada)).await.body;
    assert!(desk.contains("Management has these reports") && !desk.contains("Release this wave now"), "{desk}");

    let archive = stage.get("/reports", Some(&bob)).await.body;
    assert!(archive.contains(paper) && !archive.contains("Office") && !archive.contains("/note/"), "{archive}");
    assert_eq!(stage.get(paper, Some(&bob)).await.status, Status::Ok);
    assert_eq!(stage.get("/reports/2026-10/unit/Care/Team%20A", Some(&bob)).await.status, Status::Ok, "inside his");
    for elsewhere in ["/reports/2026-10/unit", "/reports/2026-10/unit/Office", "/reports/2026-09/unit/Care"] {
        assert_eq!(stage.get(elsewhere, Some(&bob)).await.status, Status::NotFound, "{elsewhere}");
    }
}

#[rocket::async_test]
async fn a_note_is_written_while_the_wave_waits_and_stays_as_it_is_afterwards() {
    let stage = stage().await;
    let ada = stage.sign_in("ada").await;
    let place = "/reports/2026-10/note/Care";
    let long = "x".repeat(2_001);
    let refused = stage.post(place, Some(&ada), &[("words", &long), ("signals", "false")]).await;
    assert_eq!(refused.status, Status::UnprocessableEntity);
    assert!(refused.body.contains("has 2,001 characters") || refused.body.contains("has 2001 characters"));
    assert!(refused.body.contains(&long), "what was typed stays");
    let kept = stage.post(place, Some(&ada), &[("words", "Ask <b>me</b> first"), ("signals", "false")]).await;
    assert_eq!(kept.place.as_deref(), Some("/reports/2026-10"));
    let desk = stage.get("/reports/2026-10", Some(&ada)).await.body;
    assert!(desk.contains("Ask &#60;b&#62;me&#60;/b&#62; first"), "{desk}");
    stage.store.release_reports(&label(), Audience::Management, &|_| 0).await.expect("released");
    let late = stage.post(place, Some(&ada), &[("words", "Too late"), ("signals", "false")]).await;
    assert!(late.status == Status::UnprocessableEntity && late.body.contains("This wave was released"));
    let note = stage.get(place, Some(&ada)).await.body;
    assert!(note.contains("Ask &#60;b&#62;me") && !note.contains("Too late"), "{note}");
    for nowhere in ["/reports/2026-10/note/Nowhere", "/reports/2026-09/note/Care", "/reports/2026-09"] {
        assert_eq!(stage.get(nowhere, Some(&ada)).await.status, Status::NotFound, "{nowhere}");
    }
}

#[rocket::async_test]
async fn a_link_to_results_opens_its_own_unit_once_the_wave_is_released_and_no_other() {
    let stage = stage().await;
    let edition = stage.store.edition(&label()).await.expect("a database").expect("an edition");
    let unit = |path: &str| path.parse::<domain::UnitPath>().expect("a path");
    let team = stage.store.published_unit(&edition, &unit("Care/Team A")).await.expect("a database").expect("a unit");
    let other = stage.store.published_unit(&edition, &unit("Care/Team B")).await.expect("a database").expect("a unit");
    let mark = stage.results.mark(&label(), &unit("Care/Team A"));
    let place = format!("/results/2026-10/{}/{mark}", team.position);
    let waiting = stage.get(&place, None).await;
    assert!(waiting.status == Status::NotFound && waiting.body.contains("can’t be used"), "{}", waiting.body);
    stage.store.release_reports(&label(), Audience::Management, &|_| 0).await.expect("released");
    let page = stage.get(&place, None).await;
    assert_eq!(page.status, Status::Ok);
    assert_eq!(page.headers["Referrer-Policy"], "no-referrer");
    assert!(page.body.contains("Results of Team A") && page.body.contains("75"), "{}", page.body);
    for word in ["Team B", "Care", "Office", "Testers", "/units", "/overview"] {
        assert!(!page.body.contains(word), "{word}: {}", page.body);
    }
    assert!(page.cookies.is_empty());
    assert_eq!(stage.get(&format!("{place}/words"), None).await.status, Status::Ok);
    assert!(stage.get(&format!("{place}?lang=nl"), None).await.body.contains("Uitkomsten van Team A"));
    let own = team.position;
    // Another's, none's, and the unit's own as we never write it.
    let others = [other.position.to_string(), "0".to_owned(), "99".to_owned(), "99999999999".to_owned()];
    let odd = [format!("+{own}"), format!("0{own}"), format!("-{own}"), "one".to_owned()];
    let positions: Vec<_> = others.into_iter().chain(odd).collect();
    let forged: Vec<_> = positions.iter().map(|position| format!("/results/2026-10/{position}/{mark}")).collect();
    let cut = format!("/results/2026-10/{}/{}", team.position, &mark.to_string()[..25]);
    let refused = stage.get(&forged[0], None).await;
    let waves = ["2026-09", "2026-99", "May"].map(|wave| format!("/results/{wave}/{own}/{mark}"));
    for place in forged.iter().chain([&cut]).chain(&waves) {
        let answer = stage.get(place, None).await;
        assert_eq!((answer.status, &answer.body), (Status::NotFound, &refused.body), "{place}");
    }
}
