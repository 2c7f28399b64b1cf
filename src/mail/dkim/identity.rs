//! In whose name letters are signed: a domain, and the name under which its key is published. Has no key.

use std::fmt;

/// A domain and a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    domain: String,
    selector: String,
}

/// Letters can't be signed in that name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadIdentity {
    /// The selector can't be a name in the DNS.
    #[error("\"{given}\" can't be a name in the DNS; write letters, digits and hyphens, such as \"polsslag\"")]
    Selector {
        /// What was given.
        given: String,
    },
    /// The domain can't be a name in the DNS.
    #[error(
        "\"{given}\" can't be a domain; write it with letters, digits, hyphens and points, an international one as xn--"
    )]
    Domain {
        /// What was given.
        given: String,
    },
    /// Receivers count a signature for the sender only when its domain is the sender's or one above it.
    #[error("\"{given}\" does not vouch for letters from {sender}; write {sender}, or a domain above it")]
    Stranger {
        /// The domain that was given.
        given: String,
        /// The sender's domain.
        sender: String,
    },
}

impl Identity {
    /// The name for letters from an address at `sender`: of its own domain, or of `domain`, which must be that or above it.
    ///
    /// # Errors
    /// When one of the names can't be used.
    pub fn new(sender: &str, domain: Option<&str>, selector: &str) -> Result<Self, BadIdentity> {
        let domain = domain.unwrap_or(sender).to_ascii_lowercase();
        if !is_name(selector) {
            return Err(BadIdentity::Selector { given: selector.to_owned() });
        }
        if !is_name(&domain) {
            return Err(BadIdentity::Domain { given: domain });
        }
        let sender = sender.to_ascii_lowercase();
        let above = sender.strip_suffix(&domain).is_some_and(|below| below.ends_with('.') && domain.contains('.'));
        if sender != domain && !above {
            return Err(BadIdentity::Stranger { given: domain, sender });
        }
        Ok(Self { domain, selector: selector.to_owned() })
    }

    /// The domain that signs.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The name of its key.
    pub fn selector(&self) -> &str {
        &self.selector
    }
}

/// Where the key is published (RFC 6376, section 3.6.2.1).
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}._domainkey.{}", self.selector, self.domain)
    }
}

/// Labels of letters, digits and hyphens, with points between them (RFC 6376, section 3.1).
fn is_name(name: &str) -> bool {
    let good = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    name.len() <= 200 && name.split('.').all(good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_sender_s_or_above_it() {
        let name = |sender, domain, selector| Identity::new(sender, domain, selector).map(|name| name.to_string());
        assert_eq!(name("x.nl", None, "a"), Ok("a._domainkey.x.nl".to_owned()));
        assert_eq!(name("mail.X.nl", Some("x.NL"), "a.b-2"), Ok("a.b-2._domainkey.x.nl".to_owned()));
        for (sender, domain, selector, why) in [
            ("x.nl", Some("y.nl"), "a", "does not vouch for letters from x.nl"),
            ("x.nl", Some("mail.x.nl"), "a", "does not vouch"),
            ("ax.nl", Some("x.nl"), "a", "does not vouch"),
            ("x.nl", Some("nl"), "a", "does not vouch"),
            ("x.nl", None, "a_b", "\"a_b\" can't be a name"),
            ("x.nl", None, "", "can't be a name"),
            ("x.nl", None, "a; b", "can't be a name"),
            ("größe.nl", None, "a", "an international one as xn--"),
        ] {
            let error = Identity::new(sender, domain, selector).expect_err(why).to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
