//! What every picture is held against, and how its strokes and words are found. Knows no kind of picture.

use domain::{Language, Trend};
use roxmltree::{Document, Node};
use texts::Texts;

use crate::canvas::{Canvas, Hand, UNIT};
use crate::{Caption, Chart, Overlay};

pub(crate) const STEADY: Option<&[u8]> = Some(&[4, 4, 3, 5, 4, 4]);
pub(crate) const MIXED: Option<&[u8]> = Some(&[2, 4, 3, 5, 3, 4, 3, 2]);
pub(crate) const TOP_MARKS: Option<&[u8]> = Some(&[5, 5, 5, 5, 5, 5]);
pub(crate) const LOW_MARKS: Option<&[u8]> = Some(&[1, 1, 1, 1, 1, 1]);
pub(crate) const TOO_FEW: Option<&[u8]> = Some(&[4, 4]);
pub(crate) const NO_TEAM: Option<&[u8]> = None;

pub(crate) fn overlaid(language: Language, trend: &Trend, overlay: &Overlay<'_>) -> Chart {
    let caption = Caption { unit: "Care & <Cure>", index: "Team safety", threshold: 5, id: "north" };
    crate::trend(trend, &caption, overlay, Texts::of(language)).unwrap_or_else(|error| panic!("{error}"))
}

/// The numbers of a list of places.
pub(crate) fn places(node: Node<'_, '_>) -> Vec<(i32, i32)> {
    let pairs = node.attribute("points").expect("points").split_whitespace().map(|pair| pair.split_once(','));
    pairs.map(|pair| pair.expect("a pair")).map(|(x, y)| (x.parse().expect("x"), y.parse().expect("y"))).collect()
}

pub(crate) fn with<'a>(document: &'a Document<'_>, tag: &str, name: &str, value: &str) -> Vec<Node<'a, 'a>> {
    let wanted = |node: &Node<'_, '_>| node.has_tag_name(("http://www.w3.org/2000/svg", tag));
    document.descendants().filter(wanted).filter(|node| node.attribute(name) == Some(value)).collect()
}

/// Where each stretch of the line runs: lines are the widest strokes of the team's colour.
pub(crate) fn lines(document: &Document<'_>) -> Vec<Vec<(i32, i32)>> {
    with(document, "polyline", "stroke-width", "24").into_iter().map(places).collect()
}

pub(crate) fn bands(document: &Document<'_>) -> Vec<Vec<(i32, i32)>> {
    with(document, "polygon", "fill", "#D2DEEB").into_iter().map(places).collect()
}

pub(crate) fn dots(document: &Document<'_>) -> usize {
    with(document, "circle", "fill", "#1F5A99").len()
}

/// What is written in the picture, in the order of drawing.
pub(crate) fn written(svg: &str) -> Vec<String> {
    let document = Document::parse(svg).expect("good XML");
    let texts = document.descendants().filter(|node| node.tag_name().name() == "text");
    texts.map(|node| node.text().unwrap_or_default().trim().to_owned()).collect()
}

/// Holds a picture against what is true of all: good XML that names itself, without styles and scripts, with every
/// sentence there, and no words on other words or beyond the paper.
pub(crate) fn hold(chart: &Chart) {
    let document = Document::parse(chart.svg()).expect("good XML");
    let root = document.root_element();
    let id = root.attribute("aria-labelledby").expect("a name").split_once("-title").expect("an id").0;
    assert_eq!(root.attribute("role"), Some("img"));
    assert_eq!(root.attribute("aria-labelledby"), Some(format!("{id}-title {id}-desc").as_str()));
    assert_eq!(with(&document, "title", "id", &format!("{id}-title"))[0].text(), Some(chart.title()));
    assert_eq!(with(&document, "desc", "id", &format!("{id}-desc"))[0].text(), Some(chart.description()));
    assert!(chart.description().starts_with(chart.subtitle()), "{}", chart.description());
    for node in document.descendants() {
        assert!(!["style", "script", "image"].contains(&node.tag_name().name()));
        assert!(node.attributes().all(|a| a.name() != "style" && !a.name().starts_with("on")));
    }
    assert!(!chart.svg().contains("0.5ex"), "Typst does not know ex");
    assert!(!chart.svg().contains("[chart"), "every sentence is there");
    let paper: Vec<i32> = root.attribute("viewBox").expect("a box").split(' ').map(|n| n.parse().expect("n")).collect();
    let words = words(&document);
    for (number, (one, text)) in words.iter().enumerate() {
        let [left, right, top, bottom] = *one;
        assert!(left >= 0 && right <= paper[2] && top >= 0 && bottom <= paper[3], "{text} at {one:?} of {paper:?}");
        for (other, beside) in &words[..number] {
            let apart = right <= other[0] || other[1] <= left || bottom <= other[2] || other[3] <= top;
            assert!(apart, "{text} at {one:?} lies on {beside} at {other:?}");
        }
    }
}

/// Left, right, top and bottom of all words, as far as plotters can tell.
fn words(document: &Document<'_>) -> Vec<([i32; 4], String)> {
    let mut drawn = String::new();
    let canvas = Canvas::on(&mut drawn, 10).expect("a font");
    let texts = document.descendants().filter(|node| node.tag_name().name() == "text");
    let place = |node: Node<'_, '_>| {
        let number = |name| node.attribute(name).expect(name).parse::<i32>().expect("a number");
        let text = node.text().unwrap_or_default().trim().to_owned();
        let bold = node.attribute("font-weight").is_some();
        let hand = match (number("font-size") / UNIT, bold) {
            (20, false) => Hand::SMALL,
            (20, true) => Hand::STRONG,
            _ => Hand::FIGURE,
        };
        // Without what is spared.
        let width = canvas.width_of(&text, hand).expect("a font") * 5 / 6;
        let before = match node.attribute("text-anchor") {
            Some("start") => 0,
            Some("middle") => width / 2,
            _ => width,
        };
        // Letters reach from well above the middle of a line to a little below it.
        let (x, y, half) = (number("x"), number("y"), number("font-size") * 2 / 5);
        let around = if node.has_attribute("transform") {
            [x - half, x + half, y + before - width, y + before]
        } else {
            [x - before, x - before + width, y - half, y + half]
        };
        (around, text)
    };
    texts.map(place).collect()
}
