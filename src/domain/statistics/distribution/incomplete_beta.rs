//! The regularised incomplete beta function. Does not know which distribution asks.

use statrs::function::beta::checked_ln_beta;

/// Steps of the continued fraction; it takes some multiple of the square root of the larger shape.
const STEPS: u32 = 10_000;

/// `I_x(a, b)` with `y = 1 - x` given apart, so that neither end loses digits.
///
/// A continued fraction: Didonato & Morris (1992), ACM Transactions on Mathematical Software 18:360, in the form and
/// with the algorithm of Lentz in Press et al. (2007), Numerical Recipes, 6.4. Written out because the one of statrs
/// stops after 140 steps, too few for shapes above ten thousand.
///
/// `None` for shapes that are not positive and finite, `x` or `y` outside 0 to 1, or without convergence.
pub(super) fn regularized(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    let valid = a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite();
    if !valid || !(0.0..=1.0).contains(&x) || !(0.0..=1.0).contains(&y) {
        return None;
    }
    if x <= 0.0 || y <= 0.0 {
        return Some(if x <= 0.0 { 0.0 } else { 1.0 });
    }
    let front = (a * x.ln() + b * y.ln() - checked_ln_beta(a, b).ok()?).exp();
    // The fraction converges fast only below the mean.
    let below = x < (a + 1.0) / (a + b + 2.0);
    let part = if below { front * fraction(a, b, x)? / a } else { 1.0 - front * fraction(b, a, y)? / b };
    part.is_finite().then(|| part.clamp(0.0, 1.0))
}

fn fraction(a: f64, b: f64, x: f64) -> Option<f64> {
    let mut numerator = 1.0;
    let mut denominator = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut result = denominator;
    for step in 1..=STEPS {
        let step = f64::from(step);
        let twice = a + 2.0 * step;
        let even = step * (b - step) * x / ((twice - 1.0) * twice);
        let odd = -(a + step) * (a + b + step) * x / (twice * (twice + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            denominator = 1.0 / away_from_zero(1.0 + coefficient * denominator);
            numerator = away_from_zero(1.0 + coefficient / numerator);
            change = denominator * numerator;
            result *= change;
        }
        if (change - 1.0).abs() <= f64::EPSILON {
            return Some(result);
        }
    }
    None
}

fn away_from_zero(value: f64) -> f64 {
    const SMALLEST: f64 = 1e-290;
    if value.abs() < SMALLEST { SMALLEST } else { value }
}
