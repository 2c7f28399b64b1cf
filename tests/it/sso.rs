//! Single sign-on as it must not go: tokens for others, answers to nobody, addresses of somebody else, providers that
//! are away. What goes well with a real provider is a story in `tests/browser`.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::house::{PASSWORD, TestHouse, on_both_engines};
use crate::provider::{CLIENT, Key, Provider, SECRET, token};
use crate::visitor::{Page, Server};

const ACCOUNT: &str = "ada";
const ADDRESS: &str = "ada@example.org";

/// A house with an account, where people can come in from this provider.
fn offer(house: &TestHouse, issuer: &str, more: &str) {
    let section = format!(
        "[sign_in.openid]\nissuer = \"{issuer}\"\nclient_id = \"{CLIENT}\"\nclient_secret = \"{SECRET}\"\n{more}\n\n[paths]"
    );
    house.configure("[paths]", &section);
    house.add_adviser();
}

/// A sign-in that was begun: what the provider was told, and the browser's cookie.
struct Begun {
    told: BTreeMap<String, String>,
    cookie: String,
}

fn begin(server: &Server) -> Begun {
    let page = server.get("/sign-in/openid");
    assert_eq!(page.status, 303, "{}", page.body);
    let location = page.header("location").expect("a way to the provider");
    let query = location.split_once("/authorize?").expect("a question").1;
    let told = query.split('&').filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned()));
    let cookie = page.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    Begun { told: told.collect(), cookie: cookie.split(';').next().expect("a cookie").to_owned() }
}

impl Begun {
    /// Claims that are as they should be.
    fn claims(&self, provider: &Provider) -> Value {
        let now = chrono::Utc::now().timestamp();
        json!({ "iss": provider.issuer, "aud": CLIENT, "sub": "1", "nonce": self.told["nonce"], "iat": now,
                "exp": now + 60, "email": "Ada@example.org", "email_verified": true })
    }

    /// Lets the provider give this token for the code "c".
    fn let_give(&self, provider: &Provider, token: String) {
        assert_eq!(self.told["code_challenge_method"], "S256");
        provider.says().codes.insert("c".to_owned(), (token, self.told["code_challenge"].clone()));
    }

    fn way_back(&self) -> String {
        format!("/sign-in/openid/callback?code=c&state={}", self.told["state"])
    }

    fn come_back(&self, server: &Server) -> Page {
        server.get_with(&self.way_back(), ("Cookie", &self.cookie))
    }
}

/// Goes the whole way with claims that are changed first.
fn try_with(server: &Server, provider: &Provider, change: impl Fn(&mut Value)) -> Page {
    let begun = begin(server);
    let mut claims = begun.claims(provider);
    change(&mut claims);
    let token = provider.says().key.sign(&claims);
    begun.let_give(provider, token);
    begun.come_back(server)
}

/// The session that a page started.
fn session(page: &Page) -> Option<String> {
    let cookies = page.response.headers().get_all("set-cookie").iter();
    let mut cookies = cookies.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    cookies.find(|cookie| cookie.starts_with("session=") && cookie.len() > 20).map(str::to_owned)
}

fn is_in(server: &Server, page: &Page) -> bool {
    let Some(session) = session(page) else { return false };
    assert_eq!((page.status, page.header("location")), (303, Some("/")));
    server.get_with("/overview", ("Cookie", &session)).status == 200
}

fn whoever_was_there_once_is_known_by_the_identity_and_not_by_an_address(house: &TestHouse) {
    let provider = Provider::start();
    offer(house, &provider.issuer, "adviser = true");
    let server = house.serve();
    assert!(is_in(&server, &try_with(&server, &provider, |_| ())), "the account with the verified address");
    let without = |claims: &mut Value| claims["email"] = Value::Null;
    assert!(is_in(&server, &try_with(&server, &provider, without)), "the same person, without an address");
    let other = |claims: &mut Value| claims["sub"] = json!("2");
    assert_eq!(try_with(&server, &provider, other).status, 403, "another one, who was given the address");
    house.must(&["account", "unlink", ACCOUNT]);
    assert!(is_in(&server, &try_with(&server, &provider, other)), "after the first one was forgotten");
    assert_eq!(try_with(&server, &provider, |_| ()).status, 403, "the first one is the other one now");
    house.must(&["account", "remove", ACCOUNT]);
    assert_eq!(house.rows("SELECT subject FROM account_identity"), Vec::<String>::new());
}

on_both_engines!(whoever_was_there_once_is_known_by_the_identity_and_not_by_an_address);

/// Makes a token with good claims that the provider's key did not sign.
type Forge = fn(&Key, &Value) -> String;

