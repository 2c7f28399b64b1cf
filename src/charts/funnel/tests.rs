//! What the picture of all teams may tell: ranges and no counts, limits that put nobody outside who may be within, one
//! name at most.

use domain::analysis::Known;
use domain::{Analysis, Cell, Language, Publication};
use roxmltree::Document;

use super::columns::COLUMNS;
use super::*;
use crate::cast::{Person, wave_of};
use crate::held::*;

/// People who differ a little around `middle`.
fn around(middle: u8, count: usize) -> Vec<Person> {
    (0..count)
        .map(|person| {
            [0, 1, 2, 3, 4, 5, 6].map(|item| (middle - 1 + u8::try_from((person + item) % 3).unwrap_or(0)).min(5))
        })
        .collect()
}

/// Teams of 6 to 60 people, all alike but the one with this number, which lies lower.
fn organisation(odd: Option<usize>) -> Publication {
    organisation_of(|number| if odd == Some(number) { 2 } else { 4 })
}

/// The same with the middle of each team's answers.
fn organisation_of(middle: impl Fn(usize) -> u8) -> Publication {
    let sizes = [6, 12, 8, 30, 60, 7, 9, 15, 22, 6, 11, 8];
    let names: Vec<String> = (0..sizes.len()).map(|number| format!("Team {number:02}")).collect();
    let people = |number: usize| around(middle(number), sizes[number]);
    wave_of(
        "2026-03-03",
        &names.iter().enumerate().map(|(number, name)| (name.as_str(), people(number))).collect::<Vec<_>>(),
    )
}

fn analysed(wave: &Publication) -> Analysis {
    Analysis::of(std::slice::from_ref(wave), Known::default(), |_| None).expect("a publication")
}

fn teams<'a>(wave: &'a Publication, found: &'a Analysis) -> Vec<FunnelTeam<'a>> {
    let team = |(unit, told): (&'a domain::PublishedUnit, &'a domain::UnitAnalysis)| {
        let (Cell::Shown(figures), Some(comparison)) = (unit.cell(), told.comparison.as_ref()) else { return None };
        let Cell::Shown(figure) = figures.indices().first()? else { return None };
        Some(FunnelTeam { name: unit.path().name()?, figure, comparison, highlighted: false })
    };
    wave.units().iter().zip(&found.units).filter_map(team).collect()
}

