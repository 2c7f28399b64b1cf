//! The clock's work: open a wave, send its letters, close it, print its papers. Does not know who asked for it, or what
//! day it is: time and post are handed in.

mod bounces;
mod clock;
mod close;
mod comments;
mod custody;
mod keys;
mod open;
mod outbox;
mod papers;
mod rehearse;
mod release;

pub use bounces::{Bookmark, BounceError, Returned, Returns, fetch_bounces, take_bounce};
pub use clock::{Event, Questionnaires, RemindError, Tick, Timekeeper};
pub use close::{CloseError, Closing, Traces, close, finish_interrupted, needs_passphrase, was_always_locked};
pub use comments::{CommentsError, UnitComments, comments};
pub use custody::{CustodyError, CustodyRule, set_passphrase};
pub use keys::{KeyError, KeyFolder};
pub use open::{Departure, OpenError, Opened, Opening, open};
pub use outbox::{
    Carriage, LetterError, LetterTerms, Now, Outbox, Pace, Press, Sending, Stop, Unrecorded, never, stopped, until,
};
pub use papers::{Archive, Batch, PaperError, Printed, Printer, Spare};
pub use rehearse::{Rehearsal, rehearse};
pub use release::release_due;
