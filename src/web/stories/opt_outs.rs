//! Stopping letters: by hand, by a mail program, and by nobody who only looks.

use rocket::http::{ContentType, Method, Status};

use super::{Answer, Stage};

const STOP: [(&str, &str); 1] = [("sure", "true")];
const AGAIN: [(&str, &str); 1] = [("letters", "again")];

/// The path of the page of somebody called like this.
fn page(stage: &Stage, who: &str) -> String {
    format!("/letters/{}", stage.opt_outs.mark(&who.parse().expect("a key")))
}

async fn stopped(stage: &Stage, who: &str) -> bool {
    let all = stage.store.opt_outs().await.expect("all");
    stage.opt_outs.is_in(&all, &who.parse().expect("a key"))
}

fn is_discreet(answer: &Answer) {
    assert!(answer.cookies.is_empty(), "no cookie");
    assert_eq!(answer.headers["Referrer-Policy"], "no-referrer");
    assert_eq!(answer.headers["Cache-Control"], "no-store");
    assert!(!answer.body.contains("/sign-in") && !answer.body.contains("href=\"/\""), "nothing leads to other rooms");
}

#[rocket::async_test]
async fn a_button_stops_the_letters_and_another_starts_them_again() {
    let stage = Stage::set().await;
    let here = page(&stage, "p1");
    let before = stage.get(&here, None).await;
    assert_eq!(before.status, Status::Ok);
    is_discreet(&before);
    let done = stage.post(&here, None, &STOP).await;
    assert_eq!((done.status, done.place.as_deref()), (Status::Ok, None), "an answer, and nowhere to go");
    is_discreet(&done);
    assert!(done.body.contains("You get no more emails"), "{}", done.body);
    assert!(stopped(&stage, "p1").await && !stopped(&stage, "p2").await);
    assert_eq!(stage.get(&here, None).await.body, done.body, "it stays so");
    let back = stage.post(&format!("{here}/again?lang=nl"), None, &AGAIN).await;
    let told = back.place.expect("a place");
    assert_eq!(told, format!("{here}?lang=nl&done=started"));
    assert!(stage.get(&told, None).await.body.contains("Je krijgt weer mails, vanaf de eerstvolgende"), "it says so");
    assert!(!stopped(&stage, "p1").await);
    assert_eq!(stage.get(&here, None).await.body, before.body);
}

#[rocket::async_test]
async fn a_mail_program_stops_the_letters_with_one_request() {
    let stage = Stage::set().await;
    let multipart = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    for (who, kind, body) in [
        ("p1", ContentType::Form, "List-Unsubscribe=One-Click"),
        ("p2", ContentType::new("multipart", "form-data").with_params(("boundary", "x")), multipart),
    ] {
        for _ in 0..2 {
            let request = stage.client.post(page(&stage, who)).header(kind.clone()).body(body);
            assert_eq!(request.dispatch().await.status(), Status::Ok, "{kind}");
        }
        assert!(stopped(&stage, who).await, "{kind}");
    }
}

#[rocket::async_test]
async fn whoever_looks_or_sends_an_empty_form_changes_nothing() {
    let stage = Stage::set().await;
    let here = page(&stage, "p1");
    for method in [Method::Get, Method::Head, Method::Get] {
        assert_eq!(stage.ask(method, &here, None, &[], &[]).await.status, Status::Ok);
    }
    for fields in
        [&[][..], &[("List-Unsubscribe", "")], &[("other", "One-Click")], &[("sure", "false")], &[("sure", "")]]
    {
        let answer = stage.post(&here, None, fields).await;
        assert_eq!(answer.status, Status::UnprocessableEntity, "{fields:?}");
        assert!(
            answer.body.contains("role=\"alert\"") && answer.body.contains("Tick the box first"),
            "{}",
            answer.body
        );
        is_discreet(&answer);
    }
    assert!(!stopped(&stage, "p1").await);
    stage.post(&here, None, &STOP).await;
    stage.post(&format!("{here}/again"), None, &[]).await;
    stage.get(&format!("{here}/again"), None).await;
    assert!(stopped(&stage, "p1").await);
}

#[rocket::async_test]
async fn a_link_that_can_t_be_used_never_says_why() {
    let stage = Stage::set().await;
    let here = page(&stage, "p1");
    let unknown = stage.get("/letters/x", None).await;
    assert_eq!(unknown.status, Status::NotFound);
    is_discreet(&unknown);
    let changed = if here.ends_with('a') { "q" } else { "a" };
    for wrong in
        [format!("{}{changed}", &here[..here.len() - 2]), here[..here.len() - 1].to_owned(), format!("{here}a")]
    {
        for fields in [None, Some(&STOP)] {
            let answer = match fields {
                None => stage.get(&wrong, None).await,
                Some(fields) => stage.post(&wrong, None, fields).await,
            };
            assert_eq!((answer.status, &answer.body), (Status::NotFound, &unknown.body), "{wrong}");
        }
    }
    assert!(stage.store.opt_outs().await.expect("all").is_empty());
}

#[rocket::async_test]
async fn only_wrong_links_are_slowed_down() {
    let stage = Stage::set().await;
    let from = [("X-Forwarded-For", "192.0.2.9")];
    let mut met = Vec::new();
    for _ in 0..40 {
        met.push(stage.ask(Method::Get, "/letters/x", None, &[], &from).await.status);
    }
    assert!(met.contains(&Status::TooManyRequests), "{met:?}");
    for n in 0..40 {
        let who = format!("p{n}");
        assert_eq!(stage.ask(Method::Post, &page(&stage, &who), None, &STOP, &from).await.status, Status::Ok);
        assert!(stopped(&stage, &who).await);
    }
}
