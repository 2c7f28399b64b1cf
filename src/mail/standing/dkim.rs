//! A domain's key for signatures on its letters (DKIM, RFC 6376, section 3.6.1). Checks no signature.

use data_encoding::BASE64;

use super::records::{Records, Unanswered};
use super::tags;

/// What receivers find under a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DkimKey {
    /// There is nothing.
    Missing,
    /// A key without its value: it is withdrawn.
    Withdrawn,
    /// What can't be used.
    Nonsense(String),
    /// A key.
    Found {
        /// `rsa` or `ed25519`.
        algorithm: String,
        /// Its length.
        bits: usize,
        /// The key itself, as it is published.
        value: Vec<u8>,
        /// Whether receivers are asked not to count it yet.
        testing: bool,
    },
}

impl DkimKey {
    /// The key of `domain` under `selector`.
    ///
    /// # Errors
    /// When nobody could tell.
    pub async fn find<R: Records>(records: &R, domain: &str, selector: &str) -> Result<Self, Unanswered> {
        let texts = records.texts(&format!("{selector}._domainkey.{domain}")).await?;
        let record = texts.iter().find(|text| text.contains("p="));
        Ok(record.map_or(Self::Missing, |text| Self::read(text).unwrap_or_else(Self::Nonsense)))
    }

    fn read(text: &str) -> Result<Self, String> {
        let found = tags::read(text)?;
        if let Some(version) = tags::find(&found, "v").filter(|version| *version != "DKIM1") {
            return Err(format!("v={version}"));
        }
        let value: String = tags::find(&found, "p").ok_or("p= is missing")?.split_whitespace().collect();
        if value.is_empty() {
            return Ok(Self::Withdrawn);
        }
        let key = BASE64.decode(value.as_bytes()).map_err(|_| "p= is no base64".to_owned())?;
        let algorithm = tags::find(&found, "k").unwrap_or("rsa").to_owned();
        let testing = tags::find(&found, "t").is_some_and(|flags| flags.split(':').any(|flag| flag.trim() == "y"));
        let bits = if algorithm == "rsa" { rsa_bits(key.len()) } else { key.len() * 8 };
        Ok(Self::Found { algorithm, bits, value: key, testing })
    }
}

/// The length of an RSA key whose `SubjectPublicKeyInfo` has so many bytes: 34 to 38 of them are not the modulus, and lengths
/// are multiples of 128 bits.
const fn rsa_bits(bytes: usize) -> usize {
    (bytes.saturating_sub(38) * 8).div_ceil(128) * 128
}

#[cfg(test)]
mod tests {
    use super::super::zone::Zone;
    use super::*;

    #[tokio::test]
    async fn a_key_is_found_under_its_selector() {
        let key = |bytes: usize| BASE64.encode(&vec![1; bytes]);
        let short = format!("k=rsa; t=y:s; p={}", key(162));
        let long = format!("v=DKIM1; p={}", key(294));
        let curve = format!("v=DKIM1;k=ed25519;p={}", key(32));
        let zone = Zone::of(&[
            ("short._domainkey.x.nl", &short),
            ("long._domainkey.x.nl", &long),
            ("curve._domainkey.x.nl", &curve),
            ("gone._domainkey.x.nl", "v=DKIM1; p="),
            ("odd._domainkey.x.nl", "v=DKIM1; p=!"),
        ]);
        let found = |algorithm: &str, bits, bytes, testing| {
            let value = vec![1; bytes];
            DkimKey::Found { algorithm: algorithm.to_owned(), bits, value, testing }
        };
        for (selector, expected) in [
            ("short", found("rsa", 1024, 162, true)),
            ("long", found("rsa", 2048, 294, false)),
            ("curve", found("ed25519", 256, 32, false)),
            ("gone", DkimKey::Withdrawn),
            ("odd", DkimKey::Nonsense("p= is no base64".to_owned())),
            ("none", DkimKey::Missing),
        ] {
            assert_eq!(DkimKey::find(&zone, "x.nl", selector).await, Ok(expected), "{selector}");
        }
    }
}