fn drawn(language: Language, teams: &[FunnelTeam<'_>], field: &Field) -> Chart {
    let caption = Caption { unit: "All & <us>", index: "Team safety", threshold: 5, id: "funnel" };
    let opens = "2026-03-03".parse().expect("a date");
    let chart = funnel(teams, field, opens, &caption, Texts::of(language)).unwrap_or_else(|error| panic!("{error}"));
    hold(&chart);
    chart
}

fn dots(document: &Document<'_>) -> Vec<(i32, i32)> {
    let number =
        |node: &roxmltree::Node<'_, '_>, name| node.attribute(name).expect(name).parse::<i32>().expect("a number");
    with(document, "circle", "fill", "#595959").iter().map(|dot| (number(dot, "cx"), number(dot, "cy"))).collect()
}

#[test]
fn teams_stand_in_the_range_of_their_answers_in_the_order_they_are_given() {
    let wave = organisation(None);
    let found = analysed(&wave);
    let (teams, field) = (teams(&wave, &found), found.summary.field.expect("ten teams"));
    let chart = drawn(Language::English, &teams, &field);
    let document = Document::parse(chart.svg()).expect("good XML");
    let columns = |dots: &[(i32, i32)]| {
        (0..COLUMNS)
            .map(|number| {
                let (left, right) = columns::ends(number);
                dots.iter().filter(|dot| left < dot.0 && dot.0 < right).count()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(columns(&dots(&document)), [6, 3, 2, 1]);
    // Heights are those of the printed means, from left to right in the order of the tree.
    let small = teams.iter().filter(|team| team.figure.answered().to() == Some(9));
    let heights: Vec<_> = small.map(|team| SCALE.height(team.figure.mean().points())).collect();
    assert_eq!(dots(&document)[..6].iter().map(|dot| dot.1).collect::<Vec<_>>(), heights);
    assert!(!chart.svg().contains("Team 0") && !chart.description().contains("Team 0"), "no names");
    assert!(["6", "12", "8", "30", "60", "7"].iter().all(|count| !written(chart.svg()).contains(&(*count).to_owned())));
}

#[test]
fn the_title_says_how_many_lie_outside_on_which_side_and_chance_is_given_the_benefit() {
    let title = |odd, language| {
        let wave = organisation(odd);
        let found = analysed(&wave);
        drawn(language, &teams(&wave, &found), &found.summary.field.expect("ten teams")).title().to_owned()
    };
    let within = "All & <us>: all 12 teams lie within what chance alone explains";
    assert_eq!(title(None, Language::English), within);
    let one = "All & <us>: 1 of 12 teams lies outside what chance alone explains: 1 lower";
    assert_eq!(title(Some(4), Language::English), one);
    assert_eq!(
        title(Some(4), Language::Dutch),
        "All & <us>: 1 van de 12 teams ligt buiten wat toeval alleen verklaart: 1 lager"
    );
}

#[test]
fn a_team_outside_is_a_diamond_and_the_limits_are_the_widest_of_its_range() {
    let wave = organisation(Some(4));
    let found = analysed(&wave);
    let (teams, field) = (teams(&wave, &found), found.summary.field.expect("ten teams"));
    let chart = drawn(Language::English, &teams, &field);
    let document = Document::parse(chart.svg()).expect("good XML");
    assert_eq!(with(&document, "polygon", "fill", "#262626").len(), 1);
    let explained = |chart: &Chart| written(chart.svg()).contains(&"diamond: outside the solid lines".to_owned());
    assert!(explained(&chart) && !explained(&within()));
    let widest = teams
        .iter()
        .filter(|team| team.figure.answered().to() == Some(9))
        .map(|team| team.comparison.limit_998)
        .fold(0.0, f64::max);
    let upper = SCALE.height((field.centre.round() + widest.ceil()).min(100.0));
    let lines = with(&document, "polyline", "stroke", "#8A8A8A").into_iter().map(places);
    assert!(lines.into_iter().any(|line| line[0] == (LEFT, upper)), "{upper}");
}

/// The picture of an organisation in which nobody stands out.
fn within() -> Chart {
    let wave = organisation(None);
    let found = analysed(&wave);
    drawn(Language::English, &teams(&wave, &found), &found.summary.field.expect("ten teams"))
}

#[test]
fn both_sides_are_counted_apart() {
    assert_eq!(sides((1, 2), Texts::of(Language::English)), "1 lower, 2 higher");
    assert_eq!(sides((3, 0), Texts::of(Language::Dutch)), "3 lager");
    let wave = organisation_of(|number| [(4, 2), (3, 5)].iter().find(|odd| odd.0 == number).map_or(4, |odd| odd.1));
    let found = analysed(&wave);
    let chart = drawn(Language::English, &teams(&wave, &found), &found.summary.field.expect("ten teams"));
    assert!(chart.title().ends_with(": 1 lower, 1 higher"), "{}", chart.title());
}

#[test]
fn the_lines_are_named_where_the_last_teams_stand() {
    let wave = organisation(None);
    let found = analysed(&wave);
    let (all, field) = (teams(&wave, &found), found.summary.field.expect("ten teams"));
    for most in [Some(9), Some(19), Some(49)] {
        let mut teams: Vec<_> = all.iter().copied().filter(|team| team.figure.answered().to() <= most).collect();
        teams.retain(|team| team.figure.answered().to().is_some());
        let column = teams.iter().map(|team| crate::responses::height_of(team.figure.answered())).max().expect("teams");
        let many: Vec<_> = teams.iter().copied().cycle().take(24).collect();
        for highlighted in [None, Some(23)] {
            let named = |(number, team)| FunnelTeam { highlighted: Some(number) == highlighted, ..team };
            let many: Vec<_> = many.iter().copied().enumerate().map(named).collect();
            let chart = drawn(Language::Dutch, &many, &field);
            let document = Document::parse(chart.svg()).expect("good XML");
            let name = document.descendants().find(|node| node.text().is_some_and(|text| text.trim() == "95 van 100"));
            let x: i32 = name.and_then(|name| name.attribute("x")).expect("a place").parse().expect("a number");
            let end = columns::ends(usize::try_from(column - 1).expect("a column")).1;
            assert!(end < x && x < end + 25 * UNIT, "{x} beside {end}");
        }
    }
}

#[test]
fn statistics_that_differ_below_whole_points_are_drawn_alike() {
    let wave = organisation(None);
    let found = analysed(&wave);
    let (all, field) = (teams(&wave, &found), found.summary.field.expect("ten teams"));
    let finer: Vec<_> = all
        .iter()
        .map(|team| {
            let c = team.comparison;
            let limits = (c.limit_95.ceil() - 0.3, c.limit_998.ceil() - 0.6);
            Comparison { limit_95: limits.0, limit_998: limits.1, answers: c.answers + 0.7, shrunken: 3.0, error: 9.0 }
        })
        .collect();
    let other: Vec<_> = all.iter().zip(&finer).map(|(team, comparison)| FunnelTeam { comparison, ..*team }).collect();
    let nearly = Field { centre: field.centre.round() + 0.2, ..field };
    assert_eq!(drawn(Language::English, &all, &field), drawn(Language::English, &other, &nearly));
}

#[test]
fn one_team_may_have_its_name() {
    let wave = organisation(Some(4));
    let found = analysed(&wave);
    let field = found.summary.field.expect("ten teams");
    let long = "Zorgverzekeringsmaatschappij <Noord> & omstreken, nachtdienst en weekenddienst";
    for number in 0..12 {
        let mut teams = teams(&wave, &found);
        teams[number] = FunnelTeam { name: long, highlighted: true, ..teams[number] };
        let chart = drawn(Language::Dutch, &teams, &field);
        assert_eq!(written(chart.svg()).iter().filter(|text| text.starts_with("Zorgverz")).count(), 1);
    }
}

#[test]
fn nine_teams_are_too_few_and_thousands_make_no_heavy_picture() {
    let wave = organisation(None);
    let found = analysed(&wave);
    let (teams, field) = (teams(&wave, &found), found.summary.field.expect("ten teams"));
    for language in [Language::English, Language::Dutch] {
        let few = drawn(language, &teams[..9], &field);
        let document = Document::parse(few.svg()).expect("good XML");
        assert!(dots(&document).is_empty() && few.svg().len() < 4_000);
    }
    let many: Vec<_> = teams.iter().copied().cycle().take(10_000).collect();
    let chart = drawn(Language::English, &many, &field);
    assert!(chart.svg().len() < 60_000, "{}", chart.svg().len());
    assert!(chart.title().contains("10000 teams") || chart.title().contains("10,000 teams"), "{}", chart.title());
}
