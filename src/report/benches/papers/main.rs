//! How many reports on a unit, of four pages with four charts, one core makes in a second, beside bare Typst and beside
//! `WeasyPrint`. Asserts nothing, and does not look at them. Run with: cargo bench -p report
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints, and stops at the first fault")]

mod bare;
mod clock;
mod organisation;
mod weasyprint;

use std::time::Duration;

use bare::Bare;
use organisation::Organisation;
use report::Press;
use weasyprint::WeasyPrint;

/// Each kind of press has its turn in each round, so that a busy machine slows all of them down. Few of them where nothing
/// is optimised: there a report takes most of a second.
const ROUNDS: usize = if cfg!(debug_assertions) { 3 } else { 12 };
/// Reports of a round; more than the typesetter remembers, so that no report is printed from memory.
const REPORTS: usize = 12;

/// Processor time for one report of a round.
struct Round {
    writing: Duration,
    printing: Duration,
    bare: Duration,
    weasyprint: Option<Duration>,
}

impl Round {
    fn ours(&self) -> Duration {
        self.writing + self.printing
    }
}

/// The middle of what `of` tells of the rounds.
fn median(rounds: &[Round], of: impl Fn(&Round) -> Option<f64>) -> Option<f64> {
    let mut told: Vec<f64> = rounds.iter().filter_map(of).collect();
    told.sort_by(f64::total_cmp);
    told.get(told.len() / 2).copied()
}

fn main() {
    println!("{}; {}", clock::on_one_core(), clock::what());
    let organisation = Organisation::lived();
    let (press, bare, mut peer) = (Press::built_in(), Bare::new(), WeasyPrint::start());
    let (mut rounds, mut pages) = (Vec::new(), (0, None));
    // The first round warms up everything that stays warm.
    for number in 0..=ROUNDS {
        // Bare Typst gets other reports than the press had just before it, so that it can't remember them.
        let first = number * REPORTS * 2;
        let (manuscripts, writing) = clock::time(|| organisation.reports(first, REPORTS));
        let others = organisation.reports(first + REPORTS, REPORTS);
        let ((), printing) = clock::time(|| manuscripts.iter().for_each(|paper| drop(press.print(paper).unwrap())));
        let (counted, alone) = clock::time(|| others.iter().map(|paper| bare.print(paper)).max());
        let theirs = peer.as_mut().map(|peer| peer.print(&manuscripts[0]));
        pages = (counted.unwrap(), theirs.map(|(pages, _)| pages));
        let each = |whole: Duration| whole / u32::try_from(REPORTS).unwrap();
        let weasyprint = theirs.map(|(_, time)| time);
        rounds.push(Round { writing: each(writing), printing: each(printing), bare: each(alone), weasyprint });
    }
    tell(&rounds[1..], pages, peer.as_ref());
}

fn tell(rounds: &[Round], (ours, theirs): (usize, Option<usize>), peer: Option<&WeasyPrint>) {
    let milliseconds =
        |of: fn(&Round) -> Duration| median(rounds, |round| Some(of(round).as_secs_f64() * 1e3)).unwrap();
    let (writing, printing) = (milliseconds(|round| round.writing), milliseconds(|round| round.printing));
    println!("a unit report of {ours} pages with 4 charts, warm, medians of {ROUNDS} rounds:");
    println!("  drawing the charts and writing the manuscript  {writing:>8.2} ms");
    println!("  setting it, and PDF/A-2a with PDF/UA-1         {printing:>8.2} ms");
    println!("  together                                       {:>8.2} a second", 1e3 / milliseconds(Round::ours));
    println!(
        "  bare Typst, same template and data, plain PDF  {:>8.2} a second",
        1e3 / milliseconds(|round| round.bare)
    );
    let to_bare = |of: fn(&Round) -> Duration| {
        median(rounds, |round| Some(round.bare.as_secs_f64() / of(round).as_secs_f64())).unwrap()
    };
    let (whole, press) = (to_bare(Round::ours), to_bare(|round| round.printing));
    println!("  ratio to bare Typst: {whole:.2} with writing, {press:.2} without (to reach: 0.5)");
    let ratio = |round: &Round| Some(round.weasyprint?.as_secs_f64() / round.ours().as_secs_f64());
    let second = |round: &Round| Some(1.0 / round.weasyprint?.as_secs_f64());
    match (peer, theirs, median(rounds, second), median(rounds, ratio)) {
        (Some(peer), Some(pages), Some(second), Some(ratio)) => {
            println!("  WeasyPrint {}, {pages} pages, PDF/UA-1           {second:>8.2} a second", peer.version());
            println!("  ratio to WeasyPrint: {ratio:.1} (to reach: 20)");
        }
        _ => println!("  no WeasyPrint: {}", weasyprint::HOW_TO_GET_IT),
    }
}
