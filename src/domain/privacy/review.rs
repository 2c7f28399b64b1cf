//! The ballots of a closed wave, opened in memory a boxful at a time. Shows none of them: it ends in the gate's release.

use std::num::NonZero;
use std::thread;

use super::gate::{Earlier, GateError, Reviewed, release};
use crate::Wave;
use crate::ballot::{BallotId, Comment, CustodyPublicKey, Opener, Part, Sealed, SealedWrappingKey, Sheet, WaveKeys};
use crate::wave::Closed;

/// Some sealed ballots of one wave, as they come from the store.
#[derive(Default)]
pub struct BallotBox {
    sheets: Vec<(BallotId, Sealed)>,
    comments: Vec<(BallotId, Sealed)>,
}

impl BallotBox {
    /// A box with these sheets.
    pub const fn of(sheets: Vec<(BallotId, Sealed)>) -> Self {
        Self { sheets, comments: Vec::new() }
    }

    /// A box with these comments.
    pub const fn of_comments(comments: Vec<(BallotId, Sealed)>) -> Self {
        Self { sheets: Vec::new(), comments }
    }
}

/// A closed wave whose ballots are being opened.
pub struct Review {
    wave: Wave<Closed>,
    opener: Opener,
    sheets: Vec<Vec<Sheet>>,
    comments: Vec<Vec<Comment>>,
    total: usize,
    unreadable: usize,
    /// Of the unreadable ones those whose outer seal does not open.
    unwrapped: usize,
}

impl Review {
    pub(super) fn of(wave: Wave<Closed>, keys: &WaveKeys, wraps: &[SealedWrappingKey]) -> Self {
        let terms = wave.terms();
        let opener = Opener::new(keys, wraps, &terms.label, &terms.questionnaire);
        let units = terms.tree.units().len();
        let (sheets, comments) = ((0..units).map(|_| Vec::new()).collect(), (0..units).map(|_| Vec::new()).collect());
        Self { wave, opener, sheets, comments, total: 0, unreadable: 0, unwrapped: 0 }
    }

    /// Opens the ballots of a box on all cores. What can't be opened is counted and left out; a sheet without an
    /// answer and a comment without a word are no answer and no comment.
    #[expect(clippy::needless_pass_by_value, reason = "ballots are given up to the gate")]
    pub fn take(&mut self, ballots: BallotBox) {
        self.total += ballots.sheets.len() + ballots.comments.len();
        let opener = &self.opener;
        let sheets = on_all_cores(&ballots.sheets, |(name, sealed)| opener.open(sealed, *name));
        let comments = on_all_cores(&ballots.comments, |(name, sealed)| opener.open_comment(sealed, *name));
        self.unwrapped += lost(&ballots.sheets, &sheets, |sealed, name| opener.unwraps(sealed, name, Part::Scores));
        self.unwrapped +=
            lost(&ballots.comments, &comments, |sealed, name| opener.unwraps(sealed, name, Part::Comment));
        self.unreadable += place(sheets, &mut self.sheets, Sheet::is_empty);
        self.unreadable += place(comments, &mut self.comments, Comment::is_empty);
    }

    /// Decides which ballots stand together, makes every figure of the wave, and locks its comments for `custody`.
    ///
    /// # Errors
    /// When most of the ballots don't open although the keys are right, or comments can't be sealed.
    pub fn release(self, earlier: &Earlier<'_>, custody: &CustodyPublicKey) -> Result<Reviewed, GateError> {
        // A few may be damaged on disk. When it is most of them, keys are missing that can perhaps be put back.
        if self.unwrapped * 2 > self.total {
            return Err(GateError::Unwrapped { ballots: self.unwrapped, of: self.total });
        }
        release(self.wave.terms(), &self.sheets, &self.comments, self.unreadable, earlier, custody)
    }
}

/// How many of the ballots that could not be opened have an outer seal that does not open either.
fn lost<T>(ballots: &[(BallotId, Sealed)], opened: &[Option<T>], unwraps: impl Fn(&Sealed, BallotId) -> bool) -> usize {
    let unopened = ballots.iter().zip(opened).filter(|(_, opened)| opened.is_none());
    unopened.filter(|((name, sealed), _)| !unwraps(sealed, *name)).count()
}

/// Puts what was opened under its unit; gives how many there were that can't be used.
fn place<T>(opened: Vec<Option<(u32, T)>>, units: &mut [Vec<T>], is_empty: impl Fn(&T) -> bool) -> usize {
    let mut unreadable = 0;
    for entry in opened {
        match entry.and_then(|(unit, thing)| Some((units.get_mut(unit as usize)?, thing))) {
            Some((_, thing)) if is_empty(&thing) => (),
            Some((unit, thing)) => unit.push(thing),
            None => unreadable += 1,
        }
    }
    unreadable
}

/// Opening an envelope costs two multiplications on the curve; the rest of the close is nothing beside it.
fn on_all_cores<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = things.len().div_ceil(cores).max(1);
    let work = &work;
    thread::scope(|scope| {
        let shares: Vec<_> =
            things.chunks(share).map(|share| scope.spawn(move || share.iter().map(work).collect::<Vec<_>>())).collect();
        // A thread that panicked would leave ballots out unseen; its panic goes on here.
        shares
            .into_iter()
            .flat_map(|done| done.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