const FORGERIES: [(&str, Forge, &str); 5] = [
    ("no signature", |_, claims| token(&json!({ "alg": "none" }), claims, |_| Vec::new()), "not signed"),
    ("a signature with the public key", |key, claims| key.sign_with_shared(key.public(), claims), "not signed"),
    ("one with the client's secret", |key, claims| key.sign_with_shared(SECRET.as_bytes(), claims), "not signed"),
    ("one with another key of the same name", |_, claims| Key::named("first").sign(claims), "not signed"),
    ("something else", |_, _| "token".to_owned(), "can't be used"),
];

#[test]
fn a_token_that_is_not_ours_is_refused_with_one_page_whatever_is_wrong_with_it() {
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "adviser = true");
    let log = house.beside("log");
    let server = house.serve_logging_to(&log);
    let refused = server.get("/sign-in/openid/callback?code=c&state=s").body;
    let check = |page: &Page, what: &str, why: &str| {
        assert_eq!((page.status, page.body == refused, session(page)), (403, true, None), "{what}");
        let said = fs::read_to_string(&log).expect("a log");
        let last = said.lines().next_back().unwrap_or_default();
        assert!(last.contains("not signed in: ") && last.contains(why), "{what}: {last}");
    };
    for (what, key, value, why) in [
        ("a wrong nonce", "nonce", json!("n"), "another sign-in"),
        ("no nonce", "nonce", Value::Null, "another sign-in"),
        ("a wrong audience", "aud", json!("somebody-else"), "another party"),
        ("a second audience", "aud", json!([CLIENT, "somebody-else"]), "another party"),
        ("a wrong issuer", "iss", json!("https://login.example.org"), "another issuer"),
        ("an expired token", "exp", json!(chrono::Utc::now().timestamp() - 1), "expired"),
        ("nobody", "sub", json!(""), "can't be used"),
        ("an unverified address", "email_verified", json!(false), "no e-mail address that it has verified"),
        (
            "an address of which nothing is said",
            "email_verified",
            Value::Null,
            "no e-mail address that it has verified",
        ),
        ("an unknown address", "email", json!("bo@example.org"), "no account"),
    ] {
        check(&try_with(&server, &provider, |claims| claims[key] = value.clone()), what, why);
    }
    for (what, forge, why) in FORGERIES {
        let begun = begin(&server);
        let forged = forge(&provider.says().key, &begun.claims(&provider));
        begun.let_give(&provider, forged);
        check(&begun.come_back(&server), what, why);
    }
    assert_eq!(house.rows("SELECT subject FROM account_identity"), Vec::<String>::new());
}

#[test]
fn an_answer_counts_once_and_in_the_browser_that_asked() {
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "adviser = true");
    let server = house.serve();
    let (mine, theirs) = (begin(&server), begin(&server));
    let good = provider.says().key.sign(&mine.claims(&provider));
    mine.let_give(&provider, good.clone());
    let elsewhere = server.get_with(&mine.way_back(), ("Cookie", &theirs.cookie));
    assert_eq!((elsewhere.status, server.get(&mine.way_back()).status), (403, 403), "another browser, or none");
    assert!(is_in(&server, &mine.come_back(&server)));
    mine.let_give(&provider, good.clone());
    assert_eq!(mine.come_back(&server).status, 403, "the same answer again");
    assert!(provider.says().codes.contains_key("c"), "the provider was not even asked");
    provider.says().codes.clear();
    let mine = begin(&server);
    assert_eq!(mine.come_back(&server).status, 403, "a code that was used up already");
    let mine = begin(&server);
    provider.says().codes.insert("c".to_owned(), (good, theirs.told["code_challenge"].clone()));
    assert_eq!(mine.come_back(&server).status, 403, "a code that somebody else asked for");
}

#[test]
fn what_the_provider_says_of_a_refusal_is_not_repeated() {
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "");
    let server = house.serve();
    let begun = begin(&server);
    let way = "/sign-in/openid/callback?error=access_denied&error_description=Call+0900-1234&state=";
    let page = server.get_with(&format!("{way}{}", begun.told["state"]), ("Cookie", &begun.cookie));
    assert_eq!(page.status, 403);
    assert!(!page.body.contains("0900") && !page.body.contains("access_denied"), "{}", page.body);
    assert_eq!(begun.come_back(&server).status, 403, "a refusal ends the sign-in");
}

#[test]
fn the_adviser_comes_in_this_way_only_where_the_configuration_says_so() {
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "");
    let server = house.serve();
    let page = try_with(&server, &provider, |_| ());
    assert_eq!((page.status, session(&page)), (403, None));
    assert_eq!(house.rows("SELECT subject FROM account_identity"), Vec::<String>::new());
    assert!(server.sign_in(ACCOUNT, PASSWORD).starts_with("session="), "with the password as always");
    let words = ["account", "add", "bob", "--email", "bob@example.org", "--role", "management", "--unit", "Care"];
    assert!(house.run_with(&words, &format!("{PASSWORD}\n")).ok);
    let bob = |claims: &mut Value| claims["email"] = json!("bob@example.org");
    assert!(session(&try_with(&server, &provider, bob)).is_some(), "management comes in without being asked twice");
}

