//! Seeded runs of the experiments, small enough for every test run. Knows no new number.
