//! Stories of signing in, on a real database, with a clock and a postman that are handed in. Knows no browser.

mod admission;
mod figures;
mod letters;
mod opt_outs;
mod pauses;
mod reports;
mod sessions;
mod undelivered;
mod years;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::DateTime;
use data_encoding::BASE64URL_NOPAD;
use domain::schedule::{Calendar, Holidays, Pulse};
use domain::{
    AccessKey, Account, AccountName, Adviser, FactorKey, Language, OptOutKey, Passphrase, ResultsKey, Role, Roles,
    Schedule, Threshold, TimeZone, UnitPath, WaveLabel,
};
use rocket::http::{ContentType, Cookie, Header, Status};
use rocket::local::asynchronous::Client;
use sha2::{Digest, Sha256};
use store::{Factor, Location, Store};
use tempfile::TempDir;

use crate::{
    Clock, House, Journal, Listen, NotPrinted, Postman, Printing, Progress, Refusal, Vault, authenticator, password,
    recovery,
};

pub(super) const PASSWORD: &str = "four quiet green frogs";
const SECRET: &[u8] = b"12345678901234567890";

/// A vault that nobody opens here.
struct NoVault;

#[rocket::async_trait]
impl Vault for NoVault {
    fn locked(&self, _: &WaveLabel) -> bool {
        false
    }
    fn always_locked(&self, _: &WaveLabel) -> bool {
        false
    }
    fn comments_locked(&self) -> bool {
        false
    }
    async fn close(&self, _: &WaveLabel, _: Option<Passphrase>, _: Progress) -> Result<(), Refusal> {
        Err(Refusal::Busy)
    }
    async fn comments(&self, _: &WaveLabel, _: Option<Passphrase>) -> Result<Vec<(UnitPath, Vec<String>)>, Refusal> {
        Err(Refusal::Busy)
    }
}

#[rocket::async_trait]
impl Printing for NoVault {
    async fn unit(&self, _: &WaveLabel, _: &UnitPath, _: Language) -> Result<Vec<u8>, NotPrinted> {
        Ok(b"%PDF-1.7".to_vec())
    }

    async fn year(&self, year: i32, language: Language) -> Result<Vec<u8>, NotPrinted> {
        if year == 2026 { Ok(format!("%PDF of {year} in {language}").into_bytes()) } else { Err(NotPrinted::Missing) }
    }

    fn forget(&self) -> Result<(), NotPrinted> {
        Ok(())
    }
}

/// A server with a cast of accounts, and a clock that stands still until it is moved.
pub(super) struct Stage {
    pub(super) client: Client,
    pub(super) store: Store,
    pub(super) factors: Arc<FactorKey>,
    pub(super) results: Arc<ResultsKey>,
    pub(super) opt_outs: Arc<OptOutKey>,
    pub(super) access: Arc<AccessKey>,
    /// The letters about accounts that went so far: the name of the account and the path of the link.
    pub(super) satchel: Mutex<Vec<(String, String)>>,
    now: Arc<AtomicI64>,
    _folder: TempDir,
}

/// What a server answered.
pub(super) struct Answer {
    pub(super) status: Status,
    pub(super) place: Option<String>,
    pub(super) body: String,
    pub(super) headers: BTreeMap<String, String>,
    /// The cookies that were set, by name.
    pub(super) cookies: BTreeMap<String, String>,
}

pub(super) fn name(text: &str) -> AccountName {
    text.parse().expect("a name")
}

/// The first Tuesday of each month.
fn schedule() -> Schedule {
    let when = "first Tuesday of the month".parse().expect("a rule");
    let nine = chrono::NaiveTime::from_hms_opt(9, 0, 0).expect("a time");
    let pulse = Pulse::new("team-safety".parse().expect("a key"), when, nine, 10, vec![5]).expect("a pulse");
    let holidays = Holidays::new(Calendar::Dutch, []).expect("no dates");
    Schedule::new(TimeZone::UTC, holidays, vec![pulse], "2027-01-15".parse().expect("a day")).expect("a schedule")
}

