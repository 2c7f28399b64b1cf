//! Where the pages of the rooms are. Knows no page's contents, so that pages can lead to each other.

use domain::{Edition, UnitPath, WaveLabel};

use super::pages::Address;

/// The page of a wave.
pub(super) fn wave(wave: &WaveLabel) -> String {
    format!("/waves/{wave}")
}

/// Where a wave is closed.
pub(super) fn closure(wave: &WaveLabel) -> String {
    format!("/waves/{wave}/closure")
}

/// The comments of a wave.
pub(super) fn comments(wave: &WaveLabel) -> String {
    format!("/waves/{wave}/comments")
}

/// What stands out in a wave.
pub(super) fn signals(wave: &WaveLabel) -> String {
    format!("/waves/{wave}/signals")
}

/// How the signals of a wave were computed.
pub(super) fn method(wave: &WaveLabel) -> String {
    format!("/waves/{wave}/method")
}

/// The list of all units in one wave.
pub(super) fn units(edition: &Edition) -> Address {
    Address::of("/overview").with("wave", edition.label.as_str())
}

/// The list of the units in and inside `unit` in one wave.
pub(super) fn inside(edition: &Edition, unit: &UnitPath) -> String {
    units(edition).with("inside", &unit.to_string()).to_string()
}
