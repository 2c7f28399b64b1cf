//! Questionnaires as TOML: whatever a file holds, it is read or its problems are told. Knows no wave.
#![no_main]

use domain::Questionnaire;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &str| {
    if let Err(problems) = Questionnaire::parse(file) {
        assert!(!problems.to_string().is_empty());
    }
});
