//! What is asked of the DNS and what comes back. Does not know who answers.

use std::future::Future;
use std::net::IpAddr;

/// What is asked about a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Its texts.
    Text,
    /// Its addresses of four bytes.
    V4,
    /// Its addresses of sixteen bytes.
    V6,
    /// Who takes its mail.
    Exchange,
    /// What it points to.
    Pointer,
}

/// What a name server says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A text, put together where it was in parts.
    Text(String),
    /// An address.
    Address(IpAddr),
    /// A host that takes mail; a smaller preference goes first.
    Exchange {
        /// Its place among the others.
        preference: u16,
        /// Its name, without a dot at the end.
        host: String,
    },
    /// Another name, without a dot at the end.
    Pointer(String),
}

/// Nobody could tell: no name server answered, or it could not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the name server gave no answer about {name} ({why})")]
pub struct Unanswered {
    /// What was asked about.
    pub name: String,
    /// In the resolver's words.
    pub why: String,
}

/// Whoever answers questions about names.
pub trait Records: Send + Sync {
    /// What there is of this kind; nothing also where there is no such name, or it can't be one.
    ///
    /// # Errors
    /// When nobody could tell.
    fn look_up(&self, name: &str, kind: Kind) -> impl Future<Output = Result<Vec<Record>, Unanswered>> + Send;

    /// The texts of a name.
    ///
    /// # Errors
    /// As [`Records::look_up`].
    fn texts(&self, name: &str) -> impl Future<Output = Result<Vec<String>, Unanswered>> + Send {
        async move {
            let found = self.look_up(name, Kind::Text).await?.into_iter();
            Ok(found.filter_map(|record| if let Record::Text(text) = record { Some(text) } else { None }).collect())
        }
    }

    /// The addresses of a name, of one kind.
    ///
    /// # Errors
    /// As [`Records::look_up`].
    fn addresses(&self, name: &str, kind: Kind) -> impl Future<Output = Result<Vec<IpAddr>, Unanswered>> + Send {
        async move {
            let found = self.look_up(name, kind).await?.into_iter();
            Ok(found
                .filter_map(|record| if let Record::Address(found) = record { Some(found) } else { None })
                .collect())
        }
    }
}

/// Whether a name can be asked about: labels of 1 to 63 signs, 253 in all (RFC 1035, section 2.3.4).
pub(super) fn can_be_asked(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253 && name.split('.').all(|label| (1..=63).contains(&label.len()))
}
