//! Rosters as CSV: whatever a file holds, it is read or its problems are told. Knows no database.
#![no_main]

use domain::roster::Reading;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    if let Err(problems) = Reading::of(file) {
        assert!(!problems.to_string().is_empty());
    }
});
