//! `account`: who may sign in, and as what. The one place where the adviser's account is made and reset. Never shows or
//! takes a password on the command line.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Args, Subcommand, ValueEnum};
use domain::{Account, AccountName, EmailAddress, Language, LetterName, Role, Roles, UnitPath};
use store::{AccountState, StoreError, Undone};
use web::Errand;

use super::{Installation, outbox};
use crate::{Failure, terminal};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Add an account
    ///
    /// Asks for a password on the terminal, or reads its first line from standard input. With --invite a letter asks its
    /// receiver to choose one. The second factor is set up at the first sign-in.
    #[command(after_help = "Examples:
  polsslag account add ada --email ada@example.org --role adviser --language nl
  polsslag account add bob --email bob@example.org --role management --unit \"Care/Ward North\" --unit Office --invite
  polsslag account add it --email it@example.org --role administrator --invite")]
    Add(Addition),
    /// List the accounts: name, roles, and what is still missing
    List,
    /// Remove an account, with its sessions
    Remove {
        /// The name
        name: AccountName,
    },
    /// Set the units that an account of management may see, in the place of earlier ones
    Units {
        /// The name
        name: AccountName,
        /// A unit with everything inside it, such as "Care/Ward North"; / is the whole organisation. Repeatable
        #[arg(long = "unit", required = true)]
        units: Vec<UnitPath>,
    },
    /// Forget a second factor; its holder sets up another at the next sign-in
    ResetSecondFactor {
        /// The name
        name: AccountName,
    },
    /// Forget with which work account somebody signed in
    ///
    /// The next one with the account's e-mail address that signs in is remembered instead.
    Unlink {
        /// The name
        name: AccountName,
    },
    /// Set a password, or send the letter with which its holder chooses one; ends all sessions
    Password {
        /// The name
        name: AccountName,
        /// Send the letter; its link works for a week
        #[arg(long)]
        invite: bool,
    },
}

