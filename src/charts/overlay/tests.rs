//! What is drawn beside the figures: where a level may lie, what a note and a signal look like and say. Does not know how
//! a level is computed.

use domain::Language;
use domain::analysis;
use proptest::prelude::*;
use roxmltree::Document;

use super::*;
use crate::cast::analysed;
use crate::tests::*;

const DULL: Option<&[u8]> = Some(&[3, 3, 2, 3, 4, 2, 3]);

fn label(month: &str) -> WaveLabel {
    month.parse().expect("a label")
}

fn fall(since: &str, flagged: &str) -> Drift {
    let (flagged, since) = (label(flagged), label(since));
    Drift { level: analysis::Level::Amber, rose: false, flagged, since, points: -9, low: -15, high: -3 }
}

fn inner(document: &Document<'_>) -> Vec<Vec<(i32, i32)>> {
    with(document, "polygon", "fill", "#B0C6DE").into_iter().map(places).collect()
}

#[test]
fn look_at_it() {
    let safe: Option<&[u8]> = Some(&[4, 4, 3, 5, 4, 3, 4]);
    let high: Option<&[u8]> = Some(&[5, 5, 4, 5, 5, 5, 4]);
    let few: Vec<Option<&[u8]>> =
        vec![safe, STEADY, MIXED, STEADY, safe, STEADY, MIXED, MIXED, DULL, MIXED, DULL, DULL];
    let broken: Vec<Option<&[u8]>> =
        vec![safe, STEADY, TOO_FEW, STEADY, TOO_FEW, TOO_FEW, MIXED, MIXED, DULL, NO_TEAM, DULL, DULL];
    let many: Vec<Option<&[u8]>> =
        (0..36).map(|n| [safe, STEADY, MIXED, STEADY, MIXED, DULL][(n * 7 + n / 5) % 6]).collect();
    let long = "New team leader since the first of the month, and two colleagues left";
    let cases: Vec<(&str, Vec<Option<&[u8]>>, Vec<(&str, &str)>, Option<Drift>)> = vec![
        ("plain", few.clone(), vec![], None),
        (
            "fall",
            few.clone(),
            vec![("2026-05", "New team leader"), ("2026-12", long)],
            Some(fall("2026-08", "2026-11")),
        ),
        (
            "broken",
            broken,
            vec![
                ("2026-02", "Move to the other building"),
                ("2026-06", long),
                ("2026-11", "Talk held"),
                ("2026-12", "Agreed: a weekly half hour"),
            ],
            Some(fall("2026-07", "2026-12")),
        ),
        (
            "many",
            many,
            vec![("2027-02", "New rota"), ("2028-11", "Second talk with the team")],
            Some(Drift { rose: true, points: 9, low: 3, high: 15, ..fall("2027-08", "2028-03") }),
        ),
        ("one", vec![MIXED], vec![("2026-01", "Begin")], None),
        ("two", vec![MIXED, DULL], vec![("2026-01", "Begin"), ("2026-02", long)], Some(fall("2026-02", "2026-02"))),
        ("top", vec![high, high, TOP_MARKS, TOP_MARKS, high, TOP_MARKS], vec![], None),
        (
            "low",
            vec![DULL, LOW_MARKS, LOW_MARKS, LOW_MARKS, LOW_MARKS, LOW_MARKS],
            vec![],
            Some(fall("2026-02", "2026-06")),
        ),
        ("hiddenlast", vec![STEADY, MIXED, STEADY, DULL, TOO_FEW], vec![("2026-05", long)], None),
    ];
    for (name, rounds, notes, flagged) in &cases {
        let (trend, mut line) = analysed("2026-01-06", rounds);
        if line.is_empty() {
            line = trend.points().iter().map(|_| Some(LinePoint { level: 61.0, error: 3.0 })).collect();
        }
        let notes: Vec<_> = notes.iter().map(|(wave, text)| (label(wave), *text)).collect();
        for (l, language) in [("en", Language::English), ("nl", Language::Dutch)] {
            let chart = overlaid(language, &trend, &Overlay { line: &line, notes: &notes, flagged: flagged.as_ref() });
            std::fs::write(format!("/tmp/e-svg/{name}-{l}.svg"), chart.svg()).unwrap();
            println!("{name} {l}: {}\n", chart.description());
        }
    }
}
