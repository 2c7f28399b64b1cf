//! What an administrator filled in about an account, read through the doors of its types. Keeps nothing.

use std::collections::BTreeSet;

use domain::{Account, BadRoles, Language, Role, Roles, UnitPath};
use rocket::form::FromForm;
use store::StoreError;
use texts::Texts;

/// What the form sends; it comes back as it was when something is wrong with it.
#[derive(FromForm, Default)]
pub(crate) struct Filled {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) language: String,
    pub(super) management: bool,
    pub(super) administrator: bool,
    pub(super) units: Vec<String>,
}

impl Filled {
    /// The account, or what is wrong, as a sentence. The adviser is not among the roles: nobody makes one here.
    pub(super) fn read(&self, known: &BTreeSet<UnitPath>, t: &Texts) -> Result<Account, String> {
        let chosen = [(self.management, Role::Management), (self.administrator, Role::Administrator)];
        let roles: Vec<_> = chosen.into_iter().filter_map(|(is, role)| is.then_some(role)).collect();
        Ok(Account {
            name: self.name.parse().map_err(|_| t.say("administration-bad-name"))?,
            email: self.email.parse().map_err(|_| t.say("administration-bad-mail"))?,
            language: self.language.parse().unwrap_or(Language::Dutch),
            roles: Roles::of(&roles, units(&self.units, known, t)?).map_err(|bad| told(bad, t))?,
        })
    }
}

/// The units that were typed; fields that were left empty count for nothing.
pub(super) fn units(typed: &[String], known: &BTreeSet<UnitPath>, t: &Texts) -> Result<BTreeSet<UnitPath>, String> {
    let typed = typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let read = |text: &str| {
        let unit: UnitPath = text.parse().map_err(|_| t.tell("administration-bad-unit", &[("unit", text)]))?;
        if known.contains(&unit) { Ok(unit) } else { Err(t.tell("administration-unknown-unit", &[("unit", text)])) }
    };
    typed.map(read).collect()
}

/// Why roles make no sense together.
pub(super) fn told(bad: BadRoles, t: &Texts) -> String {
    match bad {
        BadRoles::NoUnits => t.say("administration-no-units"),
        BadRoles::StrayUnits => t.say("administration-stray-units"),
        BadRoles::None | BadRoles::Combined => t.say("administration-no-role"),
    }
}

/// A refusal of the store that the administrator can do something about.
pub(super) fn refusal(error: &StoreError, t: &Texts) -> Option<String> {
    match error {
        StoreError::AccountExists { .. } => Some(t.say("administration-exists")),
        StoreError::MailboxTaken => Some(t.say("administration-mailbox")),
        StoreError::LastAdministrator { .. } => Some(t.say("administration-last")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(management: bool, administrator: bool, units: &[&str]) -> Filled {
        let units = units.iter().map(|unit| (*unit).to_owned()).collect();
        let (name, email, language) = ("bob".into(), "bob@example.org".into(), "en".into());
        Filled { name, email, language, management, administrator, units }
    }

    #[test]
    fn what_makes_no_sense_is_met_with_a_sentence() {
        let t = Texts::of(Language::English);
        let known = ["/", "Care", "Care/A"].into_iter().map(|unit| unit.parse().expect("a path")).collect();
        let read = |filled: Filled| filled.read(&known, t).map(|account| account.roles.to_string());
        assert_eq!(read(filled(true, false, &["Care/A", ""])), Ok("management of Care/A".to_owned()));
        assert_eq!(read(filled(false, true, &[" "])), Ok("administrator".to_owned()));
        for (wrong, why) in [
            (filled(true, false, &[]), "at least one unit"),
            (filled(false, true, &["Care"]), "Only management has units"),
            (filled(false, false, &[]), "Choose what"),
            (filled(true, false, &["Office"]), "There is no unit Office"),
            (filled(true, false, &["Care//A"]), "is no path"),
            (Filled { email: "bob".into(), ..filled(false, true, &[]) }, "no email address"),
            (Filled { name: "b b".into(), ..filled(false, true, &[]) }, "without spaces"),
        ] {
            assert!(read(wrong).is_err_and(|said| said.contains(why)), "{why}");
        }
    }
}
