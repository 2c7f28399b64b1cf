//! Parts of an address, read through the one door of their type. Does not know which routes there are.

use domain::survey::BadKey;
use domain::{BadWaveLabel, SurveyKey, UnitPath, UnitPathError, WaveLabel};
use rocket::http::RawStr;
use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path as PathPart;
use rocket::request::{FromParam, FromSegments};
use store::{ActionId, BadActionId};

/// The unit named by the rest of an address, one segment a part. A wrapper, because neither type is ours to join.
pub(crate) struct Unit(pub(crate) UnitPath);

impl<'r> FromSegments<'r> for Unit {
    type Error = UnitPathError;

    fn from_segments(segments: Segments<'r, PathPart>) -> Result<Self, UnitPathError> {
        UnitPath::from_parts(segments).map(Self)
    }
}

/// A wave named by one segment of an address.
pub(crate) struct Label(pub(crate) WaveLabel);

impl<'r> FromParam<'r> for Label {
    type Error = BadWaveLabel;

    fn from_param(segment: &'r str) -> Result<Self, BadWaveLabel> {
        segment.parse().map(Self)
    }
}

/// A questionnaire named by one segment of an address.
pub(crate) struct Survey(pub(crate) SurveyKey);

impl<'r> FromParam<'r> for Survey {
    type Error = BadKey;

    fn from_param(segment: &'r str) -> Result<Self, BadKey> {
        segment.parse().map(Self)
    }
}

/// An action named by one segment of an address.
pub(crate) struct Named(pub(crate) ActionId);

impl<'r> FromParam<'r> for Named {
    type Error = BadActionId;

    fn from_param(segment: &'r str) -> Result<Self, BadActionId> {
        segment.parse().map(Self)
    }
}

/// The address of a unit's page.
pub(crate) fn address(unit: &UnitPath) -> String {
    under("/units", unit)
}

/// The address of a unit's page of another kind, such as `/actions`.
pub(crate) fn under(kind: &str, unit: &UnitPath) -> String {
    let part = |address, part: &String| address + "/" + RawStr::new(part).percent_encode().as_str();
    unit.parts().iter().fold(kind.to_owned(), part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_s_address_can_be_read_back() {
        let path = UnitPath::from_parts(["Zorg & Welzijn", "Team 100% é?", "a.b #1"]).expect("a good path");
        let address = address(&path);
        let uri = rocket::http::uri::Origin::parse(&address).expect("an address");
        let read = Unit::from_segments(uri.path().segments().skip(1)).expect("a unit");
        assert_eq!(read.0, path);
    }
}
