//! Assembly: the command line, the configuration, the demo and the simulation. Does the work of no floor below it.

pub mod cli;
mod commands;
mod config;
mod demo;
mod failure;
mod simulation;
mod terminal;

pub use failure::Failure;

/// Reads a configuration and keeps nothing of it; opens nothing that it names.
///
/// # Errors
/// When it is none; the fault is named with line and key.
pub fn check_configuration(text: &str) -> Result<(), Failure> {
    let file = std::path::Path::new(config::FILE);
    config::Config::parse(text, file, std::path::Path::new("")).map(drop).map_err(Failure::from)
}
