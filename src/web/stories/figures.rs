//! Who sees which figures, and how the overview of a large organisation opens. Knows no signal: there is one wave.

use chrono::NaiveDate;
use domain::{
    Analysis, Coverage, Earlier, Gate, Open, Questionnaire, RemarkKind, RemarkRelease, Responses, Reviewed, Roster,
    Sheet, Terms, Threshold, Tree, Wave, WaveKeys, WaveLabel,
};
use rocket::http::Status;
use store::{Audience, NewWave, Release, ReleasedRemarks};

use super::Stage;

const SURVEY: &str = include_str!("../../../surveys/team-safety.toml");

/// Publishes and releases a wave in which everybody answered: six in each of these units.
pub(super) async fn publish(stage: &Stage, units: impl IntoIterator<Item = String>) {
    let label = publish_only(stage, "2026-10", units).await;
    stage.store.release_reports(&label, Audience::Nobody, &|_| 0).await.expect("a release");
}

/// The terms of a wave in which six people of each of these units are asked.
pub(super) fn terms(month: &str, units: impl IntoIterator<Item = String>) -> Terms {
    let places = units.into_iter().map(|unit| (unit.parse().expect("a path"), 6));
    let day = format!("{month}-03").parse().expect("a day");
    Terms {
        label: month.parse().expect("a label"),
        questionnaire: Questionnaire::parse(SURVEY).expect("a good file"),
        tree: Tree::of(places).expect("a tree"),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens: day,
        closes: day,
    }
}

/// Opens a wave that never ends.
pub(super) async fn open(stage: &Stage, terms: &Terms, remind_on: &[NaiveDate]) -> (Wave<Open>, WaveKeys) {
    let after = stage.store.waves().await.expect("waves").len();
    let (open, keys) = (Wave::open(terms.clone()).expect("good dates"), WaveKeys::generate().expect("randomness"));
    let (key, invited) = (keys.public(), Roster::of(Vec::new()).expect("nobody"));
    let new = NewWave {
        wave: &open,
        key: &key,
        slots: Vec::new(),
        invited: &invited,
        moment: &|_| 0,
        ends: i64::MAX,
        remind_on,
        after,
    };
    stage.store.open_wave(new).await.expect("an open wave");
    (open, keys)
}

/// Publishes such a wave in this month, and does not release it.
pub(super) async fn publish_only(stage: &Stage, month: &str, units: impl IntoIterator<Item = String>) -> WaveLabel {
    let terms = terms(month, units);
    let (open, keys) = open(stage, &terms, &[]).await;
    let places = terms.tree.iter().filter(|(_, unit)| unit.invited_directly > 0);
    let sheets = places.flat_map(|(unit, _)| (0..6).map(move |_| unit)).map(|unit| {
        let items = terms.questionnaire.items().iter().map(|item| (item.key.as_str(), "4"));
        (unit, Sheet::from_form(&terms.questionnaire, items).unwrap_or_else(|error| panic!("{error}")))
    });
    let responses = Responses::none();
    let earlier = Earlier { classes: &[], responses: &responses };
    let (publication, classes, responses) = Gate::rehearse(&terms, sheets, &earlier);
    let known = domain::analysis::Known::default();
    let analysis = Analysis::of(std::slice::from_ref(&publication), known, |_| None).expect("a publication");
    let reviewed = Reviewed { publication, classes, responses, comments: Vec::new(), unreadable: 0 };
    let review = move |wraps: &[domain::SealedWrappingKey]| Gate::review(open.close(), &keys, wraps);
    let due = terms.closes;
    let release = move |_| Ok(Release { reviewed, analysis, due });
    let published = stage.store.publish(&terms.label, review, release, |_, _| ()).await;
    published.expect("a database").expect("a publication");
    terms.label
}

