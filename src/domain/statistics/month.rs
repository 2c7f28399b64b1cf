//! What one month tells of a team, and the baseline that learns from it. Does not know what counts as an alarm.

/// What one month tells of a team: `n` may be fractional where it is an estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The mean of the scores, in points (0-100).
    pub mean: f64,
    /// How many scores went into the mean.
    pub n: f64,
    /// How many people could have answered; at least `n`.
    pub invited: u32,
    /// The team's own variance `s^2`, in points squared.
    pub variance: f64,
    /// Extra variance of a mean that was rounded, in points squared; 0 if it is exact.
    pub rounding: f64,
}

impl Reading {
    /// Somebody answered, no more than were invited, and all numbers can be.
    pub(super) fn is_sensible(&self) -> bool {
        let counts = self.n > 0.0 && self.n <= f64::from(self.invited);
        let range = 0.0..f64::INFINITY;
        counts && self.mean.is_finite() && range.contains(&self.variance) && range.contains(&self.rounding)
    }
}

/// One month of a team, with or without a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Month {
    /// `None` when nothing may be known of the month: no round, or too few answers.
    pub reading: Option<Reading>,
    /// Leavers and joiners since the month before.
    pub moves: u32,
    /// How many people the team had.
    pub invited: u32,
    /// The movement of the whole organisation in points, to be subtracted from the mean; 0 for none.
    pub shift: f64,
}

/// What is known of a team before its first month, from the other teams.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The mean over teams, in points.
    pub mean: f64,
    /// `tau^2`: the variance between teams' means, in points squared.
    pub variance: f64,
    /// `sigma^2`: the variance within teams, pooled, in points squared.
    pub within: f64,
    /// `d0`: how many degrees of freedom `within` is worth beside the team's own variance.
    pub weight: f64,
    /// `rho`: the correlation of one person's scores a month apart.
    pub retest: f64,
}

impl Prior {
    /// Finite, with a variance within teams, a weight, and a correlation from 0 to 1.
    pub(super) fn is_sensible(&self) -> bool {
        let variances = self.variance >= 0.0 && self.within > 0.0 && self.weight > 0.0;
        let finite = [self.mean, self.variance, self.within, self.weight].into_iter().all(f64::is_finite);
        variances && finite && (0.0..=1.0).contains(&self.retest)
    }

    /// How uncertain a team's level becomes when people leave and join: `rho sigma^2 moves / N^2`.
    pub(super) fn churn(&self, month: &Month) -> f64 {
        if month.invited == 0 {
            return 0.0;
        }
        self.retest * self.within * f64::from(month.moves) / f64::from(month.invited).powi(2)
    }
}

/// A month's mean with the variance of its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Observed {
    pub(super) mean: f64,
    pub(super) variance: f64,
}

/// The variance within one team, from all its months so far and the prior.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Spread {
    squares: f64,
    degrees: f64,
}

impl Spread {
    /// Takes the month's own variance in and gives the mean's:
    /// `v = (d0 sigma^2 + ss) / (d0 + df) (1/n - rho/N) + rounding`, where the shift of the organisation is not yet
    /// subtracted.
    ///
    /// `None`, and nothing taken in, when the month has no reading or the reading makes no sense.
    pub(super) fn observe(&mut self, month: &Month, prior: &Prior) -> Option<Observed> {
        /// With everybody answering and nobody changing, the mean would be known without error; a little is left.
        const LEAST: f64 = 1e-9;
        let reading = month.reading.filter(Reading::is_sensible)?;
        let own = (reading.n - 1.0).max(0.0);
        let next = Self { squares: self.squares + own * reading.variance, degrees: self.degrees + own };
        let within = (prior.weight * prior.within + next.squares) / (prior.weight + next.degrees);
        let variance =
            within * (1.0 / reading.n - prior.retest / f64::from(reading.invited)).max(LEAST) + reading.rounding;
        if !variance.is_finite() || variance <= 0.0 {
            return None;
        }
        *self = next;
        Some(Observed { mean: reading.mean, variance })
    }
}

/// The level a team is known to have, which starts at the organisation's and learns from each month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Baseline {
    pub(super) mean: f64,
    pub(super) variance: f64,
    pub(super) count: u32,
    spread: Spread,
}

impl Baseline {
    pub(super) fn new(prior: &Prior) -> Self {
        Self { mean: prior.mean, variance: prior.variance, count: 0, spread: Spread::default() }
    }

    /// First half of a month: the variance grows by the churn, and the month is read, with the shift subtracted.
    pub(super) fn expect(&mut self, month: &Month, prior: &Prior) -> Option<Observed> {
        self.variance = (self.variance + prior.churn(month)).min(f64::MAX);
        let mut spread = self.spread;
        let mut observed = spread.observe(month, prior)?;
        observed.mean -= month.shift;
        // A distance that overflows, in points or in standard errors, could not be learnt from.
        let error = self.variance + observed.variance;
        if !error.is_finite() || !((observed.mean - self.mean) / error.sqrt().min(1.0)).is_finite() {
            return None;
        }
        self.spread = spread;
        Some(observed)
    }

    /// Second half: `K = P / (P + v)`, `b += K (x - b)`, `P *= 1 - K`.
    pub(super) fn learn(&mut self, observed: Observed) {
        let gain = self.variance / (self.variance + observed.variance);
        self.mean += gain * (observed.mean - self.mean);
        self.variance *= 1.0 - gain;
        self.count = self.count.saturating_add(1);
    }
}

#[cfg(test)]
pub(super) mod tests;