#[derive(Args)]
pub(crate) struct Addition {
    /// The name to sign in with
    name: AccountName,
    /// Where letters about the account go
    #[arg(long)]
    email: EmailAddress,
    /// What it is for; the adviser can't be combined with anything. Repeatable
    #[arg(long = "role", required = true)]
    roles: Vec<RoleWord>,
    /// A unit that management may see, with everything inside it; / is the whole organisation. Repeatable
    #[arg(long = "unit")]
    units: Vec<UnitPath>,
    /// The language of its letters: nl or en [default: as in the configuration]
    #[arg(long)]
    language: Option<Language>,
    /// Send a letter with a link to choose a password, instead of asking for one here
    #[arg(long)]
    invite: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum RoleWord {
    /// The confidential adviser: signals, comments and the close of a wave
    Adviser,
    /// Published figures of some units
    Management,
    /// Accounts and letters, no figures
    Administrator,
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Self {
        match word {
            RoleWord::Adviser => Self::Adviser,
            RoleWord::Management => Self::Management,
            RoleWord::Administrator => Self::Administrator,
        }
    }
}

pub(crate) async fn run(dir: &Path, command: &Command) -> Result<(), Failure> {
    Installation::within(dir, async |installation| match command {
        Command::Add(addition) => add(installation, addition).await,
        Command::List => list(installation).await,
        Command::Remove { name } => {
            installation.store.remove_account(name).await?;
            terminal::say(format!("{name} is removed and can't sign in any more"));
            Ok(())
        }
        Command::Units { name, units } => set_units(installation, name, units).await,
        Command::ResetSecondFactor { name } => {
            installation.store.forget_factor(name).await?;
            terminal::say(format!("{name} sets up another second factor at the next sign-in"));
            Ok(())
        }
        Command::Unlink { name } => unlink(installation, name).await,
        Command::Password { name, invite } => password(installation, name, *invite).await,
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

fn roles(words: &[RoleWord], units: &[UnitPath]) -> Result<Roles, Failure> {
    let roles: Vec<Role> = words.iter().copied().map(Role::from).collect();
    Roles::of(&roles, units.iter().cloned().collect()).map_err(|bad| Failure::Refused(bad.to_string()))
}

async fn add(installation: &Installation, addition: &Addition) -> Result<(), Failure> {
    let account = Account {
        name: addition.name.clone(),
        email: addition.email.clone(),
        language: addition.language.unwrap_or(installation.config.language),
        roles: roles(&addition.roles, &addition.units)?,
    };
    // Better said before a password is typed.
    if installation.store.account(&account.name).await?.is_some() {
        return Err(StoreError::AccountExists { name: account.name }.into());
    }
    note_unknown(installation, account.roles.units()).await?;
    if addition.invite {
        let letter = LetterName::generate()?;
        let key = installation.traces.keys.access()?;
        let ticket = web::ticket(&key, &letter, Errand::Invitation, &account.name, outbox::now());
        installation.store.invite_account(&account, ticket).await?;
        return send(installation, &account, &letter).await;
    }
    let password = terminal::new_secret("Password: ")?;
    let hash = web::password::hash(&password)?;
    installation.store.add_account(&account, Some(&hash)).await?;
    terminal::say(format!(
        "{} ({}) can sign in at {}/sign-in, and sets up a second factor there",
        account.name, account.roles, installation.config.base_url
    ));
    Ok(())
}

/// A unit may come onto the roster later; a slip of the pen does not.
async fn note_unknown(installation: &Installation, units: &BTreeSet<UnitPath>) -> Result<(), Failure> {
    let roster = installation.store.roster().await?;
    for unit in units {
        if unit.depth() > 0 && !roster.people().iter().any(|person| unit.contains(&person.unit)) {
            terminal::note(format!("warning: nobody on the roster is in {unit}; check how it is written"));
        }
    }
    Ok(())
}

/// Sends the letter that was queued for an account, and says what became of it.
async fn send(installation: &Installation, account: &Account, letter: &LetterName) -> Result<(), Failure> {
    outbox::send_now(installation).await?;
    let Account { name, email, .. } = account;
    match installation.store.undone(letter).await? {
        None if installation.config.mail.relay.is_some() => {
            terminal::say(format!("the letter to {name} is on its way; its link works for seven days"));
        }
        None => {
            let folder = installation.config.letters.display();
            terminal::say(format!(
                "no mail server is configured, so the letter to {name} is a file below {folder}; hand it over yourself: \
                 its link works for seven days"
            ));
        }
        Some(Undone::Waits(why)) => {
            let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
            terminal::note(format!(
                "the letter to {name} waits{why}; it is tried again by `polsslag serve` and by `polsslag mail send`"
            ));
        }
        Some(Undone::Refused(why)) => {
            return Err(Failure::Refused(format!(
                "the letter to {name} was refused for good ({why}); the account is there. Is {email} right? Then mend the \
                 mail server, and write again with: polsslag account password {name} --invite; else remove the account \
                 and add it anew"
            )));
        }
    }
    Ok(())
}

async fn find(installation: &Installation, name: &AccountName) -> Result<AccountState, Failure> {
    let found = installation.store.account(name).await?;
    Ok(found.ok_or_else(|| StoreError::NoAccount { name: name.clone() })?)
}

async fn list(installation: &Installation) -> Result<(), Failure> {
    let accounts = installation.store.accounts().await?;
    if accounts.is_empty() {
        terminal::say("nobody can sign in yet; add somebody with: polsslag account add");
    }
    for AccountState { account, password_hash, has_factor } in accounts {
        let missing = match (password_hash.is_some(), has_factor) {
            (false, _) => "; no password yet",
            (true, false) => "; no second factor yet",
            (true, true) => "",
        };
        terminal::say(format!("{} <{}>: {}{missing}", account.name, account.email, account.roles));
    }
    Ok(())
}

async fn set_units(installation: &Installation, name: &AccountName, units: &[UnitPath]) -> Result<(), Failure> {
    let old = find(installation, name).await?.account.roles;
    let roles = Roles::of(&old.all(), units.iter().cloned().collect());
    let roles = roles.map_err(|bad| Failure::Refused(format!("{name} is {old}: {bad}")))?;
    note_unknown(installation, roles.units()).await?;
    installation.store.set_roles(name, &roles).await?;
    terminal::say(format!("{name}: {roles}"));
    Ok(())
}

async fn password(installation: &Installation, name: &AccountName, by_letter: bool) -> Result<(), Failure> {
    let account = find(installation, name).await?.account;
    if by_letter {
        let (letter, key) = (LetterName::generate()?, installation.traces.keys.access()?);
        let ticket = web::ticket(&key, &letter, Errand::Invitation, &account.name, outbox::now());
        installation.store.keep_ticket(ticket).await?;
        return send(installation, &account, &letter).await;
    }
    let password = terminal::new_secret("New password: ")?;
    installation.store.set_password(name, &web::password::hash(&password)?).await?;
    terminal::say(format!("{name} has a new password, and is signed out everywhere"));
    Ok(())
}
