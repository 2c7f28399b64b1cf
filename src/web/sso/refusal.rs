//! Whoever could not be signed in: one page for every refusal, one for a provider that does not answer. The visitor is
//! not told which refusal it was; the journal is, in our own words, never in those of a token or an address.

use askama::Template;
use rocket::Request;
use rocket::http::Status;
use rocket::response::{self, Responder};
use store::StoreError;
use texts::Texts;

use crate::House;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;

/// Why the provider is of no use at the moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Cause {
    #[error("can't be reached: {0}")]
    Unreachable(String),
    #[error("answers with status {0}")]
    Status(u16),
    #[error("gives a discovery document or keys that can't be read")]
    Unreadable,
    #[error("calls itself otherwise; write sign_in.openid.issuer exactly as its discovery document does")]
    OtherIssuer,
    #[error("names an address that does not start with https://")]
    Unsafe,
    #[error("gives no answer to what it can be asked for the code; its token endpoint may be missing")]
    Token,
    #[error("does not accept sign_in.openid.client_id with this secret")]
    Secret,
    #[error("is asked by too many at once")]
    Crowded,
}

/// Why somebody was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Reason {
    #[error("the provider sent no code: whoever was there broke off, or may not use Polsslag")]
    NoCode,
    #[error("no sign-in waits for this answer in this browser, or no longer")]
    NotWaiting,
    #[error("the provider gives nothing for this code")]
    Code,
    #[error("the provider gives no identity token")]
    NoToken,
    #[error("the token is not signed with a key of the provider")]
    Signature,
    #[error("the token comes from another issuer")]
    Issuer,
    #[error("the token is meant for another party")]
    Audience,
    #[error("the token has expired; do the clocks agree?")]
    Expired,
    #[error("the token belongs to another sign-in")]
    Nonce,
    #[error("the token can't be used")]
    Token,
    #[error("the provider tells no e-mail address that it has verified, and the identity is not known")]
    NoAddress,
    #[error("no account has the e-mail address of whoever signed in")]
    NoAccount,
    #[error("the account belongs to another identity; if that is past, forget it with: polsslag account unlink")]
    OtherIdentity,
    #[error("the account is the confidential adviser's, and sign_in.openid.adviser is false")]
    Adviser,
}

/// Somebody who comes back from here without being signed in.
pub(crate) enum Turned {
    /// The provider does not answer: nobody's fault who is here.
    Away(Cause),
    /// Not let in.
    Refused(Reason),
    /// Something of our own is broken.
    Broken(Failure),
}

impl Turned {
    pub(super) fn internal(what: impl std::fmt::Display) -> Self {
        Self::Broken(Failure::internal(what))
    }
}

impl From<StoreError> for Turned {
    fn from(error: StoreError) -> Self {
        Self::Broken(error.into())
    }
}

impl From<Failure> for Turned {
    fn from(failure: Failure) -> Self {
        Self::Broken(failure)
    }
}

/// The page.
#[derive(Template)]
#[template(path = "openid.html")]
struct NotSignedIn {
    t: &'static Texts,
    /// Whether it is for the provider that nobody can sign in.
    away: bool,
    /// Whether the confidential adviser may sign in this way.
    adviser: bool,
}

impl<'r> Responder<'r, 'static> for Turned {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let Some(house) = request.rocket().state::<House>() else { return Err(Status::InternalServerError) };
        let status = match self {
            Self::Broken(failure) => return failure.respond_to(request),
            Self::Away(cause) => {
                house.journal.failure(request, &format!("the provider of single sign-on {cause}"));
                Status::ServiceUnavailable
            }
            Self::Refused(reason) => {
                // Anybody can send an answer that nobody waits for, and fill a journal with it.
                if reason != Reason::NotWaiting {
                    house.journal.failure(request, &format!("not signed in: {reason}"));
                }
                Status::Forbidden
            }
        };
        let page = NotSignedIn {
            t: Texts::of(Reader::of(request).0),
            away: status == Status::ServiceUnavailable,
            adviser: house.single_sign_on.as_ref().is_some_and(|sso| sso.settings.adviser),
        };
        (status, Page(page)).respond_to(request)
    }
}
