//! The pages behind the link of a letter about results: the figures of a unit, and what was released of its comments, which
//! never stand beside each other. Computes no figure.

use askama::Template;
use domain::{Action, Adviser, Cell, Edition};
use store::ReleasedRemarks;
use texts::Texts;

use super::{Link, address};
use crate::House;
use crate::adviser::{Drawing, ItemLine, Past, Row, hidden_why, index_names, item_lines, name_of, trend_of};
use crate::answer::other_languages;
use crate::errors::Failure;
use crate::told::{Told, Words};

/// The most actions on the page.
const ACTIONS: usize = 10;

/// The figures of the unit on each subject, where they are shown.
pub(crate) struct Shown {
    indices: Vec<String>,
    row: Row,
    items: Vec<ItemLine>,
}

/// The page of a unit.
#[derive(Template)]
#[template(path = "results.html")]
pub(crate) struct Results {
    t: &'static Texts,
    others: Vec<(&'static str, String)>,
    name: String,
    title: String,
    hidden_why: String,
    shown: Option<Shown>,
    /// A unit around this one that is shown: its name, and its page.
    around: Option<(String, String)>,
    /// The course of the score, when there is one.
    trend: Option<Drawing>,
    done: Vec<Told>,
    /// Where released words of comments stand, when there are any.
    words: Option<String>,
    adviser: Adviser,
}

/// The page of released words.
#[derive(Template)]
#[template(path = "results_words.html")]
pub(crate) struct ResultsWords {
    t: &'static Texts,
    others: Vec<(&'static str, String)>,
    name: String,
    title: String,
    remarks: Vec<Words>,
    back: String,
    adviser: Adviser,
}

fn title(edition: &Edition, t: &Texts) -> String {
    format!("{}, {}", edition.questionnaire.title().get(t.language()), t.month(edition.opens))
}

impl Results {
    pub(super) async fn of(link: &Link, house: &House, t: &'static Texts) -> Result<Self, Failure> {
        let (edition, unit) = (&link.edition, link.path());
        let cell = link.unit.unit.cell();
        let found = house.store.unit_analysis(&edition.label, link.unit.position).await?.unwrap_or_default();
        let found = found.told(&link.unit.unit);
        let actions = house.store.actions_for(unit).await?;
        let past = Past::released_until(edition, unit, &house.store).await?;
        let marks: Vec<&Action> = actions.iter().map(|kept| &kept.action).collect();
        let name = name_of(unit, &house.organisation);
        let shown = Row::of(cell, t).map(|row| Shown {
            indices: index_names(edition, t),
            row,
            items: item_lines(edition, cell, &found, t),
        });
        let around = if shown.is_some() { None } else { around(link, house).await? };
        let words = !remarks(link, house).await?.is_empty();
        Ok(Self {
            t,
            others: other_languages(t.language()),
            name,
            title: title(edition, t),
            hidden_why: hidden_why(edition, t),
            shown,
            around,
            trend: trend_of(unit, &past, edition, &found, &marks, house, t)?,
            done: actions
                .iter()
                .take(ACTIONS)
                .map(|kept| Told::of(&kept.action, unit, &house.organisation, t))
                .collect(),
            words: words.then(|| format!("{}/words", link.here)),
            adviser: house.adviser.clone(),
        })
    }
}

impl ResultsWords {
    pub(super) async fn of(link: &Link, house: &House, t: &'static Texts) -> Result<Self, Failure> {
        let remarks = remarks(link, house).await?;
        Ok(Self {
            t,
            others: other_languages(t.language()),
            name: name_of(link.path(), &house.organisation),
            title: title(&link.edition, t),
            remarks: remarks.iter().map(|remarks| Words::of(&remarks.words, t)).collect(),
            back: link.here.clone(),
            adviser: house.adviser.clone(),
        })
    }
}

/// What was released of the unit's own comments in this wave.
async fn remarks(link: &Link, house: &House) -> Result<Vec<ReleasedRemarks>, Failure> {
    let mut found = house.store.remarks_for(link.path()).await?;
    found.retain(|remarks| remarks.wave == link.edition.label && remarks.unit == *link.path());
    Ok(found)
}

/// The smallest unit around this one that is shown, with its own page.
async fn around(link: &Link, house: &House) -> Result<Option<(String, String)>, Failure> {
    for unit in link.path().up().skip(1) {
        let listed = house.store.published_unit(&link.edition, &unit).await?;
        if let Some(listed) = listed.filter(|listed| matches!(listed.unit.cell(), Cell::Shown(_))) {
            let page = address(house, &link.edition, &listed);
            return Ok(Some((name_of(&unit, &house.organisation), page)));
        }
    }
    Ok(None)
}
