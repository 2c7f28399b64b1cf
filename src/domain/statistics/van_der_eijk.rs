//! Agreement in ordered answers by their shape alone. Does not know what the categories stand for.

use super::sums::{count, finite, sum};

/// So many categories are enough for any scale, and keep the work small.
const MOST_CATEGORIES: usize = 1000;

/// Van der Eijk's agreement A of how often each ordered category was chosen: van der Eijk (2001), Quality & Quantity
/// 35:325. From -1 (half at either end) over 0 (evenly spread) to 1 (all in one category). Polarisation is
/// `(1 - A) / 2`.
///
/// The frequencies are cut into layers of equal height; each layer's pattern of filled categories has
/// `A = U (1 - (S - 1) / (K - 1))` with S of K categories filled, and U from the triads of categories: those with a gap
/// in the middle against those without. A is the mean over layers by size.
///
/// Needs no distances between categories, but 15 answers or more to mean something. `None` below two categories, above
/// a thousand, without answers, and for a frequency that is negative or not finite.
pub fn agreement(frequencies: &[f64]) -> Option<f64> {
    let sensible = frequencies.iter().all(|&frequency| frequency >= 0.0);
    if !sensible || !(2..=MOST_CATEGORIES).contains(&frequencies.len()) {
        return None;
    }
    let all = sum(frequencies).filter(|&all| all > 0.0)?;
    let mut heights = frequencies.to_vec();
    heights.sort_by(f64::total_cmp);
    heights.dedup();
    let (mut floor, mut parts) = (0.0, Vec::new());
    for height in heights.into_iter().filter(|&height| height > 0.0) {
        let pattern: Vec<_> = frequencies.iter().map(|&frequency| frequency > floor).collect();
        let filled = count(pattern.iter().filter(|&&filled| filled).count())?;
        parts.push((height - floor) / all * filled * of_pattern(&pattern, filled)?);
        floor = height;
    }
    sum(&parts).map(|agreement| agreement.clamp(-1.0, 1.0))
}

fn of_pattern(pattern: &[bool], filled: f64) -> Option<f64> {
    let categories = count(pattern.len())?;
    // Of two filled categories and an empty one: the empty one outside, or between.
    let (mut outside, mut between, mut before) = (0.0, 0.0, 0.0);
    for &is_filled in pattern {
        if is_filled {
            before += 1.0;
        } else {
            let after = filled - before;
            outside += f64::midpoint(before * (before - 1.0), after * (after - 1.0));
            between += before * after;
        }
    }
    let unimodality = if outside + between > 0.0 {
        ((categories - 2.0) * outside - (categories - 1.0) * between) / ((categories - 2.0) * (outside + between))
    } else {
        1.0
    };
    finite(unimodality * (1.0 - (filled - 1.0) / (categories - 1.0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::oracle::{close, number, numbers, read};
    use super::*;

    #[test]
    fn examples_of_van_der_eijk_and_of_agrmt() {
        let oracle = read(include_str!("../../../tests/oracles/09_van_der_eijk_agreement.json"));
        let (expected, tolerance) = (&oracle["expected"], number(&oracle["tolerance"]));
        let inputs = oracle["input"].as_object().expect("examples");
        assert_eq!(inputs.len(), 10);
        for (name, frequencies) in inputs {
            let ours = agreement(&numbers(frequencies)).expect("in range");
            assert!(close(ours, number(&expected["A"][name]), tolerance), "{name}: {ours}");
            assert!(close((1.0 - ours) / 2.0, number(&expected["polarisation"][name]), tolerance), "{name}");
        }
        for (name, published) in oracle["published"].as_object().expect("examples") {
            let ours = agreement(&numbers(&inputs[name])).expect("in range");
            assert!(close(ours, number(published), 5e-3), "{name}: {ours}");
        }
    }

    #[test]
    fn nothing_to_agree_on() {
        assert_eq!((agreement(&[]), agreement(&[4.0]), agreement(&[0.0; 5])), (None, None, None));
        assert_eq!((agreement(&[4.0, 0.0]), agreement(&[4.0, 4.0])), (Some(1.0), Some(0.0)));
        assert_eq!((agreement(&[1.0, -1.0, 2.0]), agreement(&[1.0, f64::NAN])), (None, None));
        assert_eq!(agreement(&[1.0; 1001]), None);
    }

    proptest! {
        #[test]
        fn any_input_gives_agreement_or_none(frequencies in proptest::collection::vec(proptest::num::f64::ANY, 0..9)) {
            prop_assert!(agreement(&frequencies).is_none_or(|a| (-1.0..=1.0).contains(&a)));
            let positive: Vec<_> = frequencies.iter().map(|frequency| frequency.abs()).collect();
            prop_assert!(agreement(&positive).is_none_or(|a| (-1.0..=1.0).contains(&a)));
        }

        #[test]
        fn neither_direction_nor_size_matters(counts in proptest::collection::vec(0u8..20, 2..9)) {
            let frequencies: Vec<_> = counts.iter().copied().map(f64::from).collect();
            let turned: Vec<_> = frequencies.iter().rev().map(|frequency| frequency * 7.0).collect();
            if let (Some(one), Some(other)) = (agreement(&frequencies), agreement(&turned)) {
                prop_assert!((one - other).abs() < 1e-12, "{one} {other}");
            }
        }
    }
}
