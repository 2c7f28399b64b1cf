//! Configurations as TOML: whatever a file holds, it is good or its fault is named. Opens nothing that it names.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &str| {
    if let Err(fault) = polsslag::check_configuration(file) {
        assert!(fault.to_string().starts_with("polsslag.toml: "));
    }
});
