//! `mail`: sends what waits in the queue. Does not know who answered.

use std::path::Path;

use clap::Subcommand;

use super::{Installation, delivery, outbox};
use crate::Failure;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Send the letters that wait, also those that would wait for another try
    Send,
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    let Command::Send = command;
    Installation::within(dir, async |installation| {
        delivery::release_due(installation).await?;
        outbox::refuse_waiting(outbox::send_all(installation).await?)
    })
    .await
}
