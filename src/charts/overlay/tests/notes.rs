//! Notes and actions: lanes, rules, and words that lie on no others. Does not know levels.

use super::*;

#[test]
fn notes_have_lanes_of_their_own() {
    let trend = monthly("2026-01-06", &[STEADY, TOO_FEW, STEADY, MIXED, MIXED, DULL]);
    let text = "Something happened <here> & \"there\"";
    let notes: Vec<_> = (1..=6).map(|month| (label(&format!("2026-0{month}")), text)).collect();
    let chart = overlaid(Language::English, &trend, &Overlay { notes: &notes, ..Overlay::default() });
    let document = Document::parse(chart.svg()).expect("good XML");
    let starts =
        |node: &Node<'_, '_>| node.text().is_some_and(|text| text.trim().starts_with("Something happened <here"));
    let words = document.descendants().filter(|node| node.has_tag_name((SVG, "text")) && starts(node));
    hold(&chart);
    let mut lanes: Vec<_> = words.map(|node| node.attribute("y").expect("y").to_owned()).collect();
    lanes.sort();
    lanes.dedup();
    assert_eq!(lanes.len(), written(chart.svg()).iter().filter(|text| text.starts_with("Something")).count());
    assert_eq!(document.descendants().filter(|node| node.has_tag_name((SVG, "title"))).count(), 7);
    let rules = with(&document, "polyline", "stroke", "#8A8A8A").into_iter().map(|dash| places(dash)[0].0);
    assert_eq!(rules.collect::<std::collections::BTreeSet<_>>().len(), 6, "each has its rule");
    let top = document.root_element().attribute("viewBox").expect("a box").split(' ').nth(1).expect("a top");
    assert!(top.starts_with('-'), "{top}");
}

#[test]
fn no_words_lie_on_other_words() {
    let (trend, line) = analysed("2026-01-06", &[STEADY, TOO_FEW, MIXED, TOO_FEW, TOO_FEW, LOW_MARKS, LOW_MARKS]);
    let texts = ["Begin", "A new team leader has come", "Talk held", "Moved", "A second talk with everybody", "x", "y"];
    let notes: Vec<_> = (1..=7).map(|month| label(&format!("2026-0{month}"))).zip(texts).collect();
    for (since, flagged) in [("2026-03", "2026-07"), ("2026-01", "2026-01"), ("2026-07", "2026-07")] {
        let drift = fall(since, flagged);
        let chart = overlaid(
            Language::Dutch,
            &trend,
            &Overlay { line: &line, notes: &notes, flagged: Some(&drift), ..Overlay::default() },
        );
        hold(&chart);
    }
}

#[test]
fn what_was_done_has_a_solid_rule_and_what_was_noted_dashes() {
    let trend = monthly("2026-01-06", &[STEADY, MIXED, DULL]);
    let (notes, actions) = ([(label("2026-02"), "Talk held")], [(label("2026-03"), "Day start together")]);
    let chart =
        overlaid(Language::English, &trend, &Overlay { notes: &notes, actions: &actions, ..Overlay::default() });
    hold(&chart);
    let document = Document::parse(chart.svg()).expect("good XML");
    let rules = |width: &str| {
        let lines = with(&document, "polyline", "stroke", "#8A8A8A").into_iter();
        lines.filter(|line| line.attribute("stroke-width") == Some(width)).count()
    };
    assert!(rules("10") > 10 && rules("12") == 1);
    for sentence in
        ["Note in February 2026, a dashed rule: “Talk held”.", "Action in March 2026, a solid rule: “Day start"]
    {
        assert!(chart.description().contains(sentence), "{}", chart.description());
    }
    assert_eq!(written(chart.svg()).iter().filter(|text| *text == "Day start together").count(), 1);
}
