//! Made-up people who answer: for the demo, and to measure how often Polsslag errs. Does not know pages or a database.

mod evaluation;
mod likert;
mod model;
mod organisation;
mod random;
mod story;

pub(crate) use evaluation::{Effort, Row, Unit, experiments, run};
pub(crate) use model::{Conditions, Model, Team, Wander, ticked};
pub(crate) use story::Story;