#[test]
fn an_address_can_come_from_the_provider_s_page_of_users() {
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "adviser = true");
    let server = house.serve();
    let without = |claims: &mut Value| claims["email"] = Value::Null;
    provider.says().person = json!({ "sub": "somebody else", "email": ADDRESS, "email_verified": true });
    assert_eq!(try_with(&server, &provider, without).status, 403);
    provider.says().person = json!({ "sub": "1", "email": ADDRESS, "email_verified": true });
    assert!(is_in(&server, &try_with(&server, &provider, without)));
}

#[test]
fn new_keys_of_the_provider_are_asked_for_once_a_minute() {
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "adviser = true");
    let server = house.serve();
    let asked = || provider.says().asked.get("/keys").copied();
    assert!(is_in(&server, &try_with(&server, &provider, |_| ())));
    assert_eq!(asked(), Some(1));
    provider.says().key = Key::named("second");
    assert!(is_in(&server, &try_with(&server, &provider, |_| ())));
    assert_eq!(asked(), Some(2));
    provider.says().key = Key::named("third");
    assert_eq!(try_with(&server, &provider, |_| ()).status, 403);
    assert_eq!(asked(), Some(2));
}

#[test]
fn without_its_provider_the_server_starts_and_passwords_work() {
    let house = TestHouse::new();
    // Nobody listens on port 9.
    offer(&house, "http://127.0.0.1:9", "");
    let server = house.serve();
    assert!(server.get("/sign-in").body.contains("href=\"/sign-in/openid\""));
    let away = server.get("/sign-in/openid");
    assert_eq!(away.status, 503);
    assert!(away.body.contains("href=\"/sign-in\"") && session(&away).is_none());
    assert!(server.sign_in(ACCOUNT, PASSWORD).starts_with("session="));
}

#[test]
fn a_provider_that_says_too_much_or_points_elsewhere_is_of_no_use() {
    let wrong: [fn(&mut Value); 5] = [
        |document| document["padding"] = json!("x".repeat(600 * 1024)),
        |document| document["issuer"] = json!("http://localhost:1"),
        |document| document["authorization_endpoint"] = json!("http://192.0.2.1/authorize"),
        |document| document["jwks_uri"] = json!("http://192.0.2.1/keys"),
        |document| *document = Value::Null,
    ];
    for change in wrong {
        let (house, provider) = (TestHouse::new(), Provider::start());
        offer(&house, &provider.issuer, "");
        change(&mut provider.says().document);
        let server = house.serve();
        assert_eq!(server.get("/sign-in/openid").status, 503);
        assert_eq!(provider.says().asked.get("/elsewhere"), None, "no redirect is followed");
    }
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "adviser = true");
    provider.says().document["token_endpoint"] = json!("http://192.0.2.1/token");
    assert_eq!(try_with(&house.serve(), &provider, |_| ()).status, 503, "the secret goes to no unsafe place");
}

#[test]
fn where_it_is_not_configured_there_is_no_button_and_no_way() {
    let house = TestHouse::new();
    let server = house.serve();
    assert!(!server.get("/sign-in").body.contains("openid"));
    assert_eq!((server.get("/sign-in/openid").status, server.get("/sign-in/openid/callback").status), (404, 404));
}

#[test]
fn the_log_says_why_without_a_code_a_state_or_an_address() {
    let (house, provider) = (TestHouse::new(), Provider::start());
    offer(&house, &provider.issuer, "adviser = true");
    house.configure("log = \"failures\"", "log = \"requests\"");
    let log = house.beside("log");
    let server = house.serve_logging_to(&log);
    let begun = begin(&server);
    let good = provider.says().key.sign(&begun.claims(&provider));
    begun.let_give(&provider, good.clone());
    assert!(is_in(&server, &begun.come_back(&server)));
    assert_eq!(try_with(&server, &provider, |claims| claims["nonce"] = json!("n")).status, 403);
    drop(server);
    let said = fs::read_to_string(log).expect("a log");
    assert!(said.contains("sign_in_callback: 303"), "{said}");
    assert!(said.contains("sign_in_callback: not signed in: the token belongs to another sign-in"), "{said}");
    let secrets =
        [begun.told["state"].as_str(), &begun.told["nonce"], &begun.cookie, &good, "code=", SECRET, "example.org"];
    assert!(secrets.iter().all(|secret| !said.contains(*secret)), "{said}");
}
