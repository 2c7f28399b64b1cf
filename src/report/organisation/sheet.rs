//! Everything the organisation's report says, as the data of its template: texts are ready to print. Does not know how it
//! looks.

use domain::{Cell, PublishedUnit};
use serde::Serialize;
use texts::Texts;

use super::OrganisationReport;
use super::summary::{Columns, Summary};
use super::taking_part::TakingPart;
use super::technical::Technical;
use super::tree::Tree;
use crate::pieces::{Actions, Added, Card, Drawing, Head, Paper, Part, Pointed, Remarks, Statements, Trend, passages};

/// What a report on the whole organisation in one wave says. Every text is ready to print, in the language of the report.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "OrganisationReport"))]
pub(crate) struct Sheet {
    /// Language, date, and what runs along the margins.
    paper: Paper,
    /// What the report is about.
    head: Head,
    /// The first page: the organisation's figures, or why there are none.
    summary: Summary,
    /// Heads of the columns of the first page's table.
    columns: Columns,
    /// What the figures do not say.
    not_said: Part,
    /// What the adviser adds; null where that is nothing.
    pointed: Option<Pointed>,
    /// Where signals about single teams are, and why not here.
    signals: Part,
    /// All units beside each other; null where the organisation has none below it.
    tree: Option<Tree>,
    /// The teams beside what chance does; null with too few of them for it, or too many.
    funnel: Option<Funnel>,
    /// The organisation over its waves.
    trend: Trend,
    /// How many took part in each wave.
    taking_part: TakingPart,
    /// Every statement; null where the organisation is hidden.
    statements: Option<Statements>,
    /// What was done, and where.
    actions: Actions,
    /// What was released for the organisation itself; null where nothing was.
    remarks: Option<Remarks>,
    /// How well the questionnaire measures, and by which rules figures are made.
    technical: Technical,
    /// Heading of the guide.
    how_title: String,
    /// The guide.
    how: Vec<Part>,
    /// Who to turn to.
    adviser: Card,
}

/// The teams beside what chance does.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Funnel {
    /// Heading of the section.
    title: String,
    /// How to read the picture, and what may not be read from it.
    lead: Vec<String>,
    /// The picture.
    chart: Drawing,
}

impl Sheet {
    pub(super) fn of(input: &OrganisationReport<'_>, whole: &PublishedUnit, texts: &'static Texts) -> Self {
        let (edition, organisation) = (input.edition, input.organisation);
        let statements = match whole.cell() {
            Cell::Shown(figures) => Some(Statements::of(&edition.questionnaire, figures.items(), texts)),
            Cell::Hidden => None,
        };
        let done = if input.actions.is_empty() { "organisation-actions-empty" } else { "organisation-actions-lead" };
        Self {
            paper: paper(input, texts),
            head: Head::of(organisation, texts.say("organisation-above"), edition, texts),
            summary: Summary::of(input, whole, texts),
            columns: Columns::of(texts),
            not_said: passages::not_said(texts),
            pointed: Pointed::of(
                &Added { note: input.note, signals: None, opened: &[], adviser: &input.adviser.name },
                texts,
            ),
            signals: Part::of(texts, "organisation-signals", ["organisation-signals-where"]),
            tree: Tree::of(input, texts),
            funnel: Funnel::of(input, texts),
            trend: Trend::of(input.trend_charts, texts),
            taking_part: TakingPart::of(input.editions, texts),
            statements,
            actions: Actions::of_all(input.actions, texts.say(done), texts),
            remarks: Remarks::of(input.remarks, texts),
            technical: Technical::of(edition, input.summary, texts),
            how_title: texts.say("report-how"),
            how: passages::how_to_read(edition, texts),
            adviser: Card::of(input.adviser, texts),
        }
    }
}

/// Its title is not that of the report on the organisation as a unit.
fn paper(input: &OrganisationReport<'_>, texts: &Texts) -> Paper {
    let (survey, month) = (input.edition.questionnaire.title().get(texts.language()), texts.month(input.edition.opens));
    let named = [("organisation", input.organisation), ("survey", survey), ("month", month.as_str())];
    let (title, running) = (texts.tell("organisation-title", &named), texts.tell("organisation-running", &named));
    Paper::of(input.organisation, input.edition.closes, title, running, texts)
}

impl Funnel {
    /// Management may see the published figures of every unit, so a funnel that named teams would leak nothing. It names
    /// none all the same: names at its edges would make it a list of teams to be talked about, which signals are, and those
    /// are the adviser's.
    fn of(input: &OrganisationReport<'_>, texts: &Texts) -> Option<Self> {
        let lead = ["how-to-read-funnel", "organisation-funnel-outside"].map(|key| texts.say(key)).into();
        let chart = input.funnel.as_ref()?.into();
        Some(Self { title: texts.say("organisation-funnel"), lead, chart })
    }
}
