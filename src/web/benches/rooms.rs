//! How long the pages of an organisation of ten thousand teams take, beside the stylesheet, which asks no database. Asserts
//! nothing. Run with: cargo bench -p web
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops at the first fault")]
#![allow(missing_docs, reason = "a benchmark has no interface")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use data_encoding::BASE64URL_NOPAD;
use domain::analysis::Known;
use domain::{
    AccessKey, Account, Adviser, Analysis, ClassAggregates, Coverage, Earlier, FactorKey, Gate, Language, OptOutKey,
    Passphrase, Publication, Questionnaire, Responses, Reviewed, Role, Roles, Roster, Sheet, Terms, Threshold, Tree,
    UnitIndex, UnitPath, Wave, WaveKeys, WaveLabel,
};
use rocket::http::Cookie;
use rocket::local::asynchronous::Client;
use sha2::{Digest, Sha256};
use store::{Audience, Location, NewWave, Release, SessionId, Stage, Store};
use web::{Clock, House, Journal, Listen, NotPrinted, Postman, Printing, Progress, Refusal, Vault};

const TEAMS: u32 = 10_000;
const WAVES: u32 = 12;
const ASKED: usize = 300;

/// Nobody closes a wave or reads a comment here.
struct Nobody;

#[rocket::async_trait]
impl Vault for Nobody {
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
impl Printing for Nobody {
    async fn unit(&self, _: &WaveLabel, _: &UnitPath, _: Language) -> Result<Vec<u8>, NotPrinted> {
        Ok(b"%PDF-1.7".to_vec())
    }

    async fn year(&self, _: i32, _: Language) -> Result<Vec<u8>, NotPrinted> {
        Err(NotPrinted::Missing)
    }

    fn forget(&self) -> Result<(), NotPrinted> {
        Ok(())
    }
}

/// Letters of the past went at once.
const AT_ONCE: &(dyn Fn(&domain::Person) -> i64 + Sync) = &|_| 0;

fn terms(questionnaire: &Questionnaire, tree: &Tree, wave: u32) -> Terms {
    let opens = format!("{}-{:02}-03", 2025 + wave / 12, wave % 12 + 1).parse().unwrap();
    Terms {
        label: WaveLabel::of_month(opens),
        questionnaire: questionnaire.clone(),
        tree: tree.clone(),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens,
        closes: opens,
    }
}

/// Six of eight people in each team, each with an answer of their own; every eleventh team is too small a group.
fn sheets(terms: &Terms, wave: usize) -> impl Iterator<Item = (UnitIndex, Sheet)> {
    let placed = terms.tree.iter().filter(|(_, unit)| unit.invited_directly > 0).enumerate();
    placed.flat_map(move |(team, (unit, _))| {
        let people = if team.is_multiple_of(11) { 3 } else { 6 };
        (0..people).map(move |person| {
            let questionnaire = &terms.questionnaire;
            let point = |item: usize| (1 + (team * 7 + person * 3 + item * 5 + wave * (person + 2)) % 5).to_string();
            let points: Vec<String> = (0..questionnaire.items().len()).map(point).collect();
            let items = questionnaire.items().iter().map(|item| item.key.as_str());
            (unit, Sheet::from_form(questionnaire, items.zip(points.iter().map(String::as_str))).unwrap())
        })
    })
}

/// Publishes a past of `WAVES` waves.
async fn live(store: &Store) {
    let questionnaire = Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).unwrap();
    let places = (0..TEAMS).map(|team| {
        let path = format!("Division {}/Department {:03}/Team {team:05}", team / 1_000, team / 20);
        (path.parse().unwrap(), 8)
    });
    let tree = Tree::of(places).unwrap();
    let nobody = Roster::of(Vec::new()).unwrap();
    let (mut publications, mut responses) = (Vec::<Publication>::new(), Responses::none());
    let mut classes: Vec<ClassAggregates> = Vec::new();
    for wave in 0..WAVES {
        let terms = terms(&questionnaire, &tree, wave);
        let (label, keys) = (terms.label.clone(), WaveKeys::generate().unwrap());
        let open = Wave::open(terms.clone()).unwrap();
        let (key, after) = (keys.public(), wave as usize);
        let new = NewWave {
            wave: &open,
            key: &key,
            slots: Vec::new(),
            invited: &nobody,
            moment: AT_ONCE,
            ends: i64::MAX,
            remind_on: &[],
            after,
        };
        store.open_wave(new).await.unwrap();
        let earlier = Earlier { classes: &classes, responses: &responses };
        let (publication, class, after) = Gate::rehearse(&terms, sheets(&terms, wave as usize), &earlier);
        publications.push(publication.clone());
        let analysis = Analysis::of(&publications, Known::default(), |_| None).unwrap();
        (classes, responses) = (vec![class.clone()], after.clone());
        let reviewed = Reviewed { publication, classes: class, responses: after, comments: Vec::new(), unreadable: 0 };
        let review = move |wraps: &[domain::SealedWrappingKey]| Gate::review(open.close(), &keys, wraps);
        let due = terms.closes;
        let release = move |_| Ok(Release { reviewed, analysis, due });
        store.publish(&label, review, release, |_, _| ()).await.unwrap().unwrap();
        store.release_reports(&label, Audience::Nobody, &|_| 0).await.unwrap();
    }
}

