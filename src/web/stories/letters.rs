//! Links in letters about accounts: asked for by anybody, used once, by whoever has the letter.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use domain::{Role, Roles};
use rocket::http::Status;
use store::{Delivery, Errand, Which};

use super::{PASSWORD, Stage, name};

const NEW: &str = "nine tall purple geese";

/// The letters that were queued so far, each as if it had been sent; they are queued in the background.
async fn letters(stage: &Stage, expected: usize) -> Vec<(String, String)> {
    let which = Which { due: i64::MAX, retry: true, pulses: true };
    for _ in 0..200 {
        for letter in stage.store.waiting_letters(which, None, 100).await.expect("a database").letters {
            let Errand::Access { account, .. } = &letter.errand else { panic!("{letter:?}") };
            let token = BASE64URL_NOPAD.encode(&stage.access.token(&letter.name));
            stage.satchel.lock().expect("a lock").push((account.to_string(), format!("/reset/{token}")));
            stage.store.record_letters(&[(letter, Delivery::Sent)]).await.expect("a database");
        }
        if stage.satchel.lock().expect("a lock").len() >= expected {
            break;
        }
        rocket::tokio::time::sleep(Duration::from_millis(10)).await;
    }
    stage.satchel.lock().expect("a lock").clone()
}

const CHOICE: [(&str, &str); 2] = [("new", NEW), ("again", NEW)];

#[rocket::async_test]
async fn the_answer_is_the_same_whoever_is_asked_for() {
    let stage = Stage::set().await;
    let known = stage.post("/forgotten", None, &[("who", "ADA@example.org")]).await;
    let unknown = stage.post("/forgotten", None, &[("who", "nobody@example.org")]).await;
    let nonsense = stage.post("/forgotten", None, &[("who", "")]).await;
    assert_eq!(known.body, unknown.body);
    assert_eq!(known.body, nonsense.body);
    let by_name = stage.post("/forgotten", None, &[("who", "bob")]).await;
    assert_eq!(by_name.status, Status::Ok);
    let mut receivers: Vec<_> = letters(&stage, 2).await.into_iter().map(|(to, _)| to).collect();
    receivers.sort();
    assert_eq!(receivers, ["ada", "bob"]);
}

