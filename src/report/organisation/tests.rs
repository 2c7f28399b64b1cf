//! Reports on the whole of a small made-up organisation, read back from their pages. Does not know how they look.

use domain::analysis::Movement;
use domain::{Bound, Cell, Language, Publication, RemarkKind, TypedAction, UnitPath, WaveLabel};

use super::*;
use crate::cast::{self, CHART, Fetched, MARKUP, publication, published, said, set, without_spaces};
use crate::press::Press;

/// The organisation of a publication.
fn fetch(publication: &Publication) -> Fetched {
    cast::fetch(publication, &UnitPath::organisation())
}

fn manuscript(input: &OrganisationReport<'_>, language: Language) -> Manuscript {
    organisation_report(input, Texts::of(language)).expect("a manuscript")
}

fn words(input: &OrganisationReport<'_>, language: Language) -> String {
    said(&set(&manuscript(input, language)))
}

fn printed(input: &OrganisationReport<'_>, language: Language) -> Vec<u8> {
    Press::built_in().print(&manuscript(input, language)).unwrap_or_else(|error| panic!("{error}"))
}

fn assert_says<S: AsRef<str>>(said: &str, sentences: impl IntoIterator<Item = S>) {
    for sentence in sentences {
        let sentence = without_spaces(sentence.as_ref());
        assert!(said.contains(&sentence), "{sentence} in {said}");
    }
}

#[test]
fn a_management_team_gets_its_report_in_both_languages_and_the_same_bytes_each_time() {
    let fetched = fetch(&publication());
    let since: WaveLabel = fetched.edition.label.clone();
    let changes = [Some(Change { since, points: -9, low: -15, high: -3 }), None];
    let charts = [Picture { name: "Team safety", svg: CHART, alt: "A line from August to November." }];
    let mut summary = fetched.summary.clone();
    summary.movement = Some(Movement { points: 3.0, low: 1.2, high: 4.9, subtracted: false });
    let funnel = Some(Picture { name: "Teams", svg: CHART, alt: "Teams beside what chance does." });
    let input = OrganisationReport {
        changes: &changes,
        summary: &summary,
        trend_charts: &charts,
        funnel,
        ..fetched.on_organisation()
    };
    for language in Language::ALL {
        let (texts, said) = (Texts::of(language), words(&input, language));
        let sentences = [
            "organisation-above",
            "organisation-signals-where",
            "organisation-tree",
            "organisation-funnel-outside",
            "organisation-response-unknown",
            "organisation-technical",
            "report-how-not-inventory",
            "report-adviser",
        ];
        assert_says(&said, sentences.map(|key| texts.say(key)));
        let change = texts.change(changes[0].as_ref().expect("a change"), texts.month(fetched.edition.opens));
        let together = texts.movement(&summary.movement.expect("a movement"));
        assert_says(&said, [change, together, texts.moved_between(-15, -3), MARKUP.replace('🚀', "\u{FFFD}")]);
        assert!(!said.contains("[organisation-") && !said.contains("[report-"), "a sentence is missing: {said}");
        let [care, small, large, office] = ["Care50", "A5–9", "b10–19", "Office"].map(|name| said.find(name));
        assert!(care.is_some() || said.contains("Care"), "{said}");
        assert!(small < large && large < office, "units stand in the order of the tree: {said}");
    }
    let [first, second] = [(); 2].map(|()| printed(&input, Language::Dutch));
    assert!(first.starts_with(b"%PDF-1.7"));
    assert!(first == second);
}

#[test]
fn a_small_hidden_organisation_is_told_so_and_gets_a_short_report() {
    let hidden = published(&[("North", 3), ("South", 4)], &[("North", "4252415", 2), ("South", "3333333", 1)]);
    let fetched = fetch(&hidden);
    let input = fetched.on_organisation();
    for language in Language::ALL {
        let document = set(&manuscript(&input, language));
        assert!(document.pages().len() <= 5, "{}", document.pages().len());
        let (texts, said) = (Texts::of(language), said(&document));
        let sentences = ["report-hidden-title", "organisation-actions-empty", "report-trend-none", "hidden"];
        assert_says(&said, sentences.map(|key| texts.say(key)));
        for key in ["report-statements", "organisation-funnel", "standing-changes-chance", "method-figures"] {
            assert!(!said.contains(&without_spaces(&texts.say(key))), "{key} in {said}");
        }
    }
    assert!(printed(&input, Language::Dutch).starts_with(b"%PDF"));
    let alone = fetch(&published(&[("/", 7)], &[("/", "3333333", 6)]));
    let said = words(&alone.on_organisation(), Language::English);
    assert!(!said.contains(&without_spaces(&Texts::of(Language::English).say("organisation-tree"))), "{said}");
}

