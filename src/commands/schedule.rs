//! `schedule`: tells what will happen by itself, and when. Opens and sends nothing.

use std::path::Path;

use clap::Subcommand;

use self::plan::Plan;
use super::Installation;
use crate::{Failure, terminal};

mod plan;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show the next rounds: when they open, remind and close, and when their results are released
    Next {
        /// How many
        #[arg(default_value_t = 6, value_parser = clap::value_parser!(u16).range(1..=500))]
        count: u16,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    Installation::within(dir, async |installation| match command {
        Command::Next { count, json } => next(installation, (*count).into(), *json).await,
    })
    .await
}

async fn next(installation: &Installation, count: usize, json: bool) -> Result<(), Failure> {
    let plan = Plan::of(installation, count).await?;
    if json {
        return Ok(terminal::print(&plan.json())?);
    }
    for line in plan.lines() {
        terminal::say(line);
    }
    Ok(())
}
