//! What is said about letters that don't arrive: what a refusal usually means, and what to do. Does not know whose they are.

use domain::Trouble;

use crate::Texts;

impl Texts {
    /// What is usually the matter, and what an administrator can do about it.
    pub fn trouble(&self, trouble: Trouble) -> String {
        self.say(match trouble {
            Trouble::NoMailbox => "undelivered-no-mailbox",
            Trouble::NoDomain => "undelivered-no-domain",
            Trouble::Full => "undelivered-full",
            Trouble::Closed => "undelivered-closed",
            Trouble::TooLarge => "undelivered-too-large",
            Trouble::Unproven => "undelivered-unproven",
            Trouble::Policy => "undelivered-policy",
            Trouble::Routing => "undelivered-routing",
            Trouble::Unclear => "undelivered-unclear",
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::Language;

    use super::*;

    #[test]
    fn every_trouble_is_told_in_its_own_words() {
        for language in [Language::English, Language::Dutch] {
            let said: BTreeSet<_> = Trouble::ALL.iter().map(|trouble| Texts::of(language).trouble(*trouble)).collect();
            assert_eq!(said.len(), Trouble::ALL.len());
        }
    }
}