impl Stage {
    /// The adviser `ada`, management `bob` of Care and `eve` of Office, the administrator `sam`: all ready to sign in,
    /// each with the one recovery code "aaaa".
    pub(super) async fn set() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::create(&Location::File(folder.path().join("db"))).await.expect("a database");
        let (factors, access) =
            (FactorKey::generate().expect("randomness"), AccessKey::generate().expect("randomness"));
        let (factors, access) = (Arc::new(factors), Arc::new(access));
        let results = Arc::new(ResultsKey::generate().expect("randomness"));
        let opt_outs = Arc::new(OptOutKey::generate().expect("randomness"));
        let now = Arc::new(AtomicI64::new(1_800_000_000));
        let clock = Arc::clone(&now);
        let house = House {
            store: store.clone(),
            organisation: "Testers".into(),
            base_url: "http://pulse.test".into(),
            adviser: Adviser::default(),
            language: Language::English,
            clock: Clock::new(move || {
                let now = clock.load(Ordering::Relaxed);
                (DateTime::from_timestamp(now, 0).expect("a time").naive_utc(), now)
            }),
            schedule: schedule(),
            threshold: Threshold::DEFAULT,
            by_passphrase: false,
            vault: Arc::new(NoVault),
            audience: store::Audience::Everybody,
            printing: Arc::new(NoVault),
            results: Arc::clone(&results),
            opt_outs: Arc::clone(&opt_outs),
            factors: Arc::clone(&factors),
            postman: Postman { access: Arc::clone(&access), bell: Arc::default() },
            guides: Arc::default(),
            single_sign_on: None,
            proxies: vec!["127.0.0.1".parse().expect("an address")],
            journal: Journal::none(),
        };
        let listen = Listen { address: "127.0.0.1".parse().expect("an address"), port: 0 };
        let client = Client::untracked(crate::server(house, listen)).await.expect("a server");
        let satchel = Mutex::default();
        let stage = Self { client, store, factors, access, results, opt_outs, satchel, now, _folder: folder };
        let hash = password::hash(PASSWORD).expect("a hash");
        for (who, role, units) in [
            ("ada", Role::Adviser, &[][..]),
            ("bob", Role::Management, &["Care"]),
            ("eve", Role::Management, &["Office"]),
            ("sam", Role::Administrator, &[]),
        ] {
            let units = units.iter().map(|unit| unit.parse().expect("a path")).collect();
            stage.add(who, Roles::of(&[role], units).expect("roles"), Some(&hash)).await;
            stage.enrol(who).await;
        }
        stage
    }

    pub(super) async fn add(&self, who: &str, roles: Roles, hash: Option<&str>) {
        let email = format!("{who}@example.org").parse().expect("an address");
        let account = Account { name: name(who), email, language: Language::English, roles };
        self.store.add_account(&account, hash).await.expect("an account");
    }

    async fn enrol(&self, who: &str) {
        let sealed = self.factors.seal(&name(who), SECRET).expect("sealed");
        let codes = [recovery::hash(&name(who), "aaaa")];
        self.store.enrol(&name(who), &Factor { sealed, step: 0 }, &codes, None).await.expect("enrolled");
    }

    /// Lets time pass.
    pub(super) fn wait(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    /// What time it is.
    pub(super) fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    /// The code that the authenticator of everybody shows.
    pub(super) fn code(&self) -> String {
        authenticator::code_at(SECRET, self.now()).expect("a code")
    }

    pub(super) async fn get(&self, path: &str, cookie: Option<&str>) -> Answer {
        self.ask(rocket::http::Method::Get, path, cookie, &[], &[]).await
    }

    pub(super) async fn post(&self, path: &str, cookie: Option<&str>, fields: &[(&str, &str)]) -> Answer {
        self.ask(rocket::http::Method::Post, path, cookie, fields, &[]).await
    }

    pub(super) async fn ask(
        &self,
        method: rocket::http::Method,
        path: &str,
        cookie: Option<&str>,
        fields: &[(&str, &str)],
        headers: &[(&'static str, &str)],
    ) -> Answer {
        let body: Vec<_> = fields.iter().map(|(key, value)| format!("{key}={}", value.replace(' ', "+"))).collect();
        let mut request = self.client.req(method, path.to_owned()).remote("127.0.0.1:1".parse().expect("an address"));
        if method == rocket::http::Method::Post {
            request = request.header(ContentType::Form).body(body.join("&"));
        }
        for (key, value) in headers {
            if let Some((name, value)) = value.split_once('=').filter(|_| *key == "Cookie") {
                request = request.cookie(Cookie::new(name.to_owned(), value.to_owned()));
            }
            request.add_header(Header::new(*key, (*value).to_owned()));
        }
        // Each session comes from an address of its own, so that they don't slow each other down.
        if headers.is_empty() {
            let from =
                cookie.map_or(0, |cookie| cookie.bytes().fold(0_u16, |sum, byte| sum.rotate_left(3) ^ u16::from(byte)));
            request.add_header(Header::new("X-Forwarded-For", format!("10.1.{}.{}", from >> 8, from & 255)));
        }
        if let Some(cookie) = cookie {
            request = request.cookie(Cookie::new("session", cookie.to_owned()));
        }
        let response = request.dispatch().await;
        let cookies = response.cookies().iter().map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned()));
        let headers = response.headers().iter().map(|header| (header.name().to_string(), header.value().to_owned()));
        Answer {
            status: response.status(),
            place: response.headers().get_one("Location").map(str::to_owned),
            cookies: cookies.collect(),
            headers: headers.collect(),
            body: response.into_string().await.unwrap_or_default(),
        }
    }

    /// The cookie of a new session, without the way through the door.
    pub(super) async fn fresh(&self, who: &str, stage: store::Stage) -> String {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("randomness");
        let id = store::SessionId(Sha256::digest(bytes).into());
        self.store.start_session(id, &name(who), stage, self.now()).await.expect("a session");
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// Gives the password; the cookie of a session that is half in.
    pub(super) async fn half(&self, who: &str) -> String {
        let answer = self.post("/sign-in", None, &[("name", who), ("password", PASSWORD)]).await;
        assert_eq!(answer.place.as_deref(), Some("/sign-in/code"), "{}", answer.body);
        answer.cookies["session"].clone()
    }

    /// Signs in all the way; the cookie. Waits first, so that there is a code that was not used yet.
    pub(super) async fn sign_in(&self, who: &str) -> String {
        self.wait(30);
        let half = self.half(who).await;
        let answer = self.post("/sign-in/code", Some(&half), &[("code", &self.code())]).await;
        assert_eq!(answer.status, Status::SeeOther, "{}", answer.body);
        answer.cookies["session"].clone()
    }
}
