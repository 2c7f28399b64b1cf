//! Control charts around a known target: cumulative sums and moving averages. Does not know how the target was found.

/// The two tabular cumulative sums: Page (1954), Biometrika 41:100; Montgomery, Statistical Quality Control.
///
/// Assumes independent values around a target that is known; for a team, whose level is not, see [`monitor`](super::monitor).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cusum {
    /// The value that the process should have.
    pub target: f64,
    /// `k`: what a value may deviate without being counted, in the unit of the values; half the change to be found.
    pub allowance: f64,
    /// `h`: the sum above which there is an alarm, in the unit of the values.
    pub limit: f64,
}

/// The sums after one value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CusumStep {
    /// `max(0, upper + x - target - k)`.
    pub upper: f64,
    /// `max(0, lower + target - k - x)`.
    pub lower: f64,
    /// All deviations from the target so far, summed.
    pub deviation: f64,
    /// Whether a sum is above the limit.
    pub alarm: bool,
}

impl Cusum {
    /// The sums after each value; they are not reset by an alarm.
    ///
    /// `None` when a value or the target is not finite, the allowance or the limit is negative, or a sum overflows.
    pub fn run(&self, values: &[f64]) -> Option<Vec<CusumStep>> {
        let range = 0.0..f64::INFINITY;
        if !self.target.is_finite() || !range.contains(&self.allowance) || !range.contains(&self.limit) {
            return None;
        }
        let (mut upper, mut lower, mut deviation) = (0.0_f64, 0.0_f64, 0.0_f64);
        let steps = values.iter().map(|value| {
            let off = value - self.target;
            upper = (upper + (off - self.allowance)).max(0.0);
            lower = (lower - (off + self.allowance)).max(0.0);
            deviation += off;
            let alarm = upper > self.limit || lower > self.limit;
            let finite = [off, upper, lower, deviation].into_iter().all(f64::is_finite);
            finite.then_some(CusumStep { upper, lower, deviation, alarm })
        });
        steps.collect()
    }
}

/// The exponentially weighted moving average: Roberts (1959), Technometrics 1:239; Lucas & Saccucci (1990), Technometrics 32:1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ewma {
    /// The value that the process should have; the average starts here.
    pub target: f64,
    /// The standard deviation of one value.
    pub deviation: f64,
    /// `lambda`: the weight of the newest value, above 0 and up to 1.
    pub weight: f64,
    /// `L`: how many standard deviations of the average the limits lie from the target.
    pub width: f64,
}

/// The average after one value, with its limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EwmaStep {
    /// `lambda x + (1 - lambda) average`.
    pub average: f64,
    /// The lower limit for this many values, narrower at first.
    pub lower: f64,
    /// The upper limit for this many values, narrower at first.
    pub upper: f64,
    /// Whether the average is outside these limits.
    pub alarm: bool,
}

impl Ewma {
    fn is_sensible(&self) -> bool {
        let range = 0.0..f64::INFINITY;
        let weight = self.weight > 0.0 && self.weight <= 1.0;
        weight && self.target.is_finite() && range.contains(&self.deviation) && range.contains(&self.width)
    }

    /// The limits after many values: `target -+ L s sqrt(lambda / (2 - lambda))`; `None` as for [`Ewma::run`].
    pub fn limits(&self) -> Option<(f64, f64)> {
        self.limits_with(1.0)
    }

    fn limits_with(&self, share: f64) -> Option<(f64, f64)> {
        let half = self.width * self.deviation * (self.weight / (2.0 - self.weight) * share).sqrt();
        let (lower, upper) = (self.target - half, self.target + half);
        (self.is_sensible() && lower.is_finite() && upper.is_finite()).then_some((lower, upper))
    }

