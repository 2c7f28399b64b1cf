//! What a refusal usually means, as far as codes tell: what an administrator can do about it depends on that. Does not
//! know the sentences.

use super::MailStatus;

/// What is usually the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such mailbox.
    NoMailbox,
    /// There is no such domain, or it takes no mail.
    NoDomain,
    /// The mailbox is full.
    Full,
    /// The mailbox is closed.
    Closed,
    /// The letter is too large for them.
    TooLarge,
    /// They don't believe that the letter comes from whom it says: SPF, DKIM or DMARC.
    Unproven,
    /// Their rules forbid the letter, or take it for spam.
    Policy,
    /// The way there does not work.
    Routing,
    /// Something else; the words must do.
    Unclear,
}

impl Trouble {
    /// Every one of them.
    pub const ALL: [Self; 9] = [
        Self::NoMailbox,
        Self::NoDomain,
        Self::Full,
        Self::Closed,
        Self::TooLarge,
        Self::Unproven,
        Self::Policy,
        Self::Routing,
        Self::Unclear,
    ];

    /// By RFC 3463 and the IANA registry of its codes. Microsoft writes 5.1.10 and 5.4.1 for mailboxes that are not there,
    /// and 5.7.509 and 5.7.515 for senders without DMARC.
    pub(super) fn of(status: Option<MailStatus>, reason: &str) -> Self {
        let Some(status) = status else { return Self::Unclear };
        match status.about() {
            (1, 10) if reason.to_ascii_lowercase().contains("null mx") => Self::NoDomain,
            (1, 1 | 3 | 6 | 10) => Self::NoMailbox,
            (4, 1) if reason.to_ascii_lowercase().contains("recipient address rejected") => Self::NoMailbox,
            (1, 2) | (4, 4) => Self::NoDomain,
            (1, 7 | 8) | (7, 20..=27 | 509 | 515) => Self::Unproven,
            (2, 1) => Self::Closed,
            (2, 2) => Self::Full,
            (2, 3) | (3, 4) => Self::TooLarge,
            (4, _) => Self::Routing,
            (7, _) => Self::Policy,
            _ => Self::Unclear,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;

    #[test]
    fn codes_mean_what_servers_mean_by_them() {
        for (words, trouble) in [
            ("550 5.1.1 User unknown", Trouble::NoMailbox),
            ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", Trouble::NoMailbox),
            ("556 5.1.10 Domain does not accept mail (null MX)", Trouble::NoDomain),
            ("550 5.4.1 Recipient address rejected: Access denied", Trouble::NoMailbox),
            ("5.4.4 Host not found", Trouble::NoDomain),
            ("5.4.6 Routing loop", Trouble::Routing),
            ("552 5.2.2 Over quota", Trouble::Full),
            ("5.2.1 The account is disabled", Trouble::Closed),
            ("552 5.3.4 Message too big", Trouble::TooLarge),
            ("550 5.7.26 not authenticated", Trouble::Unproven),
            ("550 5.7.1 Blocked", Trouble::Policy),
            ("550 no", Trouble::Unclear),
            ("no", Trouble::Unclear),
        ] {
            assert_eq!(Refusal::new(None, words).trouble(), trouble, "{words}");
        }
    }
}
