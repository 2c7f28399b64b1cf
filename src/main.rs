//! The one binary. Does nothing but start the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    polsslag::cli::run()
}