#[rocket::async_test]
async fn management_reads_a_wave_once_it_is_released_and_the_adviser_before() {
    let stage = Stage::set().await;
    publish(&stage, ["Care/Team A", "Office"].map(str::to_owned)).await;
    let label = publish_only(&stage, "2026-11", ["Care/Team A", "Care/Team New"].map(str::to_owned)).await;
    let words = RemarkRelease::new(RemarkKind::Summary, "We hear each other.").expect("good words");
    let remarks = ReleasedRemarks { wave: label.clone(), unit: "Care".parse().expect("a path"), words };
    stage.store.release_remarks(&remarks).await.expect("released words");
    let (ada, bob) = (stage.sign_in("ada").await, stage.sign_in("bob").await);
    let pages = ["/units/Care", "/units/Care/Team%20A", "/overview", "/overview?inside=Care", "/remarks/Care"];
    let tells = |body: &str| ["November", "2026-11", "Team New", "We hear"].iter().any(|word| body.contains(word));
    for path in pages {
        let (hers, his) = (stage.get(path, Some(&ada)).await, stage.get(path, Some(&bob)).await);
        assert_eq!((hers.status, his.status), (Status::Ok, Status::Ok), "{path}");
        assert!(tells(&hers.body), "{path}: the adviser reads it at once");
        assert!(!tells(&his.body), "{path}: {}", his.body);
    }
    let new = ["/units/Care/Team%20New", "/overview?wave=2026-11"];
    for path in new {
        assert_eq!(stage.get(path, Some(&bob)).await.status, Status::NotFound, "{path}");
        assert_eq!(stage.get(path, Some(&ada)).await.status, Status::Ok, "{path}");
    }
    stage.store.release_reports(&label, Audience::Nobody, &|_| 0).await.expect("a release");
    for path in pages.into_iter().chain(new) {
        assert!(tells(&stage.get(path, Some(&bob)).await.body), "{path}: there after the release");
    }
}

#[rocket::async_test]
async fn management_sees_the_figures_of_its_units_and_no_others() {
    let stage = Stage::set().await;
    publish(&stage, ["Care/Team A", "Care/Team B", "Office/Team C", "Care"].map(str::to_owned)).await;
    let bob = stage.sign_in("bob").await;
    for path in ["/units/Care", "/units/Care/Team%20A", "/overview?inside=Care/Team%20A", "/remarks/Care"] {
        let page = stage.get(path, Some(&bob)).await;
        assert_eq!(page.status, Status::Ok, "{path}");
        assert!(!page.body.contains("Office") && !page.body.contains("Team C"), "{path}");
        assert!(
            !page.body.contains("What stands out") && !page.body.contains("/guide/"),
            "{path}: the adviser's alone"
        );
        assert!(!page.body.contains("href=\"/units\"") && !page.body.contains("<form method=\"post\" action=\"/w"));
    }
    let elsewhere = ["/units", "/units/Office", "/units/Office/Team%20C", "/units/Car", "/units/Nowhere"];
    for path in elsewhere.into_iter().chain(["/overview?inside=/", "/overview?inside=Office", "/remarks/Office"]) {
        assert_eq!(stage.get(path, Some(&bob)).await.status, Status::NotFound, "{path}");
    }
    let overview = stage.get("/overview", Some(&bob)).await;
    assert!(overview.body.contains("Team A") && !overview.body.contains("Testers</a>"), "{}", overview.body);
    for sought in ["/overview?find=team", "/overview?find=office", "/overview?find=%25", "/overview?inside=Care&find=c"]
    {
        let found = stage.get(sought, Some(&bob)).await.body;
        assert!(!found.contains("Team C") && !found.contains("units/Office"), "{sought}");
    }
    let ada = stage.sign_in("ada").await;
    for path in ["/units", "/units/Office", "/waves/2026-10", "/waves", "/waves/2026-10/signals"] {
        assert_eq!(stage.get(path, Some(&ada)).await.status, Status::Ok, "{path}");
    }
    let found = stage.get("/overview?find=TEAM+c", Some(&ada)).await.body;
    assert!(found.contains("/units/Office/Team%20C") && !found.contains("Team%20A"), "in whatever case: {found}");
}

#[rocket::async_test]
async fn a_large_organisation_opens_level_by_level_and_page_by_page() {
    let stage = Stage::set().await;
    publish(&stage, (0..260).map(|team| format!("Dept {}/Team {team:03}", team % 130))).await;
    let ada = stage.sign_in("ada").await;
    let rows = |body: &str| body.matches("<th scope=\"row\"").count();
    let first = stage.get("/overview", Some(&ada)).await.body;
    assert_eq!(rows(&first), 101, "the organisation, and a hundred of its departments");
    assert!(first.contains("1–100 of 130") && !first.contains("Team 000"));
    let second = stage.get("/overview?page=2", Some(&ada)).await.body;
    assert!(second.contains("101–130 of 130") && rows(&second) == 31);
    let inside = stage.get("/overview?inside=Dept%200", Some(&ada)).await.body;
    assert!(inside.contains("Team 000") && inside.contains("Team 130") && !inside.contains("Team 001"));
    let found = stage.get("/overview?find=Team%200", Some(&ada)).await.body;
    assert!(found.contains("1–100 of 100") || rows(&found) == 100, "a hundred names begin like that");
    assert!(stage.get("/overview?find=nothing", Some(&ada)).await.body.contains("No unit has this"));
    let lost = stage.get("/overview?page=99", Some(&ada)).await;
    assert_eq!(lost.status, Status::Ok, "a page beyond the end leads back");
}
