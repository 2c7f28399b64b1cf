//! `mail test`: sends one letter, a trial or a sample of what people get, and tells each step of its way in plain words, up to
//! the first that fails. Opens no database and knows no roster.

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::Utc;
use domain::{EmailAddress, Language};
use jobs::Carriage;
use mail::smtp::{Fate, Trouble};
use mail::standing::Resolver;
use mail::{Letter, Outcome, Post, Relay};
use serde::Serialize;
use texts::Texts;

use super::check::finding::Mark;
use super::check::{advice, conversation, name_server, own_signature};
use super::specimen::{self, Kind};
use crate::config::Config;
use crate::{Failure, terminal};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// To whom; yourself, best at another provider than your own
    #[arg(long)]
    to: EmailAddress,
    /// Which letter: a sample is marked in its subject, and its links lead to nobody
    #[arg(long, value_enum, default_value_t = Kind::Trial)]
    letter: Kind,
    /// The language of the letter [default: that of the installation]
    #[arg(long)]
    language: Option<Language>,
    /// Ask this name server for the key that signs letters, as ADDRESS or ADDRESS:PORT
    #[arg(long, value_name = "ADDRESS")]
    resolver: Option<String>,
    /// Write what happened as JSON
    #[arg(long)]
    json: bool,
}

/// What happened, as it is written for programs.
#[derive(Serialize, Default)]
struct Journey {
    steps: Vec<String>,
    taken: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
    #[serde(skip)]
    speaks: bool,
}

impl Journey {
    fn step(&mut self, says: String) {
        if self.speaks {
            terminal::say(&says);
        }
        self.steps.push(says);
    }
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    let config = Config::read(dir)?;
    let texts = Texts::of(arguments.language.unwrap_or(config.language));
    let today = config.schedule.zone().day(Utc::now());
    let letter = specimen::write(&config, arguments.letter, &arguments.to, texts, today)?;
    let mut journey = Journey { speaks: !arguments.json, ..Journey::default() };
    if arguments.letter == Kind::Reports && config.reports.carriage == Carriage::Attached {
        let says = "this sample has a link in it; those that management gets have the reports with them as PDFs \
                    (reports.delivery)";
        journey.step(says.to_owned());
    }
    let done = match &config.mail.relay {
        Some(relay) => {
            let signed = signature(&config, arguments, &mut journey).await?;
            let sent = over_smtp(relay, &config, &letter, &mut journey).await.map_err(|trouble| told(&trouble));
            sent.map(|()| journey.step(where_to_look(signed)))
        }
        None => into_folder(&config.letters, &letter, &mut journey).await,
    };
    journey.taken = done.is_ok();
    journey.fault = done.err();
    if arguments.json {
        let text = serde_json::to_string_pretty(&journey).map_err(|error| Failure::Refused(error.to_string()))?;
        terminal::print(&format!("{text}\n"))?;
    }
    journey.fault.map_or(Ok(()), |fault| Err(Failure::Refused(fault)))
}

/// Tells whether receivers find the key that signs letters; nothing when we sign none, else how good that is.
async fn signature(config: &Config, arguments: &Arguments, journey: &mut Journey) -> Result<Option<Mark>, Failure> {
    let asked = arguments.resolver.as_deref().map(name_server).transpose()?;
    let Some(dkim) = &config.mail.dkim else { return Ok(None) };
    let signer = dkim.signer().map_err(Failure::Refused)?;
    let (mark, says) = match asked.map_or_else(Resolver::of_this_machine, Resolver::at) {
        Ok(resolver) => own_signature::compare(&resolver, &signer).await,
        Err(why) => (Mark::Note, format!("letters are signed; no name server can be asked for the key ({why})")),
    };
    journey.step(says);
    Ok(Some(mark))
}

async fn over_smtp(relay: &Relay, config: &Config, letter: &Letter, journey: &mut Journey) -> Result<(), Trouble> {
    let mut step = |_, says| journey.step(says);
    let mut connection = conversation::open(relay, config.mail.patience, &mut step).await?;
    let begun = Instant::now();
    let minutes = config.mail.patience.verdict.as_secs().div_ceil(60);
    let handing = async {
        let within = if minutes == 1 { "a minute".to_owned() } else { format!("{minutes} minutes") };
        journey.step(format!("the letter is handed over; waiting for its word on it, up to {within}"));
        true
    };
    let accepted = connection.send(letter, handing).await?;
    connection.quit().await;
    journey.step(format!("the letter was taken after {} ms: {}", begun.elapsed().as_millis(), accepted.reply));
    journey.step("Look for it where it should arrive, also among the unwanted.".to_owned());
    Ok(())
}

/// What to look at in the letter that arrived; how good our own signature is decides what a missing one means.
fn where_to_look(signed: Option<Mark>) -> String {
    let missing = match signed {
        None => {
            "if dkim= is missing, nobody signed it: turn that on in your mail server, or see: polsslag mail dkim new --help"
        }
        Some(Mark::Good) => {
            "if dkim= is missing, the receiver does not check keys of this kind, or the mail server took our \
                             signature out"
        }
        Some(Mark::Note | Mark::Fault) => "dkim=pass comes only when the receiver finds our key: see above",
    };
    format!(
        "In its source (\"show original\") Authentication-Results should say spf=pass, dkim=pass and dmarc=pass; {missing}"
    )
}

async fn into_folder(folder: &Path, letter: &Letter, journey: &mut Journey) -> Result<(), String> {
    let place = PathBuf::from("trial");
    let mut carrier = Post::folder(folder).carrier();
    match carrier.deliver(letter, &place, std::future::ready(true)).await {
        Outcome::Sent => {
            let file = folder.join(place).join(format!("{}.eml", letter.name()));
            journey.step(format!("no mail server is configured (mail.smtp), so the letter lies in {}", file.display()));
            Ok(())
        }
        Outcome::Refused(why) | Outcome::Deferred(why) | Outcome::Uncertain(why) | Outcome::Away(why) => Err(why),
        Outcome::TakenBack => Err("the letter was taken back".to_owned()),
    }
}

/// What went wrong, and what that means for the letter.
fn told(trouble: &Trouble) -> String {
    let told = advice::told(trouble);
    match trouble.fate() {
        Fate::Refused => format!("{told}; the letter was refused for good"),
        Fate::Waits => format!("{told}; the letter was not sent"),
        Fate::Uncertain => format!("{told}; nobody knows whether the letter was taken: see whether it arrives"),
    }
}
