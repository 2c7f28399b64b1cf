//! Every route is tried by everybody: a route without an entry here fails. Knows no figure.

use std::collections::BTreeSet;

use rocket::http::{Method, Status};

use super::Stage;

/// Who is let in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// Everybody, signed in or not.
    All,
    /// Whoever gave the password and not the code yet.
    Half,
    Adviser,
    /// The adviser, and management of the unit in the address.
    Viewers,
    Administrator,
    /// Everybody who is signed in.
    Members,
}

use Open::{Administrator, Adviser, All, Half, Members, Viewers};

/// Each route with an address that fits it.
const ROUTES: &[(Method, &str, &str, Open)] = &[
    (Method::Get, "/", "/", All),
    (Method::Get, "/a/<token>?<lang>", "/a/x", All),
    (Method::Post, "/a/<token>?<lang>", "/a/x", All),
    (Method::Get, "/a/<token>/words?<lang>", "/a/x/words", All),
    (Method::Get, "/account?<kept>", "/account", Members),
    (Method::Get, "/account/enrolment", "/account/enrolment", Members),
    (Method::Post, "/account/enrolment", "/account/enrolment", Members),
    (Method::Post, "/account/enrolment/confirmation", "/account/enrolment/confirmation", Members),
    (Method::Post, "/account/language", "/account/language", Members),
    (Method::Post, "/account/password", "/account/password", Members),
    (Method::Post, "/account/recovery-codes", "/account/recovery-codes", Members),
    (Method::Get, "/administration?<done>&<name>", "/administration", Administrator),
    (Method::Post, "/administration/accounts", "/administration/accounts", Administrator),
    (Method::Get, "/administration/accounts/<name>", "/administration/accounts/none", Administrator),
    (
        Method::Post,
        "/administration/accounts/<name>/invitation",
        "/administration/accounts/none/invitation",
        Administrator,
    ),
    (Method::Post, "/administration/accounts/<name>/removal", "/administration/accounts/none/removal", Administrator),
    (
        Method::Post,
        "/administration/accounts/<name>/second-factor-reset",
        "/administration/accounts/none/second-factor-reset",
        Administrator,
    ),
    (Method::Post, "/administration/accounts/<name>/units", "/administration/accounts/none/units", Administrator),
    (Method::Post, "/administration/pause", "/administration/pause", Administrator),
    (Method::Post, "/administration/pause/end", "/administration/pause/end", Administrator),
    (Method::Post, "/administration/undelivered", "/administration/undelivered", Administrator),
    (Method::Get, "/forgotten", "/forgotten", All),
    (Method::Post, "/forgotten", "/forgotten", All),
    (Method::Post, "/handlings", "/handlings", Adviser),
    (Method::Get, "/letters/<mark>?<lang>&<done>", "/letters/x", All),
    (Method::Post, "/letters/<mark>?<lang>", "/letters/x", All),
    (Method::Post, "/letters/<mark>/again?<lang>", "/letters/x/again", All),
    (Method::Get, "/language/<code>?<to>", "/language/en?to=/", All),
    (Method::Get, "/overview?<wanted..>", "/overview", Viewers),
    (Method::Get, "/protection?<lang>", "/protection", All),
    (Method::Get, "/reports?<page>", "/reports", Viewers),
    (Method::Get, "/reports/<wave>", "/reports/2026-01", Adviser),
    (Method::Post, "/reports/<wave>/release", "/reports/2026-01/release", Adviser),
    (Method::Get, "/reports/<wave>/note/<path..>", "/reports/2026-01/note/Care", Adviser),
    (Method::Post, "/reports/<wave>/note/<path..>", "/reports/2026-01/note/Care", Adviser),
    (Method::Get, "/reports/<wave>/unit/<path..>?<lang>", "/reports/2026-01/unit/Care", Viewers),
    (Method::Get, "/results/<wave>/<unit>/<mark>?<lang>", "/results/2026-01/1/x", All),
    (Method::Get, "/results/<wave>/<unit>/<mark>/words?<lang>", "/results/2026-01/1/x/words", All),
    (Method::Get, "/reset/<token>", "/reset/x", All),
    (Method::Post, "/reset/<token>", "/reset/x", All),
    (Method::Get, "/seal.js", "/seal.js", All),
    (Method::Get, "/sign-in?<chosen>", "/sign-in", All),
    (Method::Post, "/sign-in", "/sign-in", All),
    (Method::Get, "/sign-in/code", "/sign-in/code", Half),
    (Method::Post, "/sign-in/code", "/sign-in/code", Half),
    (Method::Get, "/sign-in/enrolment", "/sign-in/enrolment", Half),
    (Method::Post, "/sign-in/enrolment", "/sign-in/enrolment", Half),
    (Method::Post, "/sign-in/recovery", "/sign-in/recovery", Half),
    (Method::Post, "/sign-out", "/sign-out", All),
    (Method::Get, "/style.css", "/style.css", All),
    (Method::Get, "/units?<survey>", "/units", Viewers),
    (Method::Get, "/units/<path..>?<survey>", "/units/Care", Viewers),
    (Method::Get, "/waves/<wave>/closure", "/waves/2026-01/closure", Adviser),
    (Method::Post, "/waves/<wave>/closure", "/waves/2026-01/closure", Adviser),
    (Method::Get, "/waves/<wave>/comments", "/waves/2026-01/comments", Adviser),
    (Method::Post, "/waves/<wave>/comments", "/waves/2026-01/comments", Adviser),
    (Method::Get, "/waves/<wave>/method", "/waves/2026-01/method", Adviser),
    (Method::Get, "/actions/<path..>?<page>", "/actions/Care", Adviser),
    (Method::Post, "/actions", "/actions", Adviser),
    (Method::Post, "/actions/<id>", "/actions/aaaaaaaaaaaaaaaaaaaaaaaaaa", Adviser),
    (Method::Post, "/actions/<id>/withdrawal", "/actions/aaaaaaaaaaaaaaaaaaaaaaaaaa/withdrawal", Adviser),
    (Method::Get, "/guide/<survey>?<unit>", "/guide/team-safety", Adviser),
    (Method::Get, "/remarks/<path..>", "/remarks/Care", Viewers),
    (Method::Get, "/sign-in/openid", "/sign-in/openid", All),
    (Method::Get, "/sign-in/openid/callback?<code>&<state>", "/sign-in/openid/callback", All),
    (Method::Get, "/signals", "/signals", Adviser),
    (Method::Get, "/waves", "/waves", Adviser),
    (Method::Get, "/waves/<wave>", "/waves/2026-01", Adviser),
    (Method::Post, "/waves/<wave>/remarks", "/waves/2026-01/remarks", Adviser),
    (Method::Post, "/waves/<wave>/remarks/draft", "/waves/2026-01/remarks/draft", Adviser),
    (Method::Post, "/waves/<wave>/remarks/withdrawal", "/waves/2026-01/remarks/withdrawal", Adviser),
    (Method::Get, "/waves/<wave>/signals?<kind>&<page>", "/waves/2026-01/signals", Adviser),
    (Method::Get, "/year-reports", "/year-reports", Adviser),
    (Method::Get, "/year-reports/<year>", "/year-reports/2026", Adviser),
    (Method::Post, "/year-reports/<year>", "/year-reports/2026", Adviser),
    (Method::Post, "/year-reports/<year>/draft", "/year-reports/2026/draft", Adviser),
    (Method::Get, "/year-reports/<year>/report?<lang>", "/year-reports/2026/report", Adviser),
    (Method::Post, "/year-reports/<year>/withdrawal", "/year-reports/2026/withdrawal", Adviser),
];

