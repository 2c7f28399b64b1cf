//! The ground floor: people, questions, waves, ballots, privacy, statistics. Does not know where anything is kept,
//! drawn, printed or sent.
//!
//! Two walks cross it. An answer's way in: a form becomes a [`Sheet`], which is given up to become [`Sealed`]. A
//! number's way out: [`Gate::review`] opens the ballots of a closed wave and makes a [`Publication`], and there is no
//! other way. What must not be possible does not compile. Sealing gives the sheet up, and nothing outside this crate
//! can open a ballot or read an answer:
//!
//! ```
//! use domain::*;
//! fn way_in(sheet: Sheet, unit: UnitIndex, to: &Address<'_>, wrap: &WrappingKey) -> Option<Sealed> {
//!     Sealed::seal(sheet, unit, to, wrap).ok()
//! }
//! ```
//!
//! ```compile_fail,E0382
//! use domain::*;
//! fn keeps(sheet: Sheet, unit: UnitIndex, to: &Address<'_>, wrap: &WrappingKey) -> bool {
//!     let _sealed = Sealed::seal(sheet, unit, to, wrap);
//!     sheet.is_empty()
//! }
//! ```
//!
//! ```compile_fail,E0603
//! use domain::ballot::Opener;
//! ```
//!
//! ```compile_fail,E0624
//! fn reads(sheet: &domain::Sheet, questionnaire: &domain::Questionnaire) -> Option<u8> {
//!     sheet.aligned(questionnaire, 0)
//! }
//! ```
//!
//! ```compile_fail,E0277
//! fn prints(sheet: &domain::Sheet) -> String {
//!     format!("{sheet:?}")
//! }
//! ```
//!
//! A mean over sheets can't be computed outside, because scores can't be taken from sheets and sums have no maker:
//!
//! ```
//! let score = domain::statistics::Score::of([Some(4), Some(5)]).map(domain::statistics::Score::points);
//! assert_eq!(score, Some(87.5));
//! ```
//!
//! ```compile_fail,E0603
//! let mut sums = domain::statistics::Moments::default();
//! ```

mod account;
mod action;
mod adviser;
pub mod analysis;
pub mod ballot;
mod cases;
mod language;
mod letter_name;
mod opt_out;
mod passage;
mod person;
mod privacy;
mod refusal;
mod remark_release;
mod report_note;
mod results_key;
pub mod roster;
pub mod schedule;
mod secret;
pub mod statistics;
mod steady_trend;
pub mod survey;
mod tree;
mod trend;
mod unit;
mod wave;
mod when;

/// The first fifty problems of a file, one a line; whoever has more has one cause.
fn first_lines(problems: &[impl ToString]) -> String {
    const MOST: usize = 50;
    let mut lines: Vec<_> = problems.iter().take(MOST).map(ToString::to_string).collect();
    if problems.len() > MOST {
        lines.push(format!("and {} more", problems.len() - MOST));
    }
    lines.join("\n")
}

pub use account::{AccessKey, Account, AccountName, BadAccountName, BadRoles, FactorKey, Role, Roles, Staff};
pub use action::{Action, BadAction, BadEnd, BadLine, TypedAction};
pub use adviser::Adviser;
pub use analysis::{Analysis, UnitAnalysis};
pub use ballot::{
    Address, BadAnswer, BallotId, Comment, Custody, CustodyPublicKey, CustodySecret, CustodySecrets, Envelope, Holder,
    LetterKey, NotAdmitted, Opening, Part, Passphrase, Placement, SealError, Sealed, SealedComments, SealedPlacement,
    SealedWrappingKey, Sheet, SlotId, Submission, Token, WaveKeys, WavePublicKey, WaveSecrets, WrappingKey,
};
pub use cases::{BadCounts, CaseBand, CaseCounts, CaseKind, NotesRecord, ReleasedCounts, YearNotes};
pub use language::{Language, Localized, UnknownLanguage};
pub use letter_name::{BadLetterName, LetterName};
pub use opt_out::{OptOut, OptOutKey, OptOutMark};
pub use passage::{LongPassage, Passage};
pub use person::{EmailAddress, EmailAddressError, Person, PersonKey, PersonKeyError};
pub use privacy::{
    Answered, Audit, BadRecord, BallotBox, Bound, Cell, ClassAggregates, ClassRecord, Earlier, Edition, EditionRecord,
    Family, FiguresRecord, Finding, Gate, GateError, Group, IndexFigure, IndexRecord, Interval, ItemFigure,
    LinearAttack, Mean, Method, Narrowed, Participation, Partition, Pinned, Publication, PublicationRecord,
    PublishedUnit, Ranges, Releasable, Released, ResponseRecord, Responses, Review, Reviewed, Share, Shares, Teams,
    Technical, UnitFigures, UnitRecord, carry_up,
};
pub use refusal::{BadMailStatus, MailStatus, Refusal, Trouble, cleaned, unnamed};
pub use remark_release::{BadRelease, RemarkKind, RemarkRelease};
pub use report_note::{BadReportNote, ReportNote};
pub use results_key::{ResultsKey, ResultsMark};
pub use roster::Roster;
pub use schedule::{Schedule, TimeZone};
pub use secret::{NoSecret, Secret};
pub use steady_trend::SteadyTrend;
pub use survey::{Claims, Dimension, Index, Item, Questionnaire, Scale, SurveyKey};
pub use tree::{TooManyUnits, Tree, Unit, UnitIndex};
pub use trend::{Sighting, Trend, TrendPoint};
pub use unit::{UnitPath, UnitPathError};
pub use wave::{
    BadCoverage, BadDates, BadThreshold, BadWaveLabel, Closed, Coverage, Open, Terms, Threshold, Wave, WaveLabel,
};
pub use when::{BadWhen, When};
