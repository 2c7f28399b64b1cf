//! The arithmetic of small teams: scores, sums, intervals. Does not know units, waves, or what may be shown.

pub mod change;
mod compensated;
pub mod control_chart;
mod interval;
pub mod local_level;
mod moments;
pub mod monitor;
mod month;
pub mod multiple;
#[cfg(test)]
mod oracle;
mod quantile;
pub mod response;
pub mod retest;
pub mod run_length;
pub mod scan;
mod score;
pub mod slope;
mod tails;
mod ties;
pub mod two_samples;

pub use interval::{Moderated, PRIOR_WEIGHT, RETEST, half_width, start_variance};
pub(crate) use moments::{Moments, Pooled};
pub use quantile::student_t_quantile;
pub use score::{GRAINS, Score};

/// The width of the 0-100 range over the width of the 1-5 scale: points for each scale point.
pub const POINTS_PER_SCALE_POINT: f64 = 25.0;
