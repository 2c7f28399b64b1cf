//! Recovery codes: ten words of chance that each let somebody in once, without an authenticator. Kept as hashes only.

use data_encoding::BASE32_NOPAD;
use domain::AccountName;
use sha2::{Digest, Sha256};
use store::CodeHash;

use crate::errors::Failure;

/// How many there are.
const COUNT: usize = 10;

/// New codes: as they are shown, and as they are kept.
pub(crate) fn new_codes(account: &AccountName) -> Result<(Vec<String>, Vec<CodeHash>), Failure> {
    let mut shown = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        // Eighty bits: too many to guess, so that a fast hash is enough.
        let mut bytes = [0; 10];
        getrandom::fill(&mut bytes).map_err(Failure::internal)?;
        let text = BASE32_NOPAD.encode(&bytes).to_ascii_lowercase();
        let groups: Vec<_> = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        shown.push(groups.join("-"));
    }
    let kept = shown.iter().map(|code| hash(account, code)).collect();
    Ok((shown, kept))
}

/// The hash of a code as somebody typed it: case, spaces and dashes don't matter.
pub(crate) fn hash(account: &AccountName, typed: &str) -> CodeHash {
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let hash = Sha256::new_with_prefix(b"polsslag recovery code 1 ").chain_update(account.as_str()).chain_update(b" ");
    CodeHash(hash.chain_update(code.to_ascii_lowercase()).finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed_and_for_its_account_only() {
        let (ada, bob) = ("ada".parse().expect("a name"), "bob".parse().expect("a name"));
        let (shown, kept) = new_codes(&ada).ok().expect("randomness");
        assert_eq!((shown.len(), kept.len()), (COUNT, COUNT));
        assert_eq!(shown[0].len(), 19);
        assert_eq!(hash(&ada, &shown[0].to_uppercase().replace('-', " ")), kept[0]);
        assert_ne!(hash(&bob, &shown[0]), kept[0]);
        assert!(!shown[1..].contains(&shown[0]));
    }
}