    /// The average after each value, with the exact limits `target -+ L s sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2t)))`.
    ///
    /// Assumes independent values with a known standard deviation. `None` when a value is not finite, the weight is outside 0 to
    /// 1, the deviation or the width is negative, or something overflows.
    pub fn run(&self, values: &[f64]) -> Option<Vec<EwmaStep>> {
        self.limits()?;
        let (mut average, mut left) = (self.target, 1.0_f64);
        let steps = values.iter().map(|value| {
            average = self.weight * value + (1.0 - self.weight) * average;
            left *= (1.0 - self.weight) * (1.0 - self.weight);
            let (lower, upper) = self.limits_with(1.0 - left)?;
            let alarm = average < lower || average > upper;
            average.is_finite().then_some(EwmaStep { average, lower, upper, alarm })
        });
        steps.collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::oracle::{close, number, numbers, read};

    #[test]
    fn the_sums_of_the_handbook_agree() {
        let oracle = read(include_str!("../../../tests/oracles/20_cusum_nist.json"));
        let (input, expected, published) = (&oracle["input"], &oracle["expected"], &oracle["published"]);
        let chart =
            Cusum { target: number(&input["target"]), allowance: number(&input["k"]), limit: number(&input["h"]) };
        let steps = chart.run(&numbers(&input["x"])).expect("in range");
        let tolerance = number(&oracle["tolerance"]);
        for (name, ours) in [
            ("S_hi", steps.iter().map(|step| step.upper).collect::<Vec<f64>>()),
            ("S_lo", steps.iter().map(|step| step.lower).collect()),
            ("cusum", steps.iter().map(|step| step.deviation).collect()),
        ] {
            assert_eq!(ours.len(), 20);
            for (ours, expected) in ours.into_iter().zip(numbers(&expected[name])) {
                assert!(close(ours, expected, tolerance), "{name}: {ours}, expected {expected}");
            }
        }
        // The handbook prints two decimals.
        for (step, printed) in steps[12..].iter().zip(numbers(&published["S_hi_13_to_20"])) {
            assert!((step.upper - printed).abs() < 0.0051, "{} {printed}", step.upper);
        }
        let first = steps.iter().position(|step| step.alarm).map(|position| position as u64 + 1);
        assert_eq!(first, expected["first_alarm_index_1based"].as_u64());
        assert_eq!(first, published["first_alarm"].as_u64());
    }

    /// NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4.
    #[test]
    fn the_averages_of_the_handbook_agree() {
        let values = [
            52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4,
            53.6, 52.1,
        ];
        let averages = [
            50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38,
            49.92, 50.73, 51.23, 51.94, 51.99,
        ];
        let chart = Ewma { target: 50.0, deviation: 2.0539, weight: 0.3, width: 3.0 };
        let (lower, upper) = chart.limits().expect("in range");
        assert!((upper - 52.5884).abs() < 1e-4 && (lower - 47.4115).abs() < 1.1e-4, "{lower} {upper}");
        let steps = chart.run(&values).expect("in range");
        for (step, printed) in steps.iter().zip(averages) {
            assert!((step.average - printed).abs() < 0.0051, "{} {printed}", step.average);
        }
        assert!(steps.iter().all(|step| !step.alarm));
        assert!(close(steps[0].upper, 50.0 + 3.0 * 2.0539 * 0.3, 1e-12));
        assert!(close(steps[19].upper, upper, 1e-5) && steps[19].upper < upper);
    }

    #[test]
    fn nonsense_is_refused() {
        let chart = Cusum { target: 50.0, allowance: 1.0, limit: 4.0 };
        assert_eq!(chart.run(&[]), Some(Vec::new()));
        assert_eq!(chart.run(&[f64::NAN]), None);
        assert_eq!(chart.run(&[f64::MAX, f64::MAX]), None);
        assert_eq!(Cusum { allowance: -1.0, ..chart }.run(&[]), None);
        assert_eq!(Cusum { target: f64::NAN, ..chart }.run(&[]), None);
        let chart = Ewma { target: 50.0, deviation: 2.0, weight: 0.3, width: 3.0 };
        assert_eq!(chart.run(&[]), Some(Vec::new()));
        assert_eq!(chart.run(&[1.0, f64::INFINITY]), None);
        for weight in [0.0, -0.1, 1.1, f64::NAN] {
            assert_eq!(Ewma { weight, ..chart }.run(&[1.0]), None);
        }
        assert_eq!(Ewma { deviation: -1.0, ..chart }.limits(), None);
        assert_eq!(Ewma { width: f64::INFINITY, ..chart }.limits(), None);
    }

    proptest! {
        #[test]
        fn any_input_gives_finite_numbers_or_none(values in proptest::collection::vec(any::<f64>(), 0..6), p: [f64; 4]) {
            let steps = Cusum { target: p[0], allowance: p[1], limit: p[2] }.run(&values).unwrap_or_default();
            prop_assert!(steps.iter().all(|step| step.upper.is_finite() && step.lower.is_finite()));
            for weight in [p[2], 0.2] {
                let steps = Ewma { target: p[0], deviation: p[1], weight, width: p[3] }.run(&values).unwrap_or_default();
                prop_assert!(steps.iter().all(|step| step.average.is_finite() && step.lower <= step.upper));
            }
        }

        #[test]
        fn both_sums_are_mirrored(values in proptest::collection::vec(-9.0..9.0f64, 0..40)) {
            let chart = Cusum { target: 0.0, allowance: 0.5, limit: 4.0 };
            let mirrored: Vec<f64> = values.iter().map(|value| -value).collect();
            let steps = chart.run(&values).expect("in range").into_iter().zip(chart.run(&mirrored).expect("in range"));
            for (step, mirror) in steps {
                prop_assert!((step.upper - mirror.lower).abs() < 1e-9 && step.alarm == mirror.alarm);
            }
        }
    }
}
