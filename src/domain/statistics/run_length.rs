//! How long a control chart runs until its first alarm, on average. Does not know any data.

use std::f64::consts::PI;

use super::distribution::normal_cdf;
use super::sums::compensated;

/// So many points carry the integrals: for every chart allowed here they lie closer than one standard deviation of the
/// kernel, where the error is below rounding.
const POINTS: u32 = 96;

/// Longer runs cannot be told: the equations come too close to having no solution.
const LONGEST: f64 = 1e9;

/// The average run length of the one-sided sum `C = max(0, C + x - k)` from 0 until `C > h`, when the values are
/// independent normal with standard deviation 1 and mean `shift` (0 when all is well).
///
/// `L(z) = 1 + L(0) Phi(k - z - shift) + integral over 0..h of L(x) phi(x + k - z - shift)`, solved at Gauss-Legendre
/// points: Brook & Evans (1972), Biometrika 59:539, with the integral equation of Page (1954) in the place of their
/// Markov chain. A chart with a baseline that is still learning runs differently; simulate that.
///
/// `None` when `k` or `h` is negative or not finite, above 30, the shift is not within 30, or the run is longer than a
/// billion.
pub fn cusum_run_length(allowance: f64, limit: f64, shift: f64) -> Option<f64> {
    let range = 0.0..=30.0;
    if !range.contains(&allowance) || !range.contains(&limit) || !range.contains(&shift.abs()) {
        return None;
    }
    let points = gauss_legendre(0.0, limit);
    // The unknowns are L(0) and L at each point.
    let starts = std::iter::once(0.0).chain(points.iter().map(|&(x, _)| x));
    let equation = |start: f64| {
        let below = normal_cdf(allowance - start - shift)?;
        let inside = points.iter().map(|&(x, weight)| weight * normal_density(x + allowance - start - shift));
        Some(std::iter::once(below).chain(inside).collect())
    };
    let kernel: Vec<Vec<f64>> = starts.map(equation).collect::<Option<_>>()?;
    let lengths = solve(kernel)?;
    plausible(*lengths.first()?)
}

/// The average run length of the moving average `z = lambda x + (1 - lambda) z` from 0 until it leaves
/// `-+ L sqrt(lambda / (2 - lambda))`, when the values are independent normal with standard deviation 1 and mean
/// `shift`.
///
/// `L(u) = 1 + 1/lambda integral of L(x) phi((x - (1 - lambda) u) / lambda - shift)`: Crowder (1987), Technometrics
/// 29:401; Lucas & Saccucci (1990), Technometrics 32:1. For limits that are constant from the start.
///
/// `None` unless `lambda` lies from 0.05 to 1 and `L` above 0 up to 6, the shift is not within 30, or the run is longer
/// than a billion.
pub fn ewma_run_length(weight: f64, width: f64, shift: f64) -> Option<f64> {
    if !(0.05..=1.0).contains(&weight)
        || !(0.0..=6.0).contains(&width)
        || width <= 0.0
        || !(0.0..=30.0).contains(&shift.abs())
    {
        return None;
    }
    let half = width * (weight / (2.0 - weight)).sqrt();
    let points = gauss_legendre(-half, half);
    let equation = |start: f64| -> Vec<f64> {
        let density = |x: f64| normal_density((x - (1.0 - weight) * start) / weight - shift) / weight;
        points.iter().map(|&(x, share)| share * density(x)).collect()
    };
    let lengths = solve(points.iter().map(|&(x, _)| equation(x)).collect())?;
    // From the points to the middle, where the average starts.
    plausible(1.0 + compensated(equation(0.0).into_iter().zip(lengths).map(|(share, length)| share * length)))
}

fn plausible(length: f64) -> Option<f64> {
    (1.0 - 1e-9..=LONGEST).contains(&length).then_some(length.max(1.0))
}

fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / (2.0 * PI).sqrt()
}

/// Points and weights with which sums are integrals of smooth functions from `low` to `high`, from low to high.
///
/// The points are the zeros of the Legendre polynomial, by Newton's method from `cos(pi (i - 1/4) / (n + 1/2))`.
fn gauss_legendre(low: f64, high: f64) -> Vec<(f64, f64)> {
    let (middle, half) = (f64::midpoint(low, high), 0.5 * (high - low));
    let point = |i: u32| {
        let mut x = -(PI * (f64::from(i) - 0.25) / (f64::from(POINTS) + 0.5)).cos();
        let mut slope = 1.0;
        // Converges in four or five steps; quadratically, so the last slope is that of the last point.
        for _ in 0..8 {
            let (value, derivative) = legendre(x);
            slope = derivative;
            x -= value / derivative;
        }
        (middle + half * x, half * 2.0 / ((1.0 - x * x) * slope * slope))
    };
    (1..=POINTS).map(point).collect()
}

/// The Legendre polynomial of order [`POINTS`] at `x`, and its derivative.
fn legendre(x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for order in (1..POINTS).map(f64::from) {
        let next = ((2.0 * order + 1.0) * x * value - order * before) / (order + 1.0);
        before = value;
        value = next;
    }
    (value, f64::from(POINTS) * (x * value - before) / (x * x - 1.0))
}

/// Solves `(I - kernel) L = 1` by elimination with row exchanges; `None` when there is no single solution.
fn solve(kernel: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let mut rows: Vec<Vec<f64>> = kernel
        .into_iter()
        .enumerate()
        .map(|(i, row)| {
            let mut row: Vec<f64> =
                row.into_iter().enumerate().map(|(j, value)| if i == j { 1.0 - value } else { -value }).collect();
            row.push(1.0);
            row
        })
        .collect();
    let unknowns = rows.len();
    for column in 0..unknowns {
        let below = rows.get(column..)?.iter().map(|row| row.get(column).map_or(0.0, |value| value.abs()));
        let (pivot, _) = below.enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        rows.swap(column, column + pivot);
        let (done, rest) = rows.split_at_mut(column + 1);
        let top = done.last()?;
        let head = *top.get(column)?;
        for row in rest {
            let factor = row.get(column)? / head;
            for (value, above) in row.iter_mut().zip(top).skip(column) {
                *value -= factor * above;
            }
        }
    }
    let mut solution = vec![0.0; unknowns];
    for column in (0..unknowns).rev() {
        let row = rows.get(column)?;
        let known = row.iter().zip(&solution).skip(column + 1).map(|(a, b)| -a * b);
        let value = compensated(known.chain(row.last().copied())) / row.get(column)?;
        *solution.get_mut(column).filter(|_| value.is_finite())? = value;
    }
    Some(solution)
}

#[cfg(test)]
mod tests;
