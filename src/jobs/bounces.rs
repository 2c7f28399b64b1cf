//! What becomes of messages that come back: reports on letters of ours are noted, everything else is left where it is.
//! Sends nothing, holds no letter back, and knows nothing of answers.
//!
//! Anybody can write a report. It is believed when it names a letter that we sent, by a name of 128 random bits that only its
//! receiver and the servers in between have seen; or, where the letter was cut off or is forgotten, when it names somebody
//! whom we write to. A forger can so make an administrator look at a good address, and nothing more.

use domain::{EmailAddress, WaveLabel};
use mail::bounce::{About, Incoming, Recipient, Report};
use mail::mailbox::{MailboxTrouble, Place, Uid, Visit};
use store::{Store, StoreError};

/// What a message turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returned {
    /// A letter of ours does not arrive; that is noted.
    Noted,
    /// A report on a letter of ours with nothing to note: it is delayed, or arrived, or nobody has that address any more.
    Settled,
    /// Somebody pressed "spam".
    Complaint,
    /// Nothing of ours.
    Other,
}

impl Returned {
    /// Whether it needs nobody's eyes any more.
    const fn is_done(self) -> bool {
        matches!(self, Self::Noted | Self::Settled)
    }
}

/// What a visit to the mailbox found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Returns {
    /// Reports of letters that don't arrive.
    pub noted: usize,
    /// Reports with nothing to note.
    pub settled: usize,
    /// Complaints of readers; they are left unseen.
    pub complaints: usize,
    /// Everything else; it is left unseen.
    pub others: usize,
}

/// How far a mailbox was read: what was left in it is not looked at again in the same run.
#[derive(Debug, Clone, Default)]
pub struct Bookmark {
    validity: Option<u32>,
    beyond: Uid,
}

/// Why a visit ended early. What it found before that is kept.
#[derive(Debug, thiserror::Error)]
pub enum BounceError {
    /// The mailbox.
    #[error(transparent)]
    Mailbox(#[from] MailboxTrouble),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads one message; `domain` is that of the sender of our letters.
///
/// # Errors
/// When the database fails; then nothing is noted, and it can be read again.
pub async fn take_bounce(store: &Store, domain: &str, message: &[u8]) -> Result<Returned, StoreError> {
    match Incoming::read(message) {
        Incoming::Report(report) => note(store, domain, &report).await,
        Incoming::Complaint => Ok(Returned::Complaint),
        Incoming::Other => Ok(Returned::Other),
    }
}

async fn note(store: &Store, domain: &str, report: &Report) -> Result<Returned, StoreError> {
    let failed: Vec<&Recipient> = report.recipients.iter().filter(|recipient| recipient.is_permanent()).collect();
    match &report.about {
        About::Another => return Ok(Returned::Other),
        About::Letter(letter) => {
            if let Some(known) = store.addressee(&letter.name).await? {
                let Some(first) = failed.first() else { return Ok(Returned::Settled) };
                return note_address(store, &known.address, first, known.wave.as_ref()).await;
            }
            if !letter.domain.eq_ignore_ascii_case(domain) {
                return Ok(Returned::Other);
            }
        }
        About::Unknown => {}
    }
    // The letter is unknown or forgotten: its receiver may be known.
    let mut found = None;
    for recipient in &report.recipients {
        for address in &recipient.addresses {
            if !store.is_written_to(address).await? {
                continue;
            }
            found.get_or_insert(Returned::Settled);
            if recipient.is_permanent() && note_address(store, address, recipient, None).await? == Returned::Noted {
                found = Some(Returned::Noted);
            }
        }
    }
    // A name of our shape at our domain is ours, though nobody knows it any more.
    let ours = matches!(report.about, About::Letter(_));
    Ok(found.unwrap_or(if ours { Returned::Settled } else { Returned::Other }))
}

async fn note_address(
    store: &Store,
    address: &EmailAddress,
    recipient: &Recipient,
    wave: Option<&WaveLabel>,
) -> Result<Returned, StoreError> {
    let noted = store.note_undeliverable(address, &recipient.refusal, wave).await?;
    Ok(if noted { Returned::Noted } else { Returned::Settled })
}

/// Visits the mailbox: reads what nobody has seen, one message at a time, notes what is ours and marks that as seen.
///
/// # Errors
/// When the mailbox can't be read or the database fails. What was noted stays; what was not marked is read again.
pub async fn fetch_bounces(
    store: &Store,
    domain: &str,
    place: &Place,
    bookmark: &mut Bookmark,
) -> Result<Returns, BounceError> {
    let mut visit = place.visit().await?;
    if visit.validity() != bookmark.validity {
        *bookmark = Bookmark { validity: visit.validity(), beyond: 0 };
    }
    let done = read_all(store, domain, &mut visit, bookmark).await;
    visit.leave().await;
    done
}

async fn read_all(
    store: &Store,
    domain: &str,
    visit: &mut Visit,
    bookmark: &mut Bookmark,
) -> Result<Returns, BounceError> {
    let mut returns = Returns::default();
    for uid in visit.unseen(bookmark.beyond).await? {
        if let Some(message) = visit.read(uid).await? {
            let returned = take_bounce(store, domain, &message).await?;
            if returned.is_done() {
                visit.mark_seen(uid).await?;
            }
            returns.count(returned);
        }
        bookmark.beyond = uid;
    }
    Ok(returns)
}

impl Returns {
    fn count(&mut self, returned: Returned) {
        *match returned {
            Returned::Noted => &mut self.noted,
            Returned::Settled => &mut self.settled,
            Returned::Complaint => &mut self.complaints,
            Returned::Other => &mut self.others,
        } += 1;
    }
}
