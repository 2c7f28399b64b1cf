//! `mail`: sends what waits, or one letter to see whether letters arrive, and tells what came back. Does not know who
//! answered.

use std::path::Path;

use clap::Subcommand;
use jobs::Sending;

use super::{Installation, bounces, delivery, dkim, outbox, trial, undelivered};
use crate::Failure;
use crate::terminal::{self, count};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Send the letters that wait, also those that would wait for another try
    Send {
        /// Also those that were refused for good: for when that was the mail server's fault, and it was mended
        #[arg(long)]
        refused: bool,
    },
    /// Send one letter and tell each step of its way
    Test(trial::Arguments),
    /// Take note of reports on letters that did not arrive, from their mailbox or from a mail server
    Bounces(bounces::Arguments),
    /// List the addresses at which letters don't arrive, and what to do
    Undelivered(undelivered::Arguments),
    /// Signatures of our own on letters (DKIM), for when the mail server sets none
    #[command(subcommand)]
    Dkim(dkim::Command),
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Send { refused } => send(dir, *refused).await,
        Command::Test(arguments) => trial::run(dir, arguments).await,
        Command::Bounces(arguments) => bounces::run(dir, arguments).await,
        Command::Undelivered(arguments) => undelivered::run(dir, arguments).await,
        Command::Dkim(command) => dkim::run(dir, command),
    }
}

async fn send(dir: &Path, refused: bool) -> Result<(), Failure> {
    Installation::within(dir, async |installation| {
        delivery::release_due(installation).await?;
        if refused {
            match installation.store.retry_refused(outbox::now()).await? {
                0 => terminal::say("there is no refused letter that can be tried again"),
                letters => {
                    let letters = count(letters, "letter that was refused is", "letters that were refused are");
                    terminal::say(format!("{letters} tried again"));
                }
            }
        }
        let Some(sending) = outbox::send_now(installation).await? else { return Ok(()) };
        if sending == Sending::default() {
            terminal::say("there was nothing to send");
        }
        outbox::refuse_waiting(sending.waiting)
    })
    .await
}
