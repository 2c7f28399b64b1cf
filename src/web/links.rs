//! Links with which somebody chooses a password: 256 random bits in a letter, their hash in the database. Does not know
//! what the letter says.

use data_encoding::BASE64URL_NOPAD;
use domain::Account;
use sha2::{Digest, Sha256};
use store::{Store, TicketId};

use crate::{Errand, House, Postman};

/// The name in the store of the link with this token.
pub(crate) fn ticket_of(token: &str) -> Option<TicketId> {
    let bytes: [u8; 32] = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?.try_into().ok()?;
    Some(TicketId(Sha256::digest(bytes).into()))
}

/// Sends somebody a link with which they choose a password; an earlier one works no more.
///
/// # Errors
/// When the link can't be kept or the letter not be sent, in words.
pub async fn send_link(
    store: &Store,
    postman: &dyn Postman,
    base_url: &str,
    errand: Errand,
    account: &Account,
    now: i64,
) -> Result<(), String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    let id = TicketId(Sha256::digest(bytes).into());
    store.keep_ticket(id, &account.name, now + errand.lasts()).await.map_err(|error| error.to_string())?;
    let link = format!("{base_url}/reset/{}", BASE64URL_NOPAD.encode(&bytes));
    postman.bring(errand, account, &link).await
}

/// Sends a link while the visitor goes on: how long it takes tells nobody whether there is such an account.
pub(crate) fn send_in_the_background(house: &House, errand: Errand, account: Account) {
    let house = house.clone();
    rocket::tokio::spawn(async move {
        let now = house.clock.now();
        let sent = send_link(&house.store, house.postman.as_ref(), &house.base_url, errand, &account, now).await;
        if let Err(why) = sent {
            house.journal.undelivered(&why);
        }
    });
}
