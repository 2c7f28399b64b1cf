//! One person's answers on the way in. Does not know whose they are; can't be printed, copied or stored in clear.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Questionnaire;
use crate::survey::POINTS;

/// One person's answers: a point from 1 to 5 for each item, or none. Not `Debug`, `Clone` or `Serialize`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Sheet {
    /// One byte for each item: 0 is no answer.
    answers: Vec<u8>,
}

/// An answer that the questionnaire does not have; names the item, never the answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadAnswer {
    /// The item is not in this questionnaire.
    #[error("there is no question \"{0}\" in this questionnaire")]
    UnknownItem(String),
    /// The point is not on the scale.
    #[error("the answer to question {number} is not on the scale")]
    OffScale {
        /// The question's number on the page, from 1.
        number: usize,
    },
}

impl Sheet {
    /// A sheet from a form: pairs of item key and point, where `-` or nothing at all is "rather not say".
    ///
    /// # Errors
    /// When an item is not in the questionnaire or a point is not on its scale.
    pub fn from_form<'a>(
        questionnaire: &Questionnaire,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, BadAnswer> {
        let mut sheet = Self { answers: vec![0; questionnaire.items().len()] };
        for (key, value) in fields {
            let position = questionnaire
                .items()
                .iter()
                .position(|item| item.key == key)
                .ok_or_else(|| BadAnswer::UnknownItem(key.chars().take(40).collect()))?;
            sheet.answers[position] = match value.as_bytes() {
                [] | [b'-'] => 0,
                &[digit @ b'1'..=b'5'] => digit - b'0',
                _ => return Err(BadAnswer::OffScale { number: position + 1 }),
            };
        }
        Ok(sheet)
    }

    /// Whether nothing was answered at all; such a sheet is no answer and is not kept.
    pub fn is_empty(&self) -> bool {
        self.answers.iter().all(|&answer| answer == 0)
    }

    /// Answers from an opened ballot; `None` when they don't fit the questionnaire.
    pub(super) fn from_bytes(answers: &[u8], questionnaire: &Questionnaire) -> Option<Self> {
        let (answers, padding) = answers.split_at_checked(questionnaire.items().len())?;
        let good = answers.iter().all(|&answer| usize::from(answer) <= POINTS) && padding.iter().all(|&byte| byte == 0);
        good.then(|| Self { answers: answers.to_vec() })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.answers
    }

    /// The answer to an item, turned round where the item is reversed: 5 is always the favourable end.
    pub(crate) fn aligned(&self, questionnaire: &Questionnaire, item: usize) -> Option<u8> {
        let answer = *self.answers.get(item)?;
        let reversed = questionnaire.items().get(item)?.reversed;
        match answer {
            0 => None,
            point if reversed => Some(6 - point),
            point => Some(point),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team() -> Questionnaire {
        Questionnaire::parse(include_str!("../../../surveys/team-safety.toml")).expect("a good file")
    }

    #[test]
    fn a_form_becomes_a_sheet_and_reversed_items_are_turned_round() {
        let team = team();
        let sheet = Sheet::from_form(&team, [("voice", "4"), ("errors", "2"), ("help", "-"), ("fear", "")])
            .unwrap_or_else(|error| panic!("{error}"));
        let aligned: Vec<_> = (0..7).map(|item| sheet.aligned(&team, item)).collect();
        assert_eq!(aligned, [Some(4), Some(4), None, None, None, None, None]);
        assert!(!sheet.is_empty());
        assert!(Sheet::from_form(&team, [("voice", "-")]).is_ok_and(|sheet| sheet.is_empty()));
    }

    #[test]
    fn an_answer_off_the_scale_or_to_no_item_is_refused() {
        let team = team();
        for value in ["0", "6", "44", "x", "٣", "4 "] {
            let refused = Sheet::from_form(&team, [("errors", value)]).err();
            assert_eq!(refused, Some(BadAnswer::OffScale { number: 2 }), "{value}");
        }
        let refused = Sheet::from_form(&team, [("salary", "4")]).err();
        assert_eq!(refused, Some(BadAnswer::UnknownItem("salary".to_owned())));
    }
}
