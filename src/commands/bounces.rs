//! `mail bounces`: what came back, from the mailbox for reports or from a pipe. Says how many and never whose.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ::mail::bounce::LONGEST;
use clap::Args;
use jobs::{Bookmark, Returned, Returns, fetch_bounces, take_bounce};
use tokio::task::JoinHandle;

use super::Installation;
use crate::{Failure, terminal};

/// How often the server looks into the mailbox.
const ROUND: Duration = Duration::from_mins(5);

/// For `--help`.
const MORE: &str = "Without --file it reads the mailbox of [mail.bounces] in polsslag.toml, as `polsslag serve` does every
five minutes: reports on letters of ours are noted and marked as seen, everything else is left as it is.

With --file it takes one message, so that a mail server can hand reports over itself. For Postfix, in /etc/aliases:
  bounces: \"|/usr/local/bin/polsslag --dir /srv/polsslag mail bounces --file -\"
and in polsslag.toml: return_path = \"bounces@your.domain\". The mail server's user must be able to read the installation's
folder and to write its database.

Exit codes with --file, for the mail server (sysexits.h):
  0   taken, also when it was no report on a letter of ours
  75  not now: the database is busy or can't be opened; a mail server tries again by itself (EX_TEMPFAIL)";

#[derive(Args)]
#[command(after_help = MORE)]
pub(crate) struct Arguments {
    /// A message as it came (.eml), or - for the standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.file {
        Some(file) => {
            let message = read(file)?;
            let taken = Installation::within(dir, async |installation| take(installation, &message).await).await;
            taken.map_err(|failure| Failure::TryAgain(Box::new(failure)))
        }
        None => Installation::within(dir, fetch).await,
    }
}

/// The beginning of a message. The rest is read as well: whoever writes into a pipe must not find it broken.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut input: Box<dyn Read> = match file.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => Box::new(File::open(file).map_err(Failure::file(file))?),
    };
    let mut message = Vec::new();
    input.by_ref().take(LONGEST as u64).read_to_end(&mut message).map_err(Failure::file(file))?;
    io::copy(&mut input, &mut io::sink()).map_err(Failure::file(file))?;
    Ok(message)
}

async fn take(installation: &Installation, message: &[u8]) -> Result<(), Failure> {
    let domain = installation.config.mail.sender.domain();
    terminal::say(match take_bounce(&installation.store, domain, message).await? {
        Returned::Noted => "a letter does not arrive; see: polsslag mail undelivered",
        Returned::Settled => "a report on a letter of ours, with nothing to note",
        Returned::Complaint => "a reader called a letter spam; nothing was noted",
        Returned::Other => "this is no report on a letter of ours; nothing was noted",
    });
    Ok(())
}

async fn fetch(installation: &Installation) -> Result<(), Failure> {
    let Some(bounces) = &installation.config.mail.bounces else {
        return Err(Failure::Refused(
            "there is no mailbox to read; name one in polsslag.toml, under [mail.bounces], or hand a message over with \
             --file"
                .to_owned(),
        ));
    };
    let place = bounces.place().map_err(Failure::Refused)?;
    let domain = installation.config.mail.sender.domain();
    let returns = fetch_bounces(&installation.store, domain, &place, &mut Bookmark::default()).await?;
    terminal::say(told(returns));
    Ok(())
}

fn told(returns: Returns) -> String {
    let Returns { noted, settled, complaints, others } = returns;
    let spam = match complaints {
        0 => String::new(),
        _ => format!("; readers who called a letter spam, also left unseen: {complaints}"),
    };
    format!("letters that don't arrive: {noted}; other reports: {settled}; left unseen: {others}{spam}")
}

/// Looks into the mailbox every five minutes until it is aborted, if there is one. To stop it at any moment loses nothing: a
/// report is marked as seen after it was noted.
pub(crate) fn watch(installation: &Installation) -> Result<Option<JoinHandle<()>>, Failure> {
    let Some(bounces) = &installation.config.mail.bounces else { return Ok(None) };
    let place = bounces.place().map_err(Failure::Refused)?;
    let (store, domain) = (installation.store.clone(), installation.config.mail.sender.domain().to_owned());
    Ok(Some(tokio::spawn(async move {
        let (mut rounds, mut bookmark, mut complained) = (tokio::time::interval(ROUND), Bookmark::default(), None);
        rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            rounds.tick().await;
            match fetch_bounces(&store, &domain, &place, &mut bookmark).await {
                Ok(returns) => {
                    complained = None;
                    if returns.noted + returns.complaints > 0 {
                        terminal::note(format!("{}; see: polsslag mail undelivered", told(returns)));
                    }
                }
                // What lasts is said once.
                Err(error) => {
                    let complaint = error.to_string();
                    if complained.as_ref() != Some(&complaint) {
                        terminal::note(format!("the mailbox for reports: {complaint}"));
                    }
                    complained = Some(complaint);
                }
            }
        }
    })))
}
