//! What bars of statements tell: the printed steps and nothing between them, no number in the middle, nothing beyond the
//! cut, and the hidden look where there is nothing.

use domain::analysis::Known;
use domain::{Analysis, Language, Publication};
use roxmltree::{Document, Node};

use super::*;
use crate::cast::{Person, alike, path, wave_of};
use crate::held::*;

/// North answers as given; South stands beside it.
fn wave(north: Vec<Person>) -> Publication {
    wave_of("2026-03-03", &[("North", north), ("South", alike(3, 30))])
}

fn drawn(language: Language, wave: &Publication) -> Chart {
    let (unit, terms) = (path("North"), wave.terms());
    let found = Analysis::of(std::slice::from_ref(wave), Known::default(), |_| None).expect("a publication");
    let place = terms.tree.find(&unit).expect("in the tree").position();
    let cell = wave.unit(&unit).expect("published").cell();
    let ranges = &found.units[place].item_ranges;
    let of = Statements { cell, items: terms.questionnaire.items(), ranges, opens: terms.opens };
    let caption = Caption { unit: "North & <co>", index: "Team safety", threshold: 5, id: "items" };
    let chart = statements(&of, &caption, Texts::of(language)).unwrap_or_else(|error| panic!("{error}"));
    hold(&chart);
    chart
}

/// So many people of whom the first few gave a 5, the next few a 2, and all others a 3, to everything.
fn divided(favourable: usize, unfavourable: usize, count: usize) -> Vec<Person> {
    let rest = count - favourable - unfavourable;
    [alike(5, favourable), alike(2, unfavourable), alike(3, rest)].concat()
}

fn number(node: &Node<'_, '_>, name: &str) -> i32 {
    node.attribute(name).expect(name).parse().expect("a number")
}

/// From where to where the parts of this colour run, in percent of a bar.
fn parts(document: &Document<'_>, colour: &str) -> Vec<(i32, i32)> {
    let percent = |x: i32| {
        assert_eq!((x - LEFT) % (7 * UNIT), 0, "whole percents");
        (x - LEFT) / (7 * UNIT)
    };
    let parts = with(document, "rect", "fill", colour).into_iter();
    parts.map(|part| (number(&part, "x"), number(&part, "width"))).map(|(x, w)| (percent(x), percent(x + w))).collect()
}

#[test]
fn a_bar_has_the_two_printed_shares_and_no_number_for_the_middle() {
    let chart = drawn(Language::English, &wave(divided(8, 6, 20)));
    let document = Document::parse(chart.svg()).expect("good XML");
    assert_eq!(parts(&document, "#C4551B"), [(0, 30); 7]);
    assert_eq!(parts(&document, "#D9D9D9"), [(30, 60); 7]);
    assert_eq!(parts(&document, "#1F5A99"), [(60, 100); 7]);
    let percents: Vec<_> = written(chart.svg()).into_iter().filter(|text| text.ends_with('%')).collect();
    assert_eq!(percents, ["30%", "40%"].repeat(7));
    assert!(written(chart.svg()).contains(&"20–49 people answered".to_owned()));
}

#[test]
fn counts_that_are_printed_alike_are_drawn_alike() {
    // 9 of 20 and 8 of 20 are both about 40 %, and so are 20 and 22 people.
    let one = drawn(Language::English, &wave(divided(8, 6, 20)));
    assert_eq!(one, drawn(Language::English, &wave(divided(9, 6, 20))));
    assert_eq!(one, drawn(Language::English, &wave(divided(9, 7, 22))));
}

#[test]
fn cut_shares_are_drawn_to_the_cut_and_hatched_where_they_may_end() {
    let first = drawn(Language::English, &wave(divided(19, 1, 20)));
    assert_eq!(first, drawn(Language::English, &wave(divided(20, 0, 20))), "all and nearly all look the same");
    let document = Document::parse(first.svg()).expect("good XML");
    assert_eq!(parts(&document, "#1F5A99"), [(15, 100); 7]);
    assert!(parts(&document, "#C4551B").is_empty() && parts(&document, "#D9D9D9").is_empty());
    let hatched = with(&document, "path", "stroke", "#C4551B");
    let right = LEFT + 15 * 7 * UNIT;
    let ends = hatched[0].attribute("d").expect("a path").split(['M', 'L']).filter(|place| !place.is_empty());
    let xs: Vec<i32> = ends.map(|place| place.split(' ').next().expect("x").parse().expect("a number")).collect();
    assert!(xs.iter().all(|x| (LEFT..=right).contains(x)) && xs.contains(&right));
    for words in ["<15%", "85% or more"] {
        assert_eq!(written(first.svg()).iter().filter(|text| *text == words).count(), 7);
    }
    let low = drawn(Language::Dutch, &wave(divided(0, 20, 20)));
    let document = Document::parse(low.svg()).expect("good XML");
    assert_eq!(parts(&document, "#C4551B"), [(0, 85); 7]);
    assert!(written(low.svg()).contains(&"85% of meer".to_owned()));
}

#[test]
fn below_ten_answers_there_is_a_point_with_its_interval() {
    let chart = drawn(Language::Dutch, &wave(alike(4, 7)));
    let document = Document::parse(chart.svg()).expect("good XML");
    assert!(with(&document, "rect", "fill", "#1F5A99").is_empty());
    let dots = with(&document, "circle", "fill", "#1F5A99");
    let places: Vec<_> = dots.iter().map(|dot| number(dot, "cx")).collect();
    assert_eq!(places, [38 * UNIT + 300 * 8; 7]);
    assert!(written(chart.svg()).contains(&"4,0".to_owned()));
    assert!(chart.description().contains("4,0 op een schaal van 1 tot 5 (95%: "), "{}", chart.description());
}

#[test]
fn a_cut_mean_points_at_the_cut_and_not_beyond() {
    for (point, cut, words) in [(5, 350, "4.5 or higher"), (1, 50, "1.5 or lower")] {
        let chart = drawn(Language::English, &wave(alike(point, 7)));
        let document = Document::parse(chart.svg()).expect("good XML");
        assert!(dots(&document) == 0 && written(chart.svg()).contains(&words.to_owned()));
        let insides = with(&document, "polygon", "fill", "#FFFFFF");
        let tip = 38 * UNIT + cut * 8;
        for inside in insides {
            let xs: Vec<_> = places(inside).into_iter().map(|place| place.0).collect();
            assert!(xs.contains(&tip) && xs.iter().all(|x| if point == 5 { *x <= tip } else { *x >= tip }), "{xs:?}");
        }
    }
}

#[test]
fn a_statement_that_few_answered_has_the_hidden_look() {
    let mut people = divided(8, 6, 20);
    for person in people.iter_mut().skip(3) {
        person[6] = 0;
    }
    let chart = drawn(Language::English, &wave(people));
    assert_eq!(written(chart.svg()).iter().filter(|text| *text == "too few answers").count(), 1);
    assert_eq!(chart.title(), "North & <co>: how the statements were answered in March 2026");
    let hidden = drawn(Language::English, &wave(alike(4, 3)));
    assert_eq!(written(hidden.svg()).iter().filter(|text| *text == "too few answers").count(), 7);
    assert_eq!(hidden.title(), "North & <co>: too few answers in March 2026");
    assert!(!hidden.svg().contains("answered"));
}
