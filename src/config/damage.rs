//! Configurations with pieces cut out, doubled and changed: each is good, or its fault is named. Opens nothing.

use std::path::Path;

use rand::RngExt;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Config, FILE, SAMPLE};

#[test]
fn whatever_is_damaged_is_named() {
    let whole: String = SAMPLE.lines().map(|line| line.strip_prefix("#= ").unwrap_or(line).to_owned() + "\n").collect();
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    for _ in 0..300 {
        let mut bytes = whole.clone().into_bytes();
        for _ in 0..chance.random_range(1..6) {
            let from = chance.random_range(0..bytes.len());
            let until = (from + chance.random_range(0..60)).min(bytes.len());
            match chance.random_range(0..3) {
                0 => drop(bytes.drain(from..until)),
                1 => drop(bytes.splice(from..from, bytes[from..until].to_vec())),
                _ => bytes[from] = chance.random_range(0..=255),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(fault) = Config::parse(&text, Path::new(FILE), Path::new("there")) {
            assert!(fault.to_string().starts_with("polsslag.toml: "), "{fault}");
        }
    }
}