/// A form that every route can read, so that what is refused is the visitor and nothing else.
const FORM: [(&str, &str); 18] = [
    ("name", "nobody"),
    ("password", "wrong"),
    ("code", "wrong"),
    ("current", "wrong"),
    ("new", "wrong"),
    ("again", "wrong"),
    ("language", "en"),
    ("who", "nobody"),
    ("email", "wrong"),
    ("units", ""),
    ("sure", "false"),
    ("passphrase", "wrong"),
    ("early", "false"),
    ("wave", "2026-01"),
    ("unit", "Care"),
    ("note", "x"),
    ("words", "x"),
    ("signals", "false"),
];

/// What somebody met.
#[derive(Debug, PartialEq, Eq)]
enum Met {
    /// The door: sign in first.
    Door,
    /// The page is not for this account.
    Refusal,
    /// The route itself, whatever it had to say.
    Route,
}

async fn meet(stage: &Stage, method: Method, path: &str, cookie: Option<&str>, number: usize) -> Met {
    let fields = if method == Method::Post { &FORM[..] } else { &[] };
    // Each from a network of its own: whoever comes too often is told to wait instead.
    let from = format!("10.2.{}.{}", number >> 8, number & 255);
    let answer = stage.ask(method, path, cookie, fields, &[("X-Forwarded-For", &from)]).await;
    match (answer.status, answer.place.as_deref()) {
        (Status::SeeOther, Some("/sign-in")) if path != "/" && path != "/sign-out" => Met::Door,
        (Status::Forbidden, _) => {
            assert!(answer.body.contains("not for your account"), "{path}: {}", answer.body);
            Met::Refusal
        }
        (status, _) => {
            assert_ne!(status, Status::InternalServerError, "{method} {path}");
            Met::Route
        }
    }
}

