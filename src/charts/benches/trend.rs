//! How many trends are drawn in a second, beside what plotters alone takes for as many strokes. Does not look at them.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and may stop at a fault")]

use std::hint::black_box;
use std::time::Instant;

use charts::{Caption, Overlay, trend};
use domain::analysis::Known;
use domain::{
    Analysis, Coverage, Earlier, Gate, Language, Publication, Questionnaire, Responses, Sheet, Terms, Threshold, Tree,
    Trend, UnitPath, WaveLabel,
};
use plotters::prelude::*;
use texts::Texts;

const WAVES: u32 = 24;
const CHARTS: u32 = 2_000;
fn wave(questionnaire: &Questionnaire, team: &UnitPath, wave: u32) -> Publication {
    let opens = format!("{}-{:02}-03", 2024 + wave / 12, wave % 12 + 1).parse().unwrap();
    let terms = Terms {
        label: WaveLabel::of_month(opens),
        questionnaire: questionnaire.clone(),
        tree: Tree::of([(team.clone(), 12)]).unwrap(),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens,
        closes: opens,
    };
    // Every seventh wave too few answer.
    let people = if wave % 7 == 6 { 3 } else { 9 };
    let unit = terms.tree.find(team).unwrap();
    let sheets: Vec<_> = (0..people)
        .map(|person| {
            let items = questionnaire.items().iter().zip(0..);
            let answers: Vec<_> = items
                .map(|(item, number): (_, u32)| (item.key.clone(), (1 + (person * 3 + number + wave) % 5).to_string()))
                .collect();
            let form = answers.iter().map(|(key, answer)| (key.as_str(), answer.as_str()));
            (unit, Sheet::from_form(questionnaire, form).unwrap())
        })
        .collect();
    Gate::rehearse(&terms, sheets, &Earlier { classes: &[], responses: &Responses::none() }).0
}

fn main() {
    let questionnaire = Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).unwrap();
    let team: UnitPath = "North".parse().unwrap();
    let publications: Vec<Publication> = (0..WAVES).map(|number| wave(&questionnaire, &team, number)).collect();
    let analysis = Analysis::of(&publications, Known::default(), |_| None).unwrap();
    let place = publications.last().unwrap().terms().tree.find(&team).unwrap().position();
    let line = &analysis.units[place].lines[0];
    let reference = vec![Some((40, 60)); line.len()];
    let trend_of = Trend::of(&publications, &team, "score");
    let caption = Caption { unit: "North", index: "Team safety", threshold: 5, id: "trend" };
    let overlay = Overlay { reference: &reference, ..Overlay::line_only(line) };
    let draw = || trend(&trend_of, &caption, &overlay, Texts::of(Language::English)).unwrap();

    // The first one reads the font.
    let bytes = draw().svg().len();
    let begun = Instant::now();
    for _ in 0..CHARTS {
        black_box(draw());
    }
    let drawing = begun.elapsed().as_secs_f64() / f64::from(CHARTS);
    let svg = draw();
    let strokes = svg.svg().matches("/>").count();
    let begun = Instant::now();
    for _ in 0..CHARTS {
        black_box(bare(strokes));
    }
    let limit = begun.elapsed().as_secs_f64() / f64::from(CHARTS);
    println!("a trend of {WAVES} waves with its level: {:.0} charts a second, {bytes} bytes each", 1.0 / drawing);
    println!(
        "the limit, plotters drawing {strokes} strokes and no words: {:.0} a second; a chart takes {:.1} times as long",
        1.0 / limit,
        drawing / limit
    );
}

/// A sheet with so many short strokes.
fn bare(strokes: usize) -> String {
    let mut drawn = String::new();
    let root = SVGBackend::with_string(&mut drawn, (5760, 3824)).into_drawing_area();
    for number in 0..i32::try_from(strokes).unwrap() {
        root.draw(&PathElement::new(vec![(number, 100), (number, 900)], BLACK.stroke_width(8))).unwrap();
    }
    root.present().unwrap();
    drop(root);
    drawn
}