#[test]
fn what_was_done_has_its_unit_and_released_words_are_no_markup() {
    let fetched = fetch(&publication());
    let action = |unit: &str, what: &str| {
        let [what, by, since, until] = [what, "team leader", "3-2026", ""].map(str::to_owned);
        Action::read(unit.parse().expect("a path"), &TypedAction { what, by, since, until }).expect("a good action")
    };
    let actions = [action("/", "Doors are open"), action("Care/b", MARKUP)];
    let day = |text: &str| text.parse().expect("a date");
    let remarks = [(day("2026-11-03"), RemarkRelease::new(RemarkKind::Texts, "#emph[b]\n\n= a").expect("good words"))];
    let input = OrganisationReport { actions: &actions, remarks: &remarks, ..fetched.on_organisation() };
    for language in Language::ALL {
        let (texts, said) = (Texts::of(language), words(&input, language));
        let literal = MARKUP.replace('🚀', "\u{FFFD}");
        assert_says(&said, ["Doors are open", "Care › b", "#emph[b]", "= a", &literal]);
        assert_says(
            &said,
            ["organisation", "organisation-actions-lead", "report-remarks-lead"].map(|key| texts.say(key)),
        );
    }
    assert!(printed(&input, Language::English).starts_with(b"%PDF"), "the paper keeps its standards");
}

#[test]
fn an_organisation_that_no_spread_holds_shows_the_levels_that_fit_and_says_what_is_left_out() {
    let names: Vec<String> =
        (0..9).flat_map(|part| (0..12).map(move |team| format!("Part {part}/Team {team}"))).collect();
    let places: Vec<_> = names.iter().map(|name| (name.as_str(), 8)).collect();
    let answers: Vec<_> = names.iter().map(|name| (name.as_str(), "4252415", 6)).collect();
    let fetched = fetch(&published(&places, &answers));
    let (texts, said) = (Texts::of(Language::English), words(&fetched.on_organisation(), Language::English));
    assert_says(&said, [texts.tell("organisation-tree-left", &[("levels", 1), ("count", 108)])]);
    assert!(said.contains("Part8") && !said.contains("Team3"), "{said}");
}

#[test]
fn every_figure_of_the_table_is_one_that_was_published() {
    let fetched = fetch(&publication());
    let texts = Texts::of(Language::English);
    let data: serde_json::Value =
        serde_json::from_str(&manuscript(&fetched.on_organisation(), Language::English).data()).expect("JSON");
    let rows = data["tree"]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), fetched.units.len());
    for (row, unit) in rows.iter().zip(&fetched.units) {
        assert_eq!(row["depth"], unit.path().depth());
        let Cell::Shown(figures) = unit.cell() else {
            assert_eq!(
                (&row["answered"], row["figures"].as_array().map(Vec::len)),
                (&serde_json::Value::Null, Some(0))
            );
            continue;
        };
        assert_eq!(row["answered"], texts.answered(figures.answered()));
        for (told, cell) in row["figures"].as_array().expect("figures").iter().zip(figures.indices()) {
            let Cell::Shown(figure) = cell else { panic!("every index of a shown unit is shown here") };
            assert_eq!(told["text"], texts.mean_briefly(figure.mean()));
            assert_eq!(told["step"], (fetched.on_organisation().tint)(figure.mean()));
            assert!(figure.mean().bound() != Bound::Exact || told["text"] == texts.mean_points(figure.mean()));
        }
    }
    assert_eq!(fetched.units[0].path(), &UnitPath::organisation());
}
