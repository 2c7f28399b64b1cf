//! The part of the configuration about reports: when management gets them, how, and whether everybody is told. Sends
//! nothing.

use chrono::{Days, NaiveDate};
use jobs::Carriage;
use serde::Deserialize;
use store::Audience;

/// The longest that management waits.
const LONGEST_DELAY: u32 = 60;

/// The keys of `[reports]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportsShape {
    pub(super) delivery: String,
    pub(super) delay_days: u32,
    pub(super) share_back: bool,
}

/// The words of the configuration for it.
const CARRIAGE: [(&str, Carriage); 2] = [("attached", Carriage::Attached), ("link", Carriage::Link)];

/// What becomes of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reports {
    /// How reports come to management.
    pub(crate) carriage: Carriage,
    /// How many days the adviser has before that.
    delay: u32,
    /// Whether everybody on the roster is told.
    share_back: bool,
}

impl ReportsShape {
    /// Checks the values; names the key of a bad one.
    pub(super) fn check(self) -> Result<Reports, (&'static str, String)> {
        let carriage = super::choice("reports.delivery", &self.delivery, &CARRIAGE)?;
        if self.delay_days > LONGEST_DELAY {
            let days = self.delay_days;
            return Err((
                "reports.delay_days",
                format!("{days} days are too many; it must be from 0 to {LONGEST_DELAY}"),
            ));
        }
        Ok(Reports { carriage, delay: self.delay_days, share_back: self.share_back })
    }
}

impl Reports {
    /// The first day on which management may read what is published on `day`.
    pub(crate) fn due(self, day: NaiveDate) -> NaiveDate {
        day + Days::new(self.delay.into())
    }

    /// Who is written to when a wave is released.
    pub(crate) const fn audience(self) -> Audience {
        if self.share_back { Audience::Everybody } else { Audience::Management }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(delivery: &str, delay_days: u32) -> ReportsShape {
        ReportsShape { delivery: delivery.to_owned(), delay_days, share_back: true }
    }

    #[test]
    fn management_waits_for_as_long_as_was_configured() {
        let reports = shape("link", 3).check().expect("good values");
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(reports.due(day("2026-02-26")), day("2026-03-01"));
        assert_eq!((reports.carriage, reports.audience()), (Carriage::Link, Audience::Everybody));
    }

    #[test]
    fn a_delay_has_an_end() {
        assert!(shape("attached", 60).check().is_ok());
        assert!(shape("attached", 61).check().is_err_and(|(key, _)| key == "reports.delay_days"));
    }
}
