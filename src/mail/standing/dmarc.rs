//! What a domain asks receivers to do with letters in its name that nobody vouches for (DMARC, RFC 7489). Does not know who
//! vouches for ours.

use super::records::{Records, Unanswered};
use super::tags;

/// What is to become of such letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Nothing.
    None,
    /// They belong with the unwanted.
    Quarantine,
    /// They are refused.
    Reject,
}

/// How like the sender's domain the one that is vouched for must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Of the same organisation.
    Relaxed,
    /// The same.
    Strict,
}

/// A domain's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dmarc {
    /// The domain whose record it is: the sender's, or one above it.
    pub domain: String,
    /// What it asks for letters of the sender's domain.
    pub policy: Policy,
    /// How like the domain of a DKIM signature must be.
    pub dkim: Alignment,
    /// How like the domain of MAIL FROM must be.
    pub spf: Alignment,
    /// Whether anybody gets reports.
    pub reports: bool,
}

/// There is no policy to be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DmarcError {
    /// Nobody could tell.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// A domain has several records; receivers take none (section 6.6.3).
    #[error("{name} has more than one record that begins with v=DMARC1, so receivers heed none")]
    Several {
        /// Where they are.
        name: String,
    },
    /// The record can't be understood.
    #[error("the record {name} makes no sense at \"{part}\"")]
    Nonsense {
        /// Where it is.
        name: String,
        /// What is wrong in it.
        part: String,
    },
}

/// The policy for letters from `domain`: its own, or that of the nearest domain above it that has one. The domain of a
/// country or the like is never the organisation's, so the walk ends before the last label.
///
/// # Errors
/// When nobody could tell, or what there is can't be used.
pub async fn policy_of<R: Records>(records: &R, domain: &str) -> Result<Option<Dmarc>, DmarcError> {
    let mut at = domain;
    loop {
        if let Some(found) = record_at(records, at, at == domain).await? {
            return Ok(Some(found));
        }
        match at.split_once('.') {
            Some((_, above)) if above.contains('.') => at = above,
            _ => return Ok(None),
        }
    }
}

async fn record_at<R: Records>(records: &R, domain: &str, own: bool) -> Result<Option<Dmarc>, DmarcError> {
    let name = format!("_dmarc.{domain}");
    let texts = records.texts(&name).await?;
    let is_record = |text: &&String| text.split(';').next().is_some_and(|version| version.trim() == "v=DMARC1");
    let mut found = texts.iter().filter(is_record);
    match (found.next(), found.next()) {
        (None, _) => Ok(None),
        (Some(_), Some(_)) => Err(DmarcError::Several { name }),
        (Some(text), None) => {
            Dmarc::read(text, domain, own).map(Some).map_err(|part| DmarcError::Nonsense { name, part })
        }
    }
}

impl Dmarc {
    /// Reads the record of `domain`, which is the sender's `own` or one above it; or gives the part that makes no sense.
    fn read(text: &str, domain: &str, own: bool) -> Result<Self, String> {
        let found = tags::read(text)?;
        let policy = |name: &str| match tags::find(&found, name).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(None),
            Some("none") => Ok(Some(Policy::None)),
            Some("quarantine") => Ok(Some(Policy::Quarantine)),
            Some("reject") => Ok(Some(Policy::Reject)),
            Some(other) => Err(format!("{name}={other}")),
        };
        let alignment = |name: &str| match tags::find(&found, name) {
            None | Some("r") => Ok(Alignment::Relaxed),
            Some("s") => Ok(Alignment::Strict),
            Some(other) => Err(format!("{name}={other}")),
        };
        let (all, below) = (policy("p")?.ok_or("p= is missing")?, policy("sp")?);
        Ok(Self {
            domain: domain.to_owned(),
            policy: if own { all } else { below.unwrap_or(all) },
            dkim: alignment("adkim")?,
            spf: alignment("aspf")?,
            reports: tags::find(&found, "rua").is_some(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::zone::Zone;
    use super::*;

    async fn policy(zone: &Zone, domain: &str) -> Result<Option<(String, Policy)>, String> {
        let found = policy_of(zone, domain).await.map_err(|error| error.to_string())?;
        Ok(found.map(|found| (found.domain, found.policy)))
    }

    #[tokio::test]
    async fn a_policy_is_the_domain_s_own_or_that_of_the_nearest_above() {
        let zone = Zone::of(&[
            ("_dmarc.example.com", "v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@example.com"),
            ("_dmarc.mail.example.com", "v=DMARC1;p=none"),
            ("_dmarc.x.nl", "v=spf1 -all"),
            ("_dmarc.nl", "v=DMARC1; p=reject"),
        ]);
        let own = |domain: &str, policy| Ok(Some((domain.to_owned(), policy)));
        assert_eq!(policy(&zone, "example.com").await, own("example.com", Policy::Reject));
        assert_eq!(policy(&zone, "mail.example.com").await, own("mail.example.com", Policy::None));
        assert_eq!(policy(&zone, "a.b.example.com").await, own("example.com", Policy::Quarantine));
        assert_eq!(policy(&zone, "x.nl").await, Ok(None));
    }

    #[tokio::test]
    async fn what_receivers_could_not_use_is_told() {
        let zone = Zone::of(&[
            ("_dmarc.two.nl", "v=DMARC1; p=none"),
            ("_dmarc.two.nl", "v=DMARC1; p=reject"),
            ("_dmarc.bad.nl", "v=DMARC1; p=block"),
            ("_dmarc.bare.nl", "v=DMARC1; rua=mailto:d@bare.nl"),
            ("_dmarc.odd.nl", "v=DMARC1; p=none; adkim=maybe"),
            ("_dmarc.words.nl", "v=DMARC1; p=none; please"),
        ]);
        for (domain, why) in [
            ("two.nl", "more than one record"),
            ("bad.nl", "at \"p=block\""),
            ("bare.nl", "at \"p= is missing\""),
            ("odd.nl", "at \"adkim=maybe\""),
            ("words.nl", "at \"please\""),
            ("timeout.test", "no answer about _dmarc.timeout.test"),
        ] {
            let error = policy(&zone, domain).await.expect_err(domain);
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn a_record_is_read_with_all_its_tags() {
        let text = "v=DMARC1; p=Reject ; adkim=s; aspf = s; pct=50; rua=mailto:a@x.nl,mailto:b@x.nl; x-new=1";
        let found = Dmarc::read(text, "x.nl", true).expect("a record");
        let (dkim, spf) = (Alignment::Strict, Alignment::Strict);
        assert_eq!(found, Dmarc { domain: "x.nl".to_owned(), policy: Policy::Reject, dkim, spf, reports: true });
    }
}
