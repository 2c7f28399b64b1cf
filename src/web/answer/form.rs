//! What the answer page's form sends, read and sealed. Does not know where the form stands or where the ballots go.

use std::collections::HashMap;

use domain::{
    Address, BadAnswer, Comment, Envelope, Part, SealError, Sealed, Sheet, Submission, Token, UnitIndex, UnitPath,
    WrappingKey,
};
use rocket::form::FromForm;
use store::OpenWave;
use zeroize::Zeroize;

/// What the form sends: one field `a.<item>` for each answered item and the comment in clear, or both sealed.
#[derive(FromForm)]
pub(crate) struct Answers {
    a: HashMap<String, String>,
    comment: Option<String>,
    sealed: Envelopes,
}

impl Drop for Answers {
    fn drop(&mut self) {
        self.a.values_mut().for_each(Zeroize::zeroize);
        self.comment.zeroize();
    }
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
    /// The unit in which the holder counts.
    pub(super) fn path(&self) -> UnitPath {
        let unit = self.open.wave.terms().tree.get(self.unit);
        // A placement of another tree is none that `follow` gives.
        unit.map_or_else(UnitPath::organisation, |unit| unit.path.clone())
    }

    /// The address of the sheet, or of the comment.
    pub(super) fn address(&self, part: Part) -> Address<'_> {
        let name = match part {
            Part::Scores => self.token.ballot_id(),
            Part::Comment => self.token.comment_id(),
        };
        Address { part, name, wave: &self.open.wave.terms().label, key: &self.open.key }
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

    /// Both ballots, sealed and wrapped, and where the sealing happened.
    pub(super) fn seal(&self, place: &Place<'_>, wrap: &WrappingKey) -> Result<(Submission, SealedAt), Refused> {
        let (scores, comment, at) = match (&self.sealed.scores, &self.sealed.comment) {
            (None, None) => {
                let (sheet, words) = self.read(place)?;
                let (to_scores, to_comment) = (place.address(Part::Scores), place.address(Part::Comment));
                let scores = Sealed::seal(sheet, place.unit, &to_scores, wrap)?;
                (scores, Sealed::seal_comment(words, place.unit, &to_comment, wrap)?, SealedAt::Server)
            }
            // The script sends nothing in clear beside what it sealed: a form with both is nobody's.
            (Some(scores), Some(comment)) if self.a.is_empty() && self.comment.is_none() => {
                let around = |text, part| {
                    let to = place.address(part);
                    let envelope = Envelope::from_browser(text, &to).map_err(|_| Refused::Envelope)?;
                    Ok::<_, Refused>(Sealed::around(&envelope, place.unit, &to, wrap)?)
                };
                (around(scores, Part::Scores)?, around(comment, Part::Comment)?, SealedAt::Browser)
            }
            _ => return Err(Refused::Envelope),
        };
        let (scores_name, comment_name) = (place.token.ballot_id(), place.token.comment_id());
        Ok((Submission { scores: (scores_name, scores), comment: (comment_name, comment) }, at))
    }

    /// What a form in clear says.
    fn read(&self, place: &Place<'_>) -> Result<(Sheet, Comment), Refused> {
        let fields = self.a.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let sheet = Sheet::from_form(&place.open.wave.terms().questionnaire, fields).map_err(Refused::Answer)?;
        let comment = Comment::from_form(self.comment()).map_err(|_| Refused::LongComment)?;
        if sheet.is_empty() { Err(Refused::Empty) } else { Ok((sheet, comment)) }
    }
}
