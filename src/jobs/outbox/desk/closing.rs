//! The letter to the adviser when a wave has ended and waits for a passphrase. Knows no figure.

use domain::{AccountName, WaveLabel};
use mail::Closing;
use store::QueuedLetter;
use texts::Texts;

use super::{Written, postmark};
use crate::outbox::{LetterError, Outbox, place_of};

pub(super) async fn write<P>(
    outbox: &Outbox<P>,
    letter: &QueuedLetter,
    label: &WaveLabel,
    name: &AccountName,
) -> Result<Written, LetterError> {
    // A wave that is closed meanwhile has forgotten this letter; this one was read just before.
    let Some(open) = outbox.store.find_open_wave(label).await? else { return Ok(Written::Gone) };
    let Some(state) = outbox.store.account(name).await? else { return Ok(Written::Gone) };
    let (account, terms, letters) = (state.account, open.wave.terms(), &outbox.letters);
    let closing = Closing {
        organisation: &letters.organisation,
        title: terms.questionnaire.title().get(account.language),
        closes: terms.closes,
        account: &account.name,
        link: &format!("{}/waves/{label}/closure", letters.base_url),
    };
    let written = closing.write(&letters.sender, &account.email, &postmark(letter), Texts::of(account.language))?;
    Ok(Written::letter(written, place_of(label)))
}
