//! What a report says about one letter (RFC 3464): to whom, what became of it, why, and which letter. Does not know whether
//! such a letter was ever sent.

use std::str::FromStr;

use domain::{EmailAddress, LetterName, MailStatus, Refusal};

use super::fields::{Fields, address};

/// What became of a letter, as a mail server reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The letter it is about.
    pub about: About,
    /// What became of it, for each recipient that is named.
    pub recipients: Vec<Recipient>,
}

/// The letter that a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The one with this `Message-ID`.
    Letter(LetterId),
    /// One that can't be ours: its `Message-ID` has another shape.
    Another,
    /// Nothing was left of the letter.
    Unknown,
}

/// The `Message-ID` of a letter of ours: `name@domain`, or `name.2@domain` for its second reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterId {
    /// Its name.
    pub name: LetterName,
    /// The domain of the sender, in small letters.
    pub domain: String,
}

/// The text is no `Message-ID` of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no Message-ID of a letter of Polsslag")]
pub struct NotOurs;

impl FromStr for LetterId {
    type Err = NotOurs;

    fn from_str(text: &str) -> Result<Self, NotOurs> {
        let inner = text.split_once('<').map_or(text, |(_, rest)| rest.split_once('>').map_or(rest, |(id, _)| id));
        let (local, domain) = inner.trim().split_once('@').ok_or(NotOurs)?;
        let (name, round) = local.split_once('.').unwrap_or((local, "0"));
        let name = name.parse().map_err(|_| NotOurs)?;
        let is_round = matches!(round.as_bytes(), [b'0'..=b'9']);
        if is_round { Ok(Self { name, domain: domain.trim().to_ascii_lowercase() }) } else { Err(NotOurs) }
    }
}

/// What became of the letter on its way to one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The addresses that are named, the one that was written to first.
    pub addresses: Vec<EmailAddress>,
    /// What the server did.
    pub action: Action,
    /// What it said.
    pub refusal: Refusal,
}

/// What a server did with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It gave up.
    Failed,
    /// It goes on trying.
    Delayed,
    /// The letter is in the mailbox.
    Delivered,
    /// Another server has it, which reports nothing.
    Relayed,
    /// It went to the members of a list.
    Expanded,
}

impl Action {
    fn read(word: &str) -> Option<Self> {
        let known = [
            ("failed", Self::Failed),
            ("delayed", Self::Delayed),
            ("delivered", Self::Delivered),
            ("relayed", Self::Relayed),
            ("expanded", Self::Expanded),
        ];
        known.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, action)| action)
    }
}

impl Recipient {
    /// Whether another letter to this address would come back as well. A server that gave up on something that goes by
    /// (4.x.x: RFC 3463 calls it "persistent transient") may well take the next one.
    pub fn is_permanent(&self) -> bool {
        self.action == Action::Failed && self.refusal.status().is_none_or(|status| status.class() == 5)
    }

    /// One group of `message/delivery-status`; `reporting` is the server of the report.
    fn of(fields: &Fields, reporting: Option<&str>) -> Option<Self> {
        let action = fields.word("action").and_then(Action::read)?;
        let status: Option<MailStatus> = fields.word("status").and_then(|word| word.parse().ok());
        let said = fields.typed("diagnostic-code").unwrap_or_default();
        let server = fields.typed("remote-mta").or(reporting).unwrap_or_default();
        let words = if said.is_empty() || server.is_empty() { said.to_owned() } else { format!("{server}: {said}") };
        let named = ["original-recipient", "final-recipient"];
        let addresses: Vec<_> = named.into_iter().filter_map(|name| fields.address(name)).collect();
        let refusal = addresses.iter().fold(Refusal::new(status, &words), |refusal, one| refusal.unnamed(one));
        Some(Self { addresses, action, refusal })
    }

    /// A recipient whom a text without fields names, with what it says.
    pub(super) fn failed(named: &str, words: &str) -> Option<Self> {
        let address = address(named)?;
        let refusal = Refusal::new(None, words).unnamed(&address);
        Some(Self { addresses: vec![address], action: Action::Failed, refusal })
    }
}

impl Report {
    /// From the text of `message/delivery-status`, the head of the letter that came along, and what the report answers to.
    pub(super) fn of(status: &str, letter: Option<&str>, answers: Option<&str>) -> Option<Self> {
        let groups = Fields::groups(status);
        let (first, rest) = groups.split_first()?;
        let reporting = first.typed("reporting-mta");
        // Some servers leave the empty line after the fields of the message out.
        let recipients: Vec<_> =
            std::iter::once(first).chain(rest).filter_map(|fields| Recipient::of(fields, reporting)).collect();
        let named = letter.map(Fields::first).and_then(|fields| fields.get("message-id").map(str::to_owned));
        let ids = [named.as_deref(), first.get("original-envelope-id"), answers];
        (!recipients.is_empty())
            .then(|| Self { about: About::of(named.as_deref(), ids.into_iter().flatten()), recipients })
    }
}

impl About {
    /// The first of `ids` that is ours; another letter when the one that came along has a name that is not ours.
    pub(super) fn of<'a>(named: Option<&str>, mut ids: impl Iterator<Item = &'a str>) -> Self {
        match (ids.find_map(|id| id.parse().ok()), named) {
            (Some(ours), _) => Self::Letter(ours),
            (None, Some(_)) => Self::Another,
            (None, None) => Self::Unknown,
        }
    }
}
