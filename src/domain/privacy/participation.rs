//! How many of the whole organisation took part, as coarse as it may be told. Does not know any smaller unit.

/// The share of the invited people who took part, to the nearest five percent, `95` standing for 95 and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participation(u8);

impl Participation {
    /// Below so many answers their number is a range, which the share would narrow.
    const FEWEST: u32 = 50;
    /// With fewer people a step of five percent holds hardly more than one number.
    const FEWEST_INVITED: u32 = 100;
    const STEP: u8 = 5;
    const MOST: u8 = 95;

    /// The share of `answered` among `invited`; `None` where fewer than fifty answered or fewer
    /// than a hundred were invited.
    pub(super) fn of(answered: u32, invited: u32) -> Option<Self> {
        if answered < Self::FEWEST || invited < Self::FEWEST_INVITED || answered > invited {
            return None;
        }
        let step = u64::from(Self::STEP);
        let steps = (200 * u64::from(answered) + step * u64::from(invited)) / (2 * step * u64::from(invited));
        u8::try_from(steps * step).ok().map(|percent| Self(percent.min(Self::MOST)))
    }

    pub(super) fn reopen(percent: u8) -> Result<Self, &'static str> {
        let good = percent.is_multiple_of(Self::STEP) && percent <= Self::MOST;
        if good { Ok(Self(percent)) } else { Err("the share of people who took part is finer than its steps") }
    }

    /// In percent.
    pub const fn percent(self) -> u8 {
        self.0
    }

    /// Whether it is this share or more.
    pub const fn is_cut_off(self) -> bool {
        self.0 == Self::MOST
    }

    /// Between 0 and 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_in_steps_of_five_and_never_as_everybody() {
        let percent = |answered, invited| Participation::of(answered, invited).map(Participation::percent);
        assert_eq!(percent(49, 160), None);
        assert_eq!(percent(80, 99), None);
        assert_eq!(percent(85, 100), Some(85));
        assert_eq!(percent(160, 160), Some(95));
        assert_eq!(percent(50, 100_000), Some(0));
        assert_eq!(percent(70, 60), None);
        assert!(Participation::reopen(83).is_err() && Participation::reopen(100).is_err());
    }
}
