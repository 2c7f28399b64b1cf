//! The adviser's part of a year's report is typed, looked at, kept, replaced and withdrawn. Reads no paper.

use domain::CaseKind;
use rocket::http::Status;

use super::Stage;
use super::figures::publish;

const NUMBERS: [(&str, &str); 3] = [("counts.bullying", "7"), ("counts.conflict", "3"), ("counts.other", "")];

/// A form with these numbers and words.
fn form<'a>(numbers: &[(&'a str, &'a str)], foreword: &'a str) -> Vec<(&'a str, &'a str)> {
    [numbers, &[("foreword", foreword), ("advice", "Talk about it.")]].concat()
}

#[rocket::async_test]
async fn what_is_typed_is_looked_at_kept_as_bands_and_withdrawn() {
    let stage = Stage::set().await;
    publish(&stage, ["Care".to_owned()]).await;
    let ada = stage.sign_in("ada").await;
    let list = stage.get("/year-reports", Some(&ada)).await;
    assert!(list.body.contains("not written yet") && list.body.contains("/year-reports/2026/report?lang=nl"));

    let draft = stage.post("/year-reports/2026/draft", Some(&ada), &form(&NUMBERS, "A year.")).await;
    assert_eq!(draft.status, Status::Ok);
    for part in ["This is what will stand there", "<td>5–9</td>", "<td>fewer than 5</td>", "<td>not kept</td>"] {
        assert!(draft.body.contains(part), "{part} in {}", draft.body);
    }
    assert!(draft.body.contains("name=\"counts.bullying\" value=\"7\""), "the form carries what was typed");
    assert!(stage.store.year_notes(2026).await.expect("a database").is_none(), "looking keeps nothing");

    let kept = stage.post("/year-reports/2026", Some(&ada), &form(&NUMBERS, "A year.")).await;
    assert_eq!(kept.place.as_deref(), Some("/year-reports/2026"));
    let notes = stage.store.year_notes(2026).await.expect("a database").expect("notes");
    let bands: Vec<_> = notes.counts.kinds().filter_map(|(kind, band)| Some((kind, band?.from()))).collect();
    assert_eq!(bands, [(CaseKind::Bullying, 5), (CaseKind::Conflict, 0)]);
    let page = stage.get("/year-reports/2026", Some(&ada)).await.body;
    assert!(page.contains("How it stands now") && page.contains("\nA year.</textarea>"), "{page}");
    assert!(!page.contains("value=\"7\""), "the number is gone");
    assert!(stage.get("/year-reports", Some(&ada)).await.body.contains("<td>written</td>"));

    let again = stage.post("/year-reports/2026", Some(&ada), &form(&[("counts.bullying", "60")], "")).await;
    assert_eq!(again.status, Status::SeeOther);
    let notes = stage.store.year_notes(2026).await.expect("a database").expect("notes");
    assert!(notes.foreword.is_none() && notes.counts.total().map(domain::CaseBand::from) == Some(50));
    let gone = stage.post("/year-reports/2026/withdrawal", Some(&ada), &[]).await;
    assert_eq!(gone.place.as_deref(), Some("/year-reports/2026"));
    assert!(stage.store.year_notes(2026).await.expect("a database").is_none());
    let nothing = stage.post("/year-reports/2026/withdrawal", Some(&ada), &[]).await;
    assert_eq!(nothing.status, Status::NotFound);
}

#[rocket::async_test]
async fn a_field_complains_for_itself_and_keeps_what_was_typed() {
    let stage = Stage::set().await;
    publish(&stage, ["Care".to_owned()]).await;
    let ada = stage.sign_in("ada").await;
    let (bad, long) = ([("counts.bullying", "7"), ("counts.integrity", "a few")], "x".repeat(2_001));
    for place in ["/year-reports/2026/draft", "/year-reports/2026"] {
        let page = stage.post(place, Some(&ada), &form(&bad, &long)).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        for part in [
            "role=\"alert\"",
            "id=\"integrity-complaint\"",
            "value=\"a few\" aria-describedby=\"integrity-complaint counts-help\" aria-invalid=\"true\"",
            "value=\"7\" aria-describedby=\"counts-help\">",
            "This is too long: 2001 characters",
            long.as_str(),
            "Talk about it.</textarea>",
        ] {
            assert!(page.body.contains(part), "{part} in {}", page.body);
        }
        assert!(!page.body.contains("id=\"bullying-complaint\"") && !page.body.contains("id=\"preview\""));
    }
    assert!(stage.store.year_notes(2026).await.expect("a database").is_none());
}

#[rocket::async_test]
async fn there_is_a_report_for_years_with_a_wave_and_for_no_other() {
    let stage = Stage::set().await;
    let ada = stage.sign_in("ada").await;
    assert!(stage.get("/year-reports", Some(&ada)).await.body.contains("No wave has been closed yet"));
    assert_eq!(stage.get("/year-reports/2026", Some(&ada)).await.status, Status::NotFound);
    publish(&stage, ["Care".to_owned()]).await;
    for (place, name, words) in [
        ("/year-reports/2026/report?lang=nl", "jaarverslag-2026.pdf", "%PDF of 2026 in nl"),
        ("/year-reports/2026/report", "year-report-2026.pdf", "%PDF of 2026 in en"),
    ] {
        let paper = stage.get(place, Some(&ada)).await;
        assert_eq!((paper.status, paper.body.as_str()), (Status::Ok, words));
        assert_eq!(
            paper.headers["Content-Disposition"],
            format!("inline; filename=\"{name}\"; filename*=UTF-8''{name}")
        );
        assert_eq!([&paper.headers["Content-Type"], &paper.headers["Cache-Control"]], ["application/pdf", "no-store"]);
    }
    for place in ["/year-reports/2025", "/year-reports/2025/report"] {
        assert_eq!(stage.get(place, Some(&ada)).await.status, Status::NotFound, "{place}");
    }
    let kept = stage.post("/year-reports/2025", Some(&ada), &form(&NUMBERS, "")).await;
    assert_eq!(kept.status, Status::NotFound);
}
