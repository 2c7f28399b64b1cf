//! Letters about accounts, for pages and for the command line. Does not know who asked for them.

use domain::Account;
use jobs::LetterTerms;
use mail::{Access, Occasion, Outcome, Post};
use texts::Texts;
use web::{Errand, Postman};

/// The post, and what letters need that does not depend on their receiver.
pub(crate) struct Rounds {
    pub(crate) post: Post,
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
        match self.post.deliver(&letter.map_err(|error| error.to_string())?).await {
            Outcome::Sent => Ok(()),
            Outcome::Refused(why) => Err(why),
            Outcome::Deferred(why) => Err(format!("{why}; it is not tried again by itself")),
        }
    }
}
