//! `account`: makes accounts that can sign in. Never shows or takes a password on the command line.

use std::path::Path;

use clap::Subcommand;
use store::AccountName;

use super::Installation;
use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Add an account for the confidential adviser
    ///
    /// Asks for a password on the terminal, or reads its first line from standard input.
    Add {
        /// The name to sign in with
        name: AccountName,
    },
    /// Forget with which work account somebody signed in
    ///
    /// The next one with the account's e-mail address that signs in is remembered instead.
    Unlink {
        /// The name of the account
        name: AccountName,
    },
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    Installation::within(dir, async |installation| match command {
        Command::Add { name } => add(installation, name).await,
        Command::Unlink { name } => unlink(installation, name).await,
    })
    .await
}

async fn unlink(installation: &Installation, name: &AccountName) -> Result<(), Failure> {
    if !installation.store.unlink(name).await? {
        return Err(Failure::Refused(format!("{name} has not signed in with a work account")));
    }
    terminal::say(format!("{name} is no longer linked with a work account"));
    Ok(())
}

async fn add(installation: &Installation, name: &AccountName) -> Result<(), Failure> {
    if installation.store.password_hash(name).await?.is_some() {
        return Err(Failure::Refused(format!("there is an account {name} already")));
    }
    let password = terminal::new_secret("Password: ")?;
    let hash = web::password::hash(&password)?;
    installation.store.add_account(name, &hash).await?;
    terminal::say(format!("{name} can sign in at {}/sign-in", installation.config.base_url));
    Ok(())
}
