//! Letters with a link to choose a password. The token is made of the letter's name, so that it lies nowhere.

use data_encoding::BASE64URL_NOPAD;
use domain::AccountName;
use mail::{Access, Occasion};
use store::{QueuedLetter, TicketId};
use texts::Texts;

use super::helpers::helpers_with;
use super::{Written, postmark};
use crate::outbox::{LetterError, Outbox};

/// The folder of letters about accounts.
const PLACE: &str = "accounts";

pub(super) async fn write<P>(
    outbox: &Outbox<P>,
    letter: &QueuedLetter,
    name: &AccountName,
    first: bool,
) -> Result<Written, LetterError> {
    let token = outbox.access.token(&letter.name);
    // A link that has ended, or was used, or has been replaced, is not worth a letter.
    let works = outbox.store.ticket(TicketId::of(&token), (outbox.now)()).await?;
    let Some(account) = works.filter(|account| account.name == *name) else { return Ok(Written::Gone) };
    let link = format!("{}/reset/{}", outbox.letters.base_url, BASE64URL_NOPAD.encode(&token));
    let access = Access {
        occasion: if first { Occasion::Invitation } else { Occasion::Reset },
        organisation: &outbox.letters.organisation,
        account: &account.name,
        link: &link,
        administrators: &helpers_with(&outbox.store, &account).await?,
    };
    let (sender, texts) = (&outbox.letters.sender, Texts::of(account.language));
    let written = access.write(sender, &account.email, &postmark(letter), texts)?;
    Ok(Written::letter(written, PLACE))
}
