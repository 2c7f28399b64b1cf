//! Letters about accounts, for pages and for the command line. Does not know who asked for them.

use std::path::PathBuf;

use domain::Account;
use jobs::LetterTerms;
use mail::{Access, Occasion, Outcome, Post};
use texts::Texts;
use web::{Errand, Postman};

/// Where letters go, and what they need that does not depend on their receiver.
pub(crate) struct Rounds {
    /// The relay; without one they become files.
    pub(crate) smtp: Option<String>,
    /// The folder for those files.
    pub(crate) folder: PathBuf,
    pub(crate) terms: LetterTerms,
}

#[rocket::async_trait]
impl Postman for Rounds {
    async fn bring(&self, errand: Errand, account: &Account, link: &str) -> Result<(), String> {
        let occasion = match errand {
            Errand::Invitation => Occasion::Invitation,
            Errand::Reset => Occasion::Reset,
        };
        let access = Access { occasion, organisation: &self.terms.organisation, account: &account.name, link };
        let letter = access.write(&self.terms.sender, &account.email, Texts::of(account.language));
        let letter = letter.map_err(|error| error.to_string())?;
        let post = match &self.smtp {
            Some(url) => Post::relay(url),
            None => Post::folder(&self.folder),
        };
        match post.map_err(|error| error.to_string())?.deliver(&letter).await {
            Outcome::Sent => Ok(()),
            Outcome::Refused(why) => Err(why),
            Outcome::Deferred(why) => Err(format!("{why}; it is not tried again by itself")),
        }
    }
}
