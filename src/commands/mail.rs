//! `mail`: sends what waits in the queue, or one letter to see whether letters arrive. Does not know who answered.

use std::path::Path;

use clap::Subcommand;

use super::{Installation, delivery, outbox, trial};
use crate::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Send the letters that wait, also those that would wait for another try
    Send,
    /// Send one letter and tell each step of its way
    Test(trial::Arguments),
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Send => {
            Installation::within(dir, async |installation| {
                delivery::release_due(installation).await?;
                outbox::refuse_waiting(outbox::send_all(installation).await?)
            })
            .await
        }
        Command::Test(arguments) => trial::run(dir, arguments).await,
    }
}
