//! Assembly: the command line, the configuration, the demo and the simulation. Does the work of no floor below it.

pub mod cli;
mod commands;
mod config;
mod demo;
mod failure;
mod simulation;
mod terminal;

pub use failure::Failure;
