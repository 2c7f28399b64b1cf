//! The part of the configuration about reports: when management gets them, how, whether everybody is told, and with
//! which templates they are printed. Sends and prints nothing.

use std::path::{Path, PathBuf};

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
    pub(super) templates: Option<PathBuf>,
    pub(super) fall_back: bool,
}

/// The words of the configuration for it.
const CARRIAGE: [(&str, Carriage); 2] = [("attached", Carriage::Attached), ("link", Carriage::Link)];

/// What becomes of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reports {
    /// How reports come to management.
    pub(crate) carriage: Carriage,
    /// How many days the adviser has before that.
    delay: u32,
    /// Whether everybody on the roster is told.
    share_back: bool,
    /// The folder of the organisation's own templates, where it has some.
    pub(crate) templates: Option<PathBuf>,
    /// Whether a report is printed with the built-in templates when the organisation's own are broken.
    pub(crate) fall_back: bool,
}

impl ReportsShape {
    /// Checks the values of the installation in `dir`; names the key of a bad one.
    pub(super) fn check(self, dir: &Path) -> Result<Reports, (&'static str, String)> {
        let carriage = super::choice("reports.delivery", &self.delivery, &CARRIAGE)?;
        if self.delay_days > LONGEST_DELAY {
            let days = self.delay_days;
            return Err((
                "reports.delay_days",
                format!("{days} days are too many; it must be from 0 to {LONGEST_DELAY}"),
            ));
        }
        Ok(Reports {
            carriage,
            delay: self.delay_days,
            share_back: self.share_back,
            templates: self.templates.map(|folder| dir.join(folder)),
            fall_back: self.fall_back,
        })
    }
}

impl Reports {
    /// The first day on which management may read what is published on `day`.
    pub(crate) fn due(&self, day: NaiveDate) -> NaiveDate {
        day + Days::new(self.delay.into())
    }

    /// Who is written to when a wave is released.
    pub(crate) const fn audience(&self) -> Audience {
        if self.share_back { Audience::Everybody } else { Audience::Management }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(delivery: &str, delay_days: u32) -> Result<Reports, (&'static str, String)> {
        let (delivery, templates) = (delivery.to_owned(), Some("reports".into()));
        let shape = ReportsShape { delivery, delay_days, share_back: true, templates, fall_back: false };
        shape.check(Path::new("there"))
    }

    #[test]
    fn management_waits_for_as_long_as_was_configured() {
        let reports = checked("link", 3).expect("good values");
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(reports.due(day("2026-02-26")), day("2026-03-01"));
        assert_eq!((reports.carriage, reports.audience()), (Carriage::Link, Audience::Everybody));
    }

    #[test]
    fn a_delay_has_an_end() {
        assert!(checked("attached", 60).is_ok());
        assert!(checked("attached", 61).is_err_and(|(key, _)| key == "reports.delay_days"));
    }
}
