//! Links with which somebody chooses a password: 256 bits in a letter, made of the letter's name under a key, and their hash
//! in the database. Does not know what the letter says.

use data_encoding::BASE64URL_NOPAD;
use domain::{AccessKey, Account, AccountName, LetterName};
use store::{Ticket, TicketId};

use crate::{Errand, House};

/// The name in the store of the link with this token.
pub(crate) fn ticket_of(token: &str) -> Option<TicketId> {
    let bytes: [u8; 32] = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?.try_into().ok()?;
    Some(TicketId::of(&bytes))
}

/// A link for this account in the letter of this name; an earlier one works no more once it is kept.
pub fn ticket<'a>(
    key: &AccessKey,
    letter: &'a LetterName,
    errand: Errand,
    account: &'a AccountName,
    now: i64,
) -> Ticket<'a> {
    let id = TicketId::of(&key.token(letter));
    Ticket { id, letter, account, first: errand == Errand::Invitation, now, expires: now + errand.lasts() }
}

/// Keeps a link and queues its letter while the visitor goes on: how long it takes tells nobody whether there is such an
/// account.
pub(crate) fn send_in_the_background(house: &House, errand: Errand, account: Account) {
    let house = house.clone();
    rocket::tokio::spawn(async move {
        let letter = match LetterName::generate() {
            Ok(letter) => letter,
            Err(error) => return house.journal.undelivered(&error.to_string()),
        };
        let ticket = ticket(&house.postman.access, &letter, errand, &account.name, house.clock.now());
        match house.store.keep_ticket(ticket).await {
            Ok(()) => house.postman.bell.notify_one(),
            Err(error) => house.journal.undelivered(&error.to_string()),
        }
    });
}
