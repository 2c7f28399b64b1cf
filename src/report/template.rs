//! The reports there are, and the files that are built in for each. Does not know what any of them says.

use crate::manuscript::Manuscript;
use crate::press::ReportError;

/// Which report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// On one unit in one wave.
    Unit,
    /// On the whole organisation in one wave.
    Organisation,
    /// Of the confidential adviser, on a year.
    Year,
}

/// What is built in for one report.
struct Kit {
    /// The file of the template.
    file: &'static str,
    /// What its data says of itself.
    format: &'static str,
    /// The version of its data: another one when a field is renamed, removed or means something else.
    version: u32,
    /// The template, the schema of its data, then samples of it.
    files: &'static [(&'static str, &'static str)],
}

/// The kit of a report: its name, the version of its data, its samples; the files lie in `reports`.
macro_rules! kit {
    ($name:literal, $version:literal, $($sample:literal),+) => {
        Kit {
            file: concat!($name, ".typ"),
            format: concat!("polsslag-", $name, "-report"),
            version: $version,
            files: &[
                built_in!(concat!($name, ".typ")),
                built_in!(concat!($name, ".schema.json")),
                $(built_in!(concat!($name, ".", $sample, ".json"))),+
            ],
        }
    };
}

macro_rules! built_in {
    ($file:expr) => {
        ($file, include_str!(concat!("../../reports/", $file)))
    };
}

/// What all reports share.
const SHARED: [(&str, &str); 3] = [built_in!("README.md"), built_in!("look.typ"), built_in!("parts.typ")];

impl Template {
    /// Every report.
    pub const ALL: [Self; 3] = [Self::Unit, Self::Organisation, Self::Year];

    const fn kit(self) -> Kit {
        match self {
            Self::Unit => kit!("unit", 1, "sample.en", "sample.nl", "hidden.en", "hidden.nl"),
            Self::Organisation => kit!("organisation", 1, "sample.en", "sample.nl", "hidden.en", "hidden.nl"),
            Self::Year => kit!("year", 1, "sample.en", "sample.nl"),
        }
    }

    /// The file of the template.
    pub(crate) const fn file(self) -> &'static str {
        self.kit().file
    }

    /// The name of its data's format.
    pub(crate) const fn format(self) -> &'static str {
        self.kit().format
    }

    /// The version of its data.
    pub(crate) const fn version(self) -> u32 {
        self.kit().version
    }

    /// Every file that is built in, with its text: what an organisation's own templates start from.
    pub fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
        SHARED.into_iter().chain(Self::ALL.into_iter().flat_map(|template| template.kit().files.iter().copied()))
    }

    /// Made-up reports that have everything in them which such a report can have, in each language.
    ///
    /// # Errors
    /// Never, as long as the files that are built in are whole.
    pub fn samples(self) -> Result<Vec<Manuscript>, ReportError> {
        let texts = self.kit().files.iter().skip(2);
        texts.map(|(name, text)| Manuscript::read(self, text, (*name).to_owned())).collect()
    }
}
