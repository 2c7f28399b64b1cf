//! Random numbers from a seed, the same on every machine. Does not know what they stand for.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of random numbers.
pub(super) struct Random {
    stream: ChaCha8Rng,
    /// Box and Muller make two normal numbers at a time.
    spare: Option<f64>,
}

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self { stream: ChaCha8Rng::seed_from_u64(seed), spare: None }
    }

    /// A number from 0 to just below 1.
    pub(super) fn uniform(&mut self) -> f64 {
        self.stream.random::<f64>()
    }

    /// Whether something that happens with probability `share` happens.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.uniform() < share
    }

    /// A whole number in this range, both ends included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        self.stream.random_range(low..=high)
    }

    /// A standard normal number (Box and Muller 1958).
    pub(super) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let (radius, angle) = (1.0 - self.uniform(), std::f64::consts::TAU * self.uniform());
        let length = (-2.0 * radius.ln()).sqrt();
        self.spare = Some(length * angle.sin());
        length * angle.cos()
    }
}
