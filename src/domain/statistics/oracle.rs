//! Reads the reference values that tests compare with. Does not know what is being compared.

use serde_json::Value;

/// The whole file.
pub(super) fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// One number.
pub(super) fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// A list of numbers.
pub(super) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

/// Fails unless ours differs by at most the tolerance; for values beyond 1 the tolerance is relative.
#[track_caller]
pub(super) fn close(ours: f64, expected: f64, tolerance: f64) {
    let off = (ours - expected).abs() / expected.abs().max(1.0);
    assert!(off <= tolerance, "{ours}, expected {expected}");
}
