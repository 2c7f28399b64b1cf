//! What the answer page's form sends, read and sealed. Does not know where the form stands or where the ballots go.

use std::collections::HashMap;

use domain::{
    Address, BadAnswer, Comment, Envelope, Part, SealError, Sealed, Sheet, Submission, Token, UnitIndex, WaveLabel,
    WavePublicKey,
};
use rocket::form::FromForm;
use store::OpenWave;

/// What the form sends: one field `a.<item>` for each answered item and the comment in clear, or both sealed.
#[derive(FromForm)]
pub(crate) struct Answers {
    a: HashMap<String, String>,
    comment: Option<String>,
    sealed: Envelopes,
}

/// What the script on the page sends instead: both, or neither.
#[derive(FromForm)]
pub(crate) struct Envelopes {
    scores: Option<String>,
    comment: Option<String>,
}

/// Where an answer was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SealedAt {
    /// In the browser: the server never saw it.
    Browser,
    /// In the server, on arrival.
    Server,
}

/// Why nothing was sealed.
pub(super) enum Refused {
    /// The visitor can put it right.
    Answer(BadAnswer),
    /// Nothing was answered.
    Empty,
    /// The comment is too long.
    LongComment,
    /// What the script sent is not for this link.
    Envelope,
    /// The wave's key is damaged.
    Seal,
}

impl From<SealError> for Refused {
    fn from(_: SealError) -> Self {
        Self::Seal
    }
}

/// A link that works, as far as sealing goes.
pub(super) struct Place<'a> {
    pub(super) token: &'a Token,
    pub(super) unit: UnitIndex,
    pub(super) open: &'a OpenWave,
}

impl Place<'_> {
    fn wave(&self) -> &WaveLabel {
        &self.open.wave.terms().label
    }

    fn key(&self) -> &WavePublicKey {
        &self.open.key
    }

    /// The address of the sheet, or of the comment.
    pub(super) fn address(&self, part: Part) -> Address<'_> {
        let name = match part {
            Part::Scores => self.token.ballot_id(),
            Part::Comment => self.token.comment_id(),
        };
        Address { part, name, wave: self.wave(), key: self.key() }
    }
}

impl Answers {
    /// What was chosen at an item, to show it again.
    pub(super) fn chosen(&self, item: &str) -> Option<&str> {
        self.a.get(item).map(String::as_str)
    }

    /// What was written, to show it again.
    pub(super) fn comment(&self) -> &str {
        self.comment.as_deref().unwrap_or_default()
    }

    /// Both ballots, sealed, and where that happened.
    pub(super) fn seal(&self, place: &Place<'_>) -> Result<(Submission, SealedAt), Refused> {
        match (&self.sealed.scores, &self.sealed.comment) {
            (None, None) => Ok((self.seal_here(place)?, SealedAt::Server)),
            // The script sends nothing in clear beside what it sealed: a form with both is nobody's.
            (Some(scores), Some(comment)) if self.a.is_empty() && self.comment.is_none() => {
                Ok((wrap(scores, comment, place)?, SealedAt::Browser))
            }
            _ => Err(Refused::Envelope),
        }
    }

    fn seal_here(&self, place: &Place<'_>) -> Result<Submission, Refused> {
        let fields = self.a.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let sheet = Sheet::from_form(&place.open.wave.terms().questionnaire, fields).map_err(Refused::Answer)?;
        let comment = Comment::from_form(self.comment()).map_err(|_| Refused::LongComment)?;
        if sheet.is_empty() {
            return Err(Refused::Empty);
        }
        let (unit, wave, key) = (place.unit, place.wave(), place.key());
        let (scores_name, comment_name) = (place.token.ballot_id(), place.token.comment_id());
        Ok(Submission {
            scores: (scores_name, Sealed::seal(sheet, unit, scores_name, wave, key)?),
            comment: (comment_name, Sealed::seal_comment(comment, unit, comment_name, wave, key)?),
        })
    }
}

/// Puts the unit around what a browser sealed.
fn wrap(scores: &str, comment: &str, place: &Place<'_>) -> Result<Submission, Refused> {
    let wrap = |text, part| {
        let address = place.address(part);
        let envelope = Envelope::from_browser(text, &address).map_err(|_| Refused::Envelope)?;
        Ok::<_, Refused>((address.name, Sealed::around(&envelope, place.unit, &address)?))
    };
    Ok(Submission { scores: wrap(scores, Part::Scores)?, comment: wrap(comment, Part::Comment)? })
}