#[rocket::async_test]
async fn a_link_works_once_and_looking_uses_nothing_up() {
    let stage = Stage::set().await;
    let session = stage.sign_in("ada").await;
    stage.post("/forgotten", None, &[("who", "ada")]).await;
    let link = letters(&stage, 1).await[0].1.clone();
    for _ in 0..5 {
        let page = stage.get(&link, None).await;
        assert_eq!(page.status, Status::Ok);
        assert_eq!(page.headers["Referrer-Policy"], "no-referrer");
    }
    let short = stage.post(&link, None, &[("new", "short"), ("again", "short")]).await;
    assert_eq!(short.status, Status::UnprocessableEntity, "a slip costs nothing");
    let kept = stage.post(&link, None, &CHOICE).await;
    assert_eq!(kept.place.as_deref(), Some("/sign-in?chosen=true"));
    assert_eq!(stage.get("/account", Some(&session)).await.place.as_deref(), Some("/sign-in"), "ended everywhere");
    let (used, unknown) = (stage.post(&link, None, &CHOICE).await, stage.get("/reset/x", None).await);
    assert_eq!((used.status, used.body), (Status::NotFound, unknown.body), "which of them it is, is not said");
    let old = stage.post("/sign-in", None, &[("name", "ada"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, Status::Unauthorized);
    let new = stage.post("/sign-in", None, &[("name", "ada"), ("password", NEW)]).await;
    assert_eq!(new.place.as_deref(), Some("/sign-in/code"), "the second factor stays");
}

#[rocket::async_test]
async fn a_link_ends_after_an_hour_and_when_a_newer_one_goes_out() {
    let stage = Stage::set().await;
    for _ in 0..2 {
        stage.post("/forgotten", None, &[("who", "ada")]).await;
        letters(&stage, 1).await;
    }
    let sent = letters(&stage, 2).await;
    assert_eq!(stage.get(&sent[0].1, None).await.status, Status::NotFound, "replaced");
    stage.wait(3599);
    assert_eq!(stage.get(&sent[1].1, None).await.status, Status::Ok);
    stage.wait(1);
    assert_eq!(stage.get(&sent[1].1, None).await.status, Status::NotFound);
    assert_eq!(stage.post(&sent[1].1, None, &CHOICE).await.status, Status::NotFound);
}

#[rocket::async_test]
async fn a_letter_opens_a_door_that_others_closed() {
    let stage = Stage::set().await;
    let wrong = [("name", "ada"), ("password", "not the password")];
    for _ in 0..6 {
        stage.post("/sign-in", None, &wrong).await;
    }
    assert_eq!(stage.post("/sign-in", None, &wrong).await.status, Status::TooManyRequests);
    stage.post("/forgotten", None, &[("who", "ada")]).await;
    let kept = stage.post(&letters(&stage, 1).await[0].1, None, &CHOICE).await;
    assert!(kept.cookies.contains_key("known"));
    let answer = stage.post("/sign-in", None, &[("name", "ada"), ("password", NEW)]).await;
    assert_eq!(answer.status, Status::SeeOther);
}

#[rocket::async_test]
async fn nobody_s_mailbox_is_flooded() {
    let stage = Stage::set().await;
    for n in 0..9 {
        let from = format!("192.0.2.{n}");
        let headers = [("X-Forwarded-For", from.as_str())];
        stage.ask(rocket::http::Method::Post, "/forgotten", None, &[("who", "ada")], &headers).await;
        // One that still waits takes the place of the one before.
        letters(&stage, (n + 1).min(3)).await;
    }
    rocket::tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(letters(&stage, 3).await.len(), 3);
}

#[rocket::async_test]
async fn an_invitation_makes_an_account_usable_for_whoever_has_its_mailbox() {
    let stage = Stage::set().await;
    let roles = Roles::of(&[Role::Administrator], [].into()).expect("roles");
    stage.add("new", roles, None).await;
    let before = stage.post("/sign-in", None, &[("name", "new"), ("password", "")]).await;
    assert_eq!(before.status, Status::Unauthorized, "no password is not an empty password");
    let sam = stage.sign_in("sam").await;
    let sent = stage.post("/administration/accounts/new/invitation", Some(&sam), &[]).await;
    assert_eq!(sent.place.as_deref(), Some("/administration?done=invited&name=new"));
    assert!(
        stage
            .get("/administration?done=invited&name=new", Some(&sam))
            .await
            .body
            .contains("An email to new is on its way")
    );
    let link = letters(&stage, 1).await[0].1.clone();
    stage.wait(7 * 24 * 3600 - 60);
    assert_eq!(stage.post(&link, None, &CHOICE).await.status, Status::SeeOther);
    let answer = stage.post("/sign-in", None, &[("name", "new"), ("password", NEW)]).await;
    assert_eq!(answer.place.as_deref(), Some("/sign-in/enrolment"));
    let half = answer.cookies["session"].clone();
    let page = stage.get("/sign-in/enrolment", Some(&half)).await.body;
    let secret = page.split("class=\"secret\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a secret");
    assert_eq!(stage.get("/sign-in/enrolment", Some(&half)).await.body, page, "looking again shows the same");
    let code = crate::authenticator::code_at(&crate::authenticator::read_secret(secret).expect("base32"), stage.now());
    let done = stage.post("/sign-in/enrolment", Some(&half), &[("code", &code.expect("a code"))]).await;
    assert_eq!(done.body.matches("<li><code>").count(), 10);
    assert!(stage.store.account(&name("new")).await.expect("a database").is_some_and(|state| state.has_factor));
}

#[rocket::async_test]
async fn the_administrator_reads_why_letters_cant_leave() {
    let stage = Stage::set().await;
    stage.add("new", Roles::of(&[Role::Administrator], [].into()).expect("roles"), None).await;
    let sam = stage.sign_in("sam").await;
    stage.post("/administration/accounts/new/invitation", Some(&sam), &[]).await;
    assert!(!stage.get("/administration", Some(&sam)).await.body.contains("could not leave yet"), "it was not tried");
    let which = Which { due: i64::MAX, retry: true, pulses: true };
    let letter = stage.store.waiting_letters(which, None, 100).await.expect("a database").letters.remove(0);
    let why = "the mail server said: 554 5.7.1 relay access denied".to_owned();
    stage.store.record_letters(&[(letter, Delivery::Deferred { why, due: 0 })]).await.expect("a database");
    let page = stage.get("/administration", Some(&sam)).await.body;
    assert!(page.contains("One email could not leave yet and is tried again. The reason:"), "{page}");
    assert!(page.contains("<q>the mail server said: 554 5.7.1 relay access denied</q>"), "{page}");
}
