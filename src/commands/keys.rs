//! `keys`: the passphrases of the adviser and the deputy. Never shows or takes one on the command line.

use std::path::Path;

use clap::{Subcommand, ValueEnum};
use domain::{Holder, Passphrase};
use jobs::{KeyError, KeyFolder};

use crate::config::Config;
use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Set or replace a passphrase that closes waves and opens comments
    ///
    /// Asks on the terminal: first for a passphrase that works already, when there is one, then for the new one, twice.
    /// From standard input it reads the same lines, the new one once.
    Passphrase {
        /// Whose
        whose: Whose,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Whose {
    /// The confidential adviser
    Adviser,
    /// The adviser's deputy
    Deputy,
}

pub(crate) fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    let Command::Passphrase { whose } = command;
    let (holder, name) = match whose {
        Whose::Adviser => (Holder::Adviser, "adviser"),
        Whose::Deputy => (Holder::Deputy, "deputy"),
    };
    let config = Config::read(dir)?;
    let keys = KeyFolder::at(&config.keys);
    let locked = match keys.custody() {
        Ok(custody) => custody.needs_passphrase(),
        Err(KeyError::Missing { .. }) => false,
        Err(error) => return Err(error.into()),
    };
    let known = if locked {
        let text = terminal::secret("A passphrase that works already (the adviser's or the deputy's): ")?;
        // One of another length opens nothing either.
        let known = Passphrase::new(&text).map_err(|_| domain::NotAdmitted::Wrong);
        Some(known.map_err(jobs::CustodyError::from)?)
    } else {
        None
    };
    let fresh = terminal::new_secret(&format!("The new passphrase of the {name}: "))?;
    let fresh = Passphrase::new(&fresh).map_err(|error| Failure::Refused(error.to_string()))?;
    let other_is_out = jobs::set_passphrase(&keys, holder, &fresh, known.as_ref())?;
    terminal::say(format!("the {name}'s passphrase is set; nobody can find it out again, so keep it somewhere safe"));
    if other_is_out {
        let other = if holder == Holder::Adviser { "deputy" } else { "adviser" };
        terminal::note(format!(
            "a replaced passphrase comes with new keys, so the {other}'s opens nothing any more; \
             set it again with: polsslag keys passphrase {other}"
        ));
    }
    if config.custody == jobs::CustodyRule::File {
        terminal::note("privacy.custody is \"file\"; write \"passphrase\" there before the next wave");
    }
    Ok(())
}
