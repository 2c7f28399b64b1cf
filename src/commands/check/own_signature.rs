//! Looks at whether the key that is published is the one that signs our letters (DKIM). Signs nothing.

use mail::dkim::Signer;
use mail::standing::{DkimKey, Records};

use super::finding::Mark;

/// What receivers will find, and what to do about it.
pub(crate) async fn compare(names: &impl Records, signer: &Signer) -> (Mark, String) {
    let name = signer.identity();
    let publish = "publish what is told by: polsslag mail dkim record";
    let (domain, selector) = (name.domain(), name.selector());
    match DkimKey::find(names, domain, selector).await {
        Err(error) => {
            (Mark::Note, format!("letters are signed, and whether the key is published can't be told: {error}"))
        }
        Ok(DkimKey::Missing) => (
            Mark::Fault,
            format!("letters are signed with a key that nobody can look up: nothing is at {name}; {publish}"),
        ),
        Ok(DkimKey::Withdrawn) => {
            (Mark::Fault, format!("letters are signed with a key that is withdrawn at {name} (p= is empty); {publish}"))
        }
        Ok(DkimKey::Nonsense(part)) => (
            Mark::Fault,
            format!("what is at {name} is no key ({part}), so nobody can check our signatures; {publish}"),
        ),
        Ok(DkimKey::Found { algorithm, value, .. }) if !signer.has_key(&algorithm, &value) => (
            Mark::Fault,
            format!(
                "the key at {name} ({algorithm}) is not the one in mail.dkim.key_file, so our signatures count as forged; \
                 {publish}"
            ),
        ),
        Ok(DkimKey::Found { testing: true, .. }) => {
            (Mark::Note, format!("{name} holds our key, but says t=y: receivers don't count it; take that out"))
        }
        Ok(DkimKey::Found { algorithm, bits, .. }) => {
            (Mark::Good, format!("letters are signed, and {name} holds our key ({algorithm}, {bits} bits)"))
        }
    }
}
