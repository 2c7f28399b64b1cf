//! Assembly: the command line, the configuration and the demo. Does the work of no floor below it.

pub mod cli;
mod commands;
mod config;
mod demo;
mod failure;
mod terminal;

pub use failure::Failure;
