//! The templates that reports are printed with, by the configuration. Prints nothing.

use ::report::Press;
use jobs::Spare;

use crate::config::Reports;
use crate::{Failure, terminal};

/// A press, and another for when its templates are broken.
pub(crate) struct Presses {
    pub(super) press: Press,
    pub(super) spare: Option<Spare>,
}

impl Presses {
    /// With the templates that are built in.
    pub(crate) fn built_in() -> Self {
        Self { press: Press::built_in(), spare: None }
    }

    /// With the organisation's own templates, if it has some; and with a spare press if the configuration says so.
    pub(crate) fn of(config: &Reports) -> Result<Self, Failure> {
        let Some(folder) = &config.templates else { return Ok(Self::built_in()) };
        match Press::with_folder(folder) {
            Ok(press) => {
                let spare = Spare { press: Press::built_in(), told: |error| warn(error) };
                Ok(Self { press, spare: config.fall_back.then_some(spare) })
            }
            Err(error) if config.fall_back => {
                warn(&error);
                Ok(Self::built_in())
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn warn(fault: &dyn std::fmt::Display) {
    terminal::note(format!("warning: printed with the built-in templates, because {fault}"));
}
