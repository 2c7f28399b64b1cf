//! Letters about accounts, for pages and for the command line. Does not know who asked for them.

use domain::Account;
use jobs::LetterTerms;
use mail::{Access, MailError, Occasion, Outcome, Post, Postmark};
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
        let (sender, texts) = (&self.terms.sender, Texts::of(account.language));
        let letter = Postmark::now().and_then(|postmark| access.write(sender, &account.email, &postmark, texts));
        match self.post.deliver(&letter.map_err(|error: MailError| error.to_string())?).await {
            Outcome::Sent => Ok(()),
            Outcome::Refused(why) => Err(why),
            Outcome::Deferred(why) => Err(format!("{why}; it is not tried again by itself")),
        }
    }
}
