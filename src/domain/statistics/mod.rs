//! The arithmetic of small teams: scores, sums, intervals. Does not know units, waves, or what may be shown.

pub mod agreement;
pub mod anova;
pub mod change;
mod compensated;
pub mod control_chart;
pub mod covariance;
pub mod distribution;
mod interval;
pub mod local_level;
mod moments;
pub mod monitor;
mod month;
pub mod multiple;
pub mod omega;
#[cfg(test)]
mod oracle;
pub mod pooling;
pub mod proportion;
pub mod reliability;
pub mod response;
pub mod retest;
pub mod scan;
mod score;
pub mod sums;
mod tails;
pub mod two_way;
pub mod van_der_eijk;
pub mod variance_function;

pub use distribution::student_t_quantile;
pub use interval::{Moderated, PRIOR_WEIGHT, RETEST, half_width, start_variance};
pub(crate) use moments::{Moments, Pooled};
pub use score::{GRAINS, Score};

/// The width of the 0-100 range over the width of the 1-5 scale: points for each scale point.
pub const POINTS_PER_SCALE_POINT: f64 = 25.0;
