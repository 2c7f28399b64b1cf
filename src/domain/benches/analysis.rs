//! How long the analysis of three years takes, beside reading these years at all. Does not say what it finds.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, and may stop at a fault")]

use std::time::Instant;

use domain::analysis::Known;
use domain::{
    Analysis, ClassAggregates, Coverage, Earlier, Gate, Publication, PublicationRecord, Questionnaire, Responses,
    Sheet, Terms, Threshold, Tree, UnitIndex, WaveLabel,
};

const TEAMS: usize = 2_000;
const WAVES: u32 = 36;

fn terms(questionnaire: &Questionnaire, wave: u32) -> Terms {
    let places = (0..TEAMS).map(|team| (format!("D{}/Team {team}", team / 20).parse().unwrap(), 10));
    let opens = format!("{}-{:02}-03", 2024 + wave / 12, wave % 12 + 1).parse().unwrap();
    Terms {
        label: WaveLabel::of_month(opens),
        questionnaire: questionnaire.clone(),
        tree: Tree::of(places).unwrap(),
        threshold: Threshold::DEFAULT,
        coverage: Coverage::DEFAULT,
        opens,
        closes: opens,
    }
}

/// Eight of ten people in each team, each with an answer of their own.
fn sheets(terms: &Terms, wave: usize) -> Vec<(UnitIndex, Sheet)> {
    let questionnaire = &terms.questionnaire;
    let placed = terms.tree.iter().filter(|(_, unit)| unit.invited_directly > 0).enumerate();
    placed
        .flat_map(|(team, (unit, _))| (0..8).map(move |person| (team, unit, person)))
        .map(|(team, unit, person)| {
            let point = |item: usize| (1 + (team * 7 + person * 3 + item * 5 + wave * (person + 2)) % 5).to_string();
            let points: Vec<String> = (0..questionnaire.items().len()).map(point).collect();
            let fields =
                questionnaire.items().iter().map(|item| item.key.as_str()).zip(points.iter().map(String::as_str));
            (unit, Sheet::from_form(questionnaire, fields).unwrap())
        })
        .collect()
}

fn main() {
    let questionnaire = Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).unwrap();
    let (mut publications, mut responses) = (Vec::<Publication>::new(), Responses::none());
    let mut classes: Vec<ClassAggregates> = Vec::new();
    for wave in 0..WAVES {
        let terms = terms(&questionnaire, wave);
        let earlier = Earlier { classes: &classes, responses: &responses };
        let (publication, class, after) = Gate::rehearse(&terms, sheets(&terms, wave as usize), &earlier);
        publications.push(publication);
        classes = vec![class];
        responses = after;
    }
    let written: Vec<String> =
        publications.iter().map(|wave| serde_json::to_string(&PublicationRecord::of(wave)).unwrap()).collect();
    let begun = Instant::now();
    let read: Vec<Publication> =
        written.iter().map(|text| serde_json::from_str::<PublicationRecord>(text).unwrap().reopen().unwrap()).collect();
    let reading = begun.elapsed();
    let begun = Instant::now();
    let analysis = Analysis::of(&read, Known::default(), |_| None).unwrap();
    let analysing = begun.elapsed();
    let bytes: usize = analysis.units.iter().map(|unit| serde_json::to_string(unit).unwrap().len()).sum();
    println!("{TEAMS} teams, {WAVES} waves: read and checked in {:.2} s", reading.as_secs_f64());
    println!(
        "analysed in {:.2} s = {:.2} of the reading; {} bytes a unit",
        analysing.as_secs_f64(),
        analysing.as_secs_f64() / reading.as_secs_f64(),
        bytes / analysis.units.len()
    );
}
