//! Passwords, codes and sessions: what is taken once, what ends when, and what nobody can find out.

use rocket::http::{Method, Status};
use store::Session;

use super::{Answer, PASSWORD, Stage, name};

const WRONG: &str = "four quiet green toads";

/// What a visitor can tell from an answer, apart from when it was given.
fn face(answer: &Answer) -> (Status, String, Option<String>) {
    (answer.status, answer.body.clone(), answer.headers.get("Set-Cookie").cloned())
}

#[rocket::async_test]
async fn a_name_that_does_not_exist_meets_the_same_words_and_the_same_lock() {
    let stage = Stage::set().await;
    let mut faces = Vec::new();
    for who in ["ada", "nobody", "Not a name/at all"] {
        let mut seen = Vec::new();
        for _ in 0..7 {
            seen.push(face(&stage.post("/sign-in", None, &[("name", who), ("password", WRONG)]).await));
        }
        assert_eq!(seen[4].0, Status::Unauthorized);
        assert_eq!(seen[5].0, Status::TooManyRequests, "closed after five");
        faces.push(seen);
    }
    assert_eq!(faces[0], faces[1]);
    assert_eq!(faces[0], faces[2]);
    // The right password does not open a closed door, and does not show that it is right either.
    let right = face(&stage.post("/sign-in", None, &[("name", "ada"), ("password", PASSWORD)]).await);
    assert_eq!(right, faces[0][6]);
    stage.wait(31);
    assert!(!stage.half("ada").await.is_empty());
}

#[rocket::async_test]
async fn others_guesses_don_t_keep_a_known_browser_out() {
    let stage = Stage::set().await;
    stage.wait(30);
    let half = stage.half("ada").await;
    let done = stage.post("/sign-in/code", Some(&half), &[("code", &stage.code())]).await;
    let known = format!("known={}", done.cookies["known"]);
    for _ in 0..6 {
        stage.post("/sign-in", None, &[("name", "ada"), ("password", WRONG)]).await;
    }
    let fields = [("name", "ada"), ("password", PASSWORD)];
    assert_eq!(stage.post("/sign-in", None, &fields).await.status, Status::TooManyRequests);
    let with = [("Cookie", known.as_str()), ("X-Forwarded-For", "192.0.2.9")];
    assert_eq!(stage.ask(Method::Post, "/sign-in", None, &fields, &with).await.status, Status::SeeOther);
    let other = [("name", "bob"), ("password", WRONG)];
    for _ in 0..6 {
        stage.post("/sign-in", None, &other).await;
    }
    let answer = stage.ask(Method::Post, "/sign-in", None, &other, &with).await;
    assert_eq!(answer.status, Status::TooManyRequests, "a mark is for one account");
}

#[rocket::async_test]
async fn a_code_and_a_recovery_code_work_once() {
    let stage = Stage::set().await;
    stage.sign_in("ada").await;
    let again = stage.half("ada").await;
    let replayed = stage.post("/sign-in/code", Some(&again), &[("code", &stage.code())]).await;
    assert_eq!(replayed.status, Status::Unauthorized);
    assert!(replayed.body.contains("used already"));
    let recovered = stage.post("/sign-in/recovery", Some(&again), &[("code", "AA AA")]).await;
    assert_eq!(recovered.status, Status::SeeOther);
    let once_more = stage.half("ada").await;
    let refused = stage.post("/sign-in/recovery", Some(&once_more), &[("code", "aaaa")]).await;
    assert_eq!(refused.status, Status::Unauthorized);
}

#[rocket::async_test]
async fn codes_can_t_be_guessed_for_long() {
    let stage = Stage::set().await;
    for round in 0..6 {
        let half = stage.half("ada").await;
        let answer = stage.post("/sign-in/code", Some(&half), &[("code", "000000")]).await;
        let expected = if round < 5 { Status::Unauthorized } else { Status::TooManyRequests };
        assert_eq!(answer.status, expected, "another session does not help");
    }
}

