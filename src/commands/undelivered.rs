//! `mail undelivered`: the addresses at which letters don't arrive, for whoever corrects the roster. Knows no person.

use std::path::Path;

use clap::Args;
use domain::Language;
use serde::Serialize;
use texts::Texts;

use super::Installation;
use crate::{Failure, terminal};

#[derive(Args)]
pub(crate) struct Arguments {
    /// As JSON: a list with address, status, reason, meaning and since
    #[arg(long)]
    json: bool,
}

/// One address.
#[derive(Serialize)]
struct Line {
    address: String,
    /// The code of the refusal (RFC 3463).
    status: Option<String>,
    /// In the mail server's words.
    reason: String,
    /// What that usually means, and what to do.
    meaning: String,
    /// The wave of the first letter that did not arrive.
    since: Option<String>,
}

pub(crate) async fn run(dir: &Path, arguments: &Arguments) -> Result<(), Failure> {
    Installation::within(dir, async |installation| {
        let english = Texts::of(Language::English);
        let all = installation.store.undeliverable().await?;
        let lines: Vec<_> = all
            .into_iter()
            .map(|one| Line {
                address: one.address.to_string(),
                status: one.refusal.status().map(|status| status.to_string()),
                reason: one.refusal.reason().to_owned(),
                meaning: english.trouble(one.refusal.trouble()),
                since: one.since.map(|wave| wave.to_string()),
            })
            .collect();
        if arguments.json {
            let text = serde_json::to_string_pretty(&lines).map_err(std::io::Error::other)?;
            terminal::say(text);
        } else if lines.is_empty() {
            terminal::say("no address is known where letters don't arrive");
        }
        if !arguments.json {
            lines.iter().for_each(tell);
        }
        Ok(())
    })
    .await
}

fn tell(line: &Line) {
    let since = line.since.as_ref().map(|wave| format!(", since wave {wave}")).unwrap_or_default();
    terminal::say(format!("{}{since}", line.address));
    if !line.reason.is_empty() {
        terminal::say(format!("  the mail server: {}", line.reason));
    }
    terminal::say(format!("  {}", line.meaning));
}