/// A server in which the adviser is signed in, and the cookie of that.
async fn serve(store: &Store) -> (Client, Cookie<'static>) {
    let account = Account {
        name: "ada".parse().unwrap(),
        email: "ada@example.org".parse().unwrap(),
        language: Language::English,
        roles: Roles::of(&[Role::Adviser], std::collections::BTreeSet::new()).unwrap(),
    };
    store.add_account(&account, None).await.unwrap();
    let clock = Clock::in_zone(domain::TimeZone::UTC);
    let holidays = domain::schedule::Holidays::new(domain::schedule::Calendar::None, []).unwrap();
    let bytes = [7; 32];
    let id = SessionId(Sha256::digest(bytes).into());
    store.start_session(id, &account.name, Stage::Whole, clock.now()).await.unwrap();
    let house = House {
        store: store.clone(),
        organisation: "Ten Thousand".into(),
        base_url: "http://127.0.0.1".into(),
        adviser: Adviser::default(),
        language: Language::English,
        clock,
        schedule: domain::Schedule::new(domain::TimeZone::UTC, holidays, Vec::new(), chrono::NaiveDate::default())
            .unwrap(),
        threshold: Threshold::DEFAULT,
        by_passphrase: false,
        vault: Arc::new(Nobody),
        guides: Arc::default(),
        audience: Audience::Nobody,
        printing: Arc::new(Nobody),
        results: Arc::new(domain::ResultsKey::generate().unwrap()),
        opt_outs: Arc::new(OptOutKey::generate().unwrap()),
        factors: Arc::new(FactorKey::generate().unwrap()),
        postman: Postman { access: Arc::new(AccessKey::generate().unwrap()), bell: Arc::default() },
        proxies: Vec::new(),
        single_sign_on: None,
        journal: Journal::none(),
    };
    let listen = Listen { address: "127.0.0.1".parse().unwrap(), port: 0 };
    let client = Client::untracked(web::server(house, listen)).await.unwrap();
    (client, Cookie::new("session", BASE64URL_NOPAD.encode(&bytes)))
}

/// The median and the 99th percentile of `ASKED` visits to what `address` names, after one of each kind.
async fn visit(client: &Client, cookie: &Cookie<'static>, address: impl Fn(usize) -> String) -> [Duration; 2] {
    let mut times = Vec::with_capacity(ASKED);
    for number in 0..=ASKED {
        let begun = Instant::now();
        let answer = client.get(address(number)).cookie(cookie.clone()).dispatch().await;
        assert_eq!(answer.status().code, 200, "{}", address(number));
        assert!(!answer.into_string().await.unwrap().is_empty());
        times.push(begun.elapsed());
    }
    times.remove(0);
    times.sort_unstable();
    [times[ASKED / 2], times[ASKED * 99 / 100]]
}

#[rocket::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&Location::File(folder.path().join("polsslag.db"))).await.unwrap();
    let begun = Instant::now();
    live(&store).await;
    println!("{TEAMS} teams, {WAVES} waves published in {:.0} s", begun.elapsed().as_secs_f64());
    let (client, cookie) = serve(&store).await;
    let team = |number: usize| {
        let team = number * 31 % TEAMS as usize;
        format!("/units/Division%20{}/Department%20{:03}/Team%20{team:05}", team / 1_000, team / 20)
    };
    let [limit, _] = visit(&client, &cookie, |_| "/style.css".to_owned()).await;
    println!("{:<44} {:>8.2} ms", "the stylesheet, median", limit.as_secs_f64() * 1e3);
    for (what, times) in [
        ("overview", visit(&client, &cookie, |_| "/overview".to_owned()).await),
        ("overview inside a division, page by page", {
            let page = |number: usize| format!("/overview?inside=Division%20{}&page={}", number % 10, 1 + number % 2);
            visit(&client, &cookie, page).await
        }),
        ("overview, looking for a name", {
            visit(&client, &cookie, |number| format!("/overview?find=team%20{:05}", number * 31)).await
        }),
        ("signals", visit(&client, &cookie, |_| "/waves/2025-12/signals".to_owned()).await),
        ("a team's page", visit(&client, &cookie, team).await),
        ("a division's page", visit(&client, &cookie, |number| format!("/units/Division%20{}", number % 10)).await),
        ("the organisation's page", visit(&client, &cookie, |_| "/units".to_owned()).await),
        ("a wave's page", visit(&client, &cookie, |_| "/waves/2025-12".to_owned()).await),
    ] {
        let [median, last] = times.map(|time| time.as_secs_f64());
        let ratio = median / limit.as_secs_f64();
        println!("{what:<44} {:>8.2} ms, p99 {:>8.2} ms; median = {ratio:.0} stylesheets", median * 1e3, last * 1e3);
    }
}