#[rocket::async_test]
async fn a_session_ends_when_nobody_is_there_and_after_a_working_day() {
    let stage = Stage::set().await;
    let cookie = stage.sign_in("ada").await;
    let is_in = async || stage.get("/account", Some(&cookie)).await.status == Status::Ok;
    assert!(is_in().await);
    stage.wait(Session::IDLE + 1);
    assert!(!is_in().await, "idle");

    let cookie = stage.sign_in("ada").await;
    let is_in = async || stage.get("/account", Some(&cookie)).await.status == Status::Ok;
    let mut hours = 0;
    while hours < Session::LONGEST - 1200 {
        stage.wait(1200);
        hours += 1200;
        assert!(is_in().await, "after {hours} seconds of work");
    }
    stage.wait(1200);
    assert!(!is_in().await, "however busy");
}

#[rocket::async_test]
async fn each_step_has_a_session_of_its_own_and_a_new_password_ends_them_all() {
    let stage = Stage::set().await;
    stage.wait(30);
    let half = stage.half("ada").await;
    let whole = stage.post("/sign-in/code", Some(&half), &[("code", &stage.code())]).await.cookies["session"].clone();
    assert_ne!(half, whole);
    assert_eq!(stage.get("/sign-in/code", Some(&half)).await.place.as_deref(), Some("/sign-in"), "the first is gone");
    let elsewhere = stage.sign_in("ada").await;

    let change = |current, new, again| [("current", current), ("new", new), ("again", again)];
    let wrong = stage.post("/account/password", Some(&whole), &change(WRONG, WRONG, WRONG)).await;
    assert!(wrong.body.contains("Your present password is not right"), "{}", wrong.body);
    let differ = stage.post("/account/password", Some(&whole), &change(PASSWORD, WRONG, "another one")).await;
    assert!(differ.body.contains("not the same"));
    let short = stage.post("/account/password", Some(&whole), &change(PASSWORD, "short", "short")).await;
    assert!(short.body.contains("at least 12"));
    let done = stage.post("/account/password", Some(&whole), &change(PASSWORD, WRONG, WRONG)).await;
    assert_eq!(done.place.as_deref(), Some("/sign-in?chosen=true"));
    for cookie in [whole, elsewhere] {
        assert_eq!(stage.get("/account", Some(&cookie)).await.place.as_deref(), Some("/sign-in"));
    }
    let answer = stage.post("/sign-in", None, &[("name", "ada"), ("password", WRONG)]).await;
    assert_eq!(answer.place.as_deref(), Some("/sign-in/code"), "the second factor stays");
}

#[rocket::async_test]
async fn a_password_alone_can_t_put_another_authenticator_in_the_place_of_the_one_there_is() {
    let stage = Stage::set().await;
    let half = stage.half("ada").await;
    assert_eq!(stage.get("/sign-in/enrolment", Some(&half)).await.place.as_deref(), Some("/sign-in/code"));
    let before = stage.store.factor(&name("ada")).await.expect("a database");
    let posted = stage.post("/sign-in/enrolment", Some(&half), &[("code", &stage.code())]).await;
    assert_eq!(posted.place.as_deref(), Some("/sign-in/code"));
    assert_eq!(stage.store.factor(&name("ada")).await.expect("a database"), before);
}

#[rocket::async_test]
async fn whoever_is_too_fast_is_slowed_down_by_the_address_a_proxy_tells_and_by_no_other() {
    let stage = Stage::set().await;
    let attempt = async |forwarded: &str, who: &str| {
        let fields = [("name", who), ("password", WRONG)];
        stage.ask(Method::Post, "/sign-in", None, &fields, &[("X-Forwarded-For", forwarded)]).await
    };
    let mut slowed = None;
    for n in 0..40 {
        // What the visitor wrote on the left changes nothing.
        let answer = attempt(&format!("192.0.2.{n}, 198.51.100.7"), &format!("name{n}")).await;
        if answer.status == Status::TooManyRequests {
            slowed = Some((n, answer));
            break;
        }
    }
    let (n, answer) = slowed.expect("slowed down");
    assert!(n >= 20, "after {n}");
    assert!(answer.body.contains("Too fast"));
    assert!(answer.headers["Retry-After"].parse::<u64>().is_ok_and(|seconds| (1..60).contains(&seconds)));
    assert_eq!(attempt("198.51.100.8", "somebody").await.status, Status::Unauthorized, "others go on");
}
