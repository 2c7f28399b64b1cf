//! What can go wrong on a visit to a mailbox, in words that say what to do. Holds no password and no message.

use std::io;

/// Why a mailbox could not be read.
#[derive(Debug, thiserror::Error)]
pub enum MailboxTrouble {
    /// Nothing answers.
    #[error(
        "the mail server {host} can't be reached at port {port} ({source}); check host and port in mail.bounces.imap, and the \
         firewall"
    )]
    Unreachable {
        /// The server.
        host: String,
        /// Its port.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The connection can't be encrypted.
    #[error("the connection to {host} can't be encrypted: {why}")]
    Unencrypted {
        /// The server.
        host: String,
        /// Why.
        why: String,
    },
    /// It does not let us in.
    #[error(
        "{host} does not let {user} in ({why}); check user and password in mail.bounces, and whether the mailbox may be read \
         over IMAP: many providers want that turned on, and a password made for one program"
    )]
    NotAdmitted {
        /// The server.
        host: String,
        /// Who wanted in.
        user: String,
        /// In its words.
        why: String,
    },
    /// There is no such folder.
    #[error(
        "there is no folder {folder} that can be opened ({why}); make it, or name another one in mail.bounces.imap"
    )]
    NoFolder {
        /// The folder.
        folder: String,
        /// In the server's words.
        why: String,
    },
    /// It took too long.
    #[error("{host} did not answer in time; check host and port in mail.bounces.imap")]
    Slow {
        /// The server.
        host: String,
    },
    /// The conversation broke off; nothing is lost by that.
    #[error("the conversation with {host} broke off ({why})")]
    Broken {
        /// The server.
        host: String,
        /// How.
        why: String,
    },
}
