//! When a letter that could not be delivered is tried again, and when it is given up (RFC 5321, 4.5.4.1). Does not know
//! which letter.

use rand::RngExt;

/// The first pause, in seconds; each one after it is three times as long.
const FIRST: i64 = 5 * 60;
/// The longest pause, in seconds.
const LONGEST: i64 = 4 * 60 * 60;
/// A letter older than this is given up: five days, in seconds.
const PATIENCE: i64 = 5 * 24 * 60 * 60;
/// But not before so many tries, six on the first day and three on each other one: it may have been held for days by a pause,
/// or by holidays, because letters to people are tried again in working hours only.
const FEWEST: u32 = 12;

/// When a letter is tried again that failed now, after `tries` failures before; `None` when it is given up. Up to a fifth of
/// the pause is chance, so that letters which failed together don't come back together.
pub(super) fn next(now: i64, since: i64, tries: u32) -> Option<i64> {
    if now - since >= PATIENCE && tries >= FEWEST {
        return None;
    }
    let pause = FIRST.saturating_mul(3_i64.saturating_pow(tries)).min(LONGEST);
    Some(now + pause - rand::rng().random_range(0..=pause / 5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_four_hours_and_end_after_five_days() {
        for (tries, longest) in [(0, 300), (1, 900), (2, 2_700), (3, 8_100), (4, 14_400), (60, 14_400)] {
            let pause = next(1_000_000, 1_000_000, tries).expect("another try") - 1_000_000;
            assert!((longest * 4 / 5..=longest).contains(&pause), "{tries}: {pause}");
        }
        assert_eq!(next(1_000_000 + PATIENCE, 1_000_000, FEWEST), None);
        assert!(next(1_000_000 + PATIENCE, 1_000_000, 0).is_some(), "it was held by a pause");
    }
}
