//! `audit`: attacks one's own publications and says what came of it, so that anybody may ask for the printout. Shows no
//! figure, and no place unless the promise is broken there.

use std::path::Path;

use clap::Subcommand;
use domain::{Answered, Audit, Family, Finding, Questionnaire, WaveLabel};
use store::WaveState;

use super::Installation;
use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Add and subtract everything that was published: what is the smallest group that can be worked out?
    ///
    /// Ends with a failure when a group below the threshold can be, or when a published figure is not the one that the
    /// stored sums give.
    SelfAttack {
        /// One wave; without it, all that were published
        #[arg(long)]
        wave: Option<WaveLabel>,
    },
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    let Command::SelfAttack { wave } = command;
    Installation::within(dir, async |installation| attack(installation, wave.as_ref()).await).await
}

async fn attack(installation: &Installation, wanted: Option<&WaveLabel>) -> Result<(), Failure> {
    let labels: Vec<WaveLabel> = if let Some(label) = wanted {
        vec![label.clone()]
    } else {
        let waves = installation.store.waves().await?;
        waves.into_iter().filter(|wave| wave.state == WaveState::Published).map(|wave| wave.label).collect()
    };
    if labels.is_empty() {
        terminal::say("nothing has been published yet, so there is nothing to attack");
        return Ok(());
    }
    let bar = terminal::bar(labels.len(), "attacking");
    let mut broken = Vec::new();
    for label in labels {
        let publication = installation.publication(&label).await?;
        let classes = installation.store.classes(&label).await?;
        let audit = Audit::of(&publication, &classes);
        bar.inc(1);
        bar.suspend(|| print(&label, &audit, &publication.terms().questionnaire));
        if !audit.holds() {
            broken.push(label.to_string());
        }
    }
    bar.finish_and_clear();
    if broken.is_empty() {
        return Ok(());
    }
    let waves = broken.join(", ");
    Err(Failure::Refused(format!("the promise does not hold for: {waves}. Show nobody these waves, and report this")))
}

fn print(label: &WaveLabel, audit: &Audit, questionnaire: &Questionnaire) {
    let k = audit.threshold.get();
    let row = |what: &str, value: String| terminal::say(format!("   {what:<58} {value}"));
    terminal::say(format!("\nSelf-attack on wave {label}, threshold {k}\n"));
    terminal::say("1. Adding and subtracting everything that is printed");
    row("totals, of sheets, of each score and of each statement", audit.totals().to_string());
    let sheets = audit.attacks.iter().find(|attack| attack.family == Family::Sheets);
    row("groups of people that can be worked out", sheets.map_or(0, |attack| attack.groups).to_string());
    let range = |answered: Answered| match answered.to() {
        Some(to) => format!("{} to {to}", answered.from()),
        None => format!("{} or more", answered.from()),
    };
    let exact = audit.smallest().map_or("none".to_owned(), |group| group.answers.to_string());
    let told = audit.smallest_range().filter(|_| audit.holds()).map_or(exact, range);
    row("answers in the smallest such group", told);
    terminal::say("   Every other group that can be worked out is made of these. This is exact, not an estimate.\n");
    terminal::say("2. Every printed mean, share and range of answers made again from the stored sums");
    row("that differ", audit.findings.len().to_string());
    for finding in &audit.findings {
        terminal::say(format!("   {}", finding_line(finding, k, questionnaire)));
    }
    terminal::say("\n3. What ranges and rounding give away to somebody with a pencil");
    let ranges = &audit.ranges;
    row("units whose exact number of answers follows", format!("{} of {}", ranges.units.count, ranges.units.of));
    row("groups left over whose exact number follows", format!("{} of {}", ranges.rests.count, ranges.rests.of));
    row("groups left over whose mean can be bounded", ranges.means.to_string());
    row("of these, more closely than it would be printed", ranges.finer.to_string());
    if let Some(narrowest) = &ranges.narrowest {
        let (width, step) = (narrowest.width(), narrowest.step);
        row(
            "the closest of these bounds, in points of the scale",
            format!("{width:.2}, printed in steps of {step:.2}"),
        );
    }
    terminal::say(
        "   How many people each unit has is taken into account; whoever weighs everything together may come somewhat closer.\n",
    );
    if !audit.holds()
        && let Some(attack) = audit.sharpest()
        && let Some(group) = &attack.smallest
    {
        let family = family_name(attack.family, questionnaire);
        terminal::say(format!("   The smallest group: {} ({family}), inside {}", group.answers, group.at));
    }
    let verdict = if audit.holds() { "holds" } else { "DOES NOT HOLD" };
    terminal::say(format!("The promise {verdict}: no group of fewer than {k} answers can be worked out."));
}

fn family_name(family: Family, questionnaire: &Questionnaire) -> String {
    match (family, family.key(questionnaire)) {
        (Family::Index(_), Some(key)) => format!("score {key}"),
        (Family::Item(_), Some(key)) => format!("statement {key}"),
        _ => "sheets".to_owned(),
    }
}

fn finding_line(finding: &Finding, k: u32, questionnaire: &Questionnaire) -> String {
    let name = |family: &Family| family_name(*family, questionnaire);
    match finding {
        Finding::StrayClass { unit } => {
            format!("a class stands at position {unit}, where the organisation has no unit")
        }
        Finding::SmallClass { at, family, answers } => {
            format!("a class in {at} carries {answers} answers ({}); the threshold is {k}", name(family))
        }
        Finding::NothingInside { at, family } => {
            format!("{} is printed for {at}, but no answers stand behind it", name(family))
        }
        Finding::OtherFigure { at, family } => {
            format!("the figure of {at} ({}) is not the one its stored sums make", name(family))
        }
        Finding::Contradiction { at, family } => {
            format!("the numbers printed around {at} ({}) can't all be true", name(family))
        }
    }
}
