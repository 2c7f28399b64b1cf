//! Reading of reference values in tests. Does not know what they are references for.

use serde_json::Value;

/// A reference file as JSON.
pub(crate) fn read(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// One number, written as a number or as a string of digits.
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| value.as_str().expect("a number").parse().expect("digits"))
}

/// A list of numbers.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(number).collect()
}

/// Whether two numbers differ by at most `tolerance`: absolutely up to 1, relative to the expected number above it.
pub(crate) fn close(ours: f64, expected: f64, tolerance: f64) -> bool {
    (ours - expected).abs() <= tolerance * expected.abs().max(1.0)
}
