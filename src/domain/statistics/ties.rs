//! How often each value occurs. Does not know which test corrects for it.

/// The sizes of the groups of equal values, in the order of the values; a value that stands alone is a group of one.
pub(super) fn tie_sizes(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // Sorted, so "not below" is "equal", and -0 is 0.
    sorted.chunk_by(|a, b| a >= b).map(|group| group.iter().map(|_| 1.0).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_counted() {
        assert_eq!(tie_sizes(&[]), Vec::<f64>::new());
        assert_eq!(tie_sizes(&[3.0, 1.0, 3.0, 0.0, -0.0, 3.0]), [2.0, 1.0, 3.0]);
    }
}
