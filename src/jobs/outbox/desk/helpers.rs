//! Who can help with an account: letters to its holder name them. Does not know what they are asked.

use domain::{Account, EmailAddress};
use store::{Store, StoreError};

/// The most that a letter names.
const MOST: usize = 3;

/// The addresses of administrators who can help with this account. There are none where only the server can: nobody helps
/// themselves, and the adviser's account is out of administrators' hands.
pub(super) async fn helpers_with(store: &Store, account: &Account) -> Result<Vec<EmailAddress>, StoreError> {
    if account.roles.is_adviser() {
        return Ok(Vec::new());
    }
    let others = store.administrators().await?.into_iter().filter(|other| other.name != account.name);
    Ok(others.map(|other| other.email).take(MOST).collect())
}