#[rocket::async_test]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    let stage = Stage::set().await;
    let known: BTreeSet<_> = ROUTES.iter().map(|(method, route, ..)| format!("{method} {route}")).collect();
    let real: BTreeSet<_> =
        stage.client.rocket().routes().map(|route| format!("{} {}", route.method, route.uri)).collect();
    assert_eq!(known, real, "each route has its entry here");

    for (number, (method, _, path, open)) in ROUTES.iter().enumerate() {
        for visitor in ["nobody", "half", "ada", "bob", "eve", "sam"] {
            // A fresh server for each would take minutes; a fresh session does, since some routes end them.
            let cookie = match visitor {
                "nobody" => None,
                "half" => Some(stage.fresh("ada", store::Stage::Half).await),
                who => Some(stage.fresh(who, store::Stage::Whole).await),
            };
            stage.wait(120);
            let met = meet(&stage, *method, path, cookie.as_deref(), number).await;
            let expected = match (open, visitor) {
                (All, _)
                | (Half, "half")
                | (Adviser, "ada")
                | (Viewers, "ada" | "bob" | "eve")
                | (Administrator, "sam") => Met::Route,
                (Members, who) if who != "nobody" && who != "half" => Met::Route,
                (Adviser | Viewers | Administrator, "ada" | "bob" | "eve" | "sam") => Met::Refusal,
                _ => Met::Door,
            };
            assert_eq!(met, expected, "{method} {path} for {visitor}");
        }
    }
}

#[rocket::async_test]
async fn whoever_is_let_in_lands_where_they_belong() {
    let stage = Stage::set().await;
    for (who, place) in [("ada", "/overview"), ("bob", "/overview"), ("sam", "/administration")] {
        let cookie = stage.sign_in(who).await;
        assert_eq!(stage.get("/", Some(&cookie)).await.place.as_deref(), Some(place), "{who}");
        assert_eq!(stage.get(place, Some(&cookie)).await.status, Status::Ok, "{who}");
    }
    assert_eq!(stage.get("/", None).await.place.as_deref(), Some("/sign-in"));
}

#[rocket::async_test]
async fn the_administrator_can_t_touch_the_adviser_or_make_one() {
    let stage = Stage::set().await;
    let sam = stage.sign_in("sam").await;
    let place = |what: &str| format!("/administration/accounts/ada{what}");
    assert_eq!(stage.get(&place(""), Some(&sam)).await.status, Status::Forbidden);
    for what in ["/invitation", "/second-factor-reset", "/removal", "/units"] {
        let fields = [("sure", "true"), ("units", "Care")];
        assert_eq!(stage.post(&place(what), Some(&sam), &fields).await.status, Status::Forbidden, "{what}");
    }
    let before = stage.store.account(&super::name("ada")).await.expect("a database").expect("an account");
    assert!(before.has_factor && before.account.roles.is_adviser() && before.password_hash.is_some());
    let form =
        [("name", "new"), ("email", "new@example.org"), ("language", "en"), ("adviser", "true"), ("roles", "adviser")];
    let made = stage.post("/administration/accounts", Some(&sam), &form).await;
    assert_eq!(made.status, Status::UnprocessableEntity);
    assert!(made.body.contains("Choose what the account is for"));
    // Nor with the adviser's own mailbox under another name.
    let form = [("name", "new"), ("email", "ADA@example.org"), ("language", "en"), ("administrator", "true")];
    let made = stage.post("/administration/accounts", Some(&sam), &form).await;
    assert!(made.body.contains("One person has one account"), "{}", made.body);
}

#[rocket::async_test]
async fn the_last_administrator_stays_and_nobody_changes_what_they_see_themselves() {
    let stage = Stage::set().await;
    let sam = stage.sign_in("sam").await;
    let removal = stage.post("/administration/accounts/sam/removal", Some(&sam), &[("sure", "true")]).await;
    assert_eq!(removal.status, Status::UnprocessableEntity);
    assert!(removal.body.contains("last administrator"));
    let units = stage.post("/administration/accounts/sam/units", Some(&sam), &[("units", "/")]).await;
    assert_eq!(units.status, Status::Forbidden);
    let unticked = stage.post("/administration/accounts/bob/removal", Some(&sam), &[("sure", "false")]).await;
    assert_eq!(unticked.status, Status::UnprocessableEntity);
    let bob = stage.sign_in("bob").await;
    let removal = stage.post("/administration/accounts/bob/removal", Some(&sam), &[("sure", "true")]).await;
    assert_eq!(removal.status, Status::SeeOther);
    assert_eq!(stage.get("/account", Some(&bob)).await.place.as_deref(), Some("/sign-in"), "gone at once");
}
