//! What an account may be used for. Does not know what there is to see.

use std::collections::BTreeSet;
use std::fmt;

use crate::UnitPath;

/// One of the three ways in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The confidential adviser: signals, comments and the close of a wave.
    Adviser,
    /// Management: published figures of its units.
    Management,
    /// The administrator: accounts and letters, no figures.
    Administrator,
}

/// The roles of one account. The adviser stands outside the line of management, so that role comes alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roles {
    /// The confidential adviser, who sees every unit.
    Adviser,
    /// Anybody else.
    Staff(Staff),
}

/// Management of some units, or the administrator, or both; never neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    units: BTreeSet<UnitPath>,
    administrator: bool,
}

/// The roles can't be those of one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRoles {
    /// The adviser with something else.
    #[error("the adviser can't be management or administrator too: people talk to somebody who is neither")]
    Combined,
    /// Management of nothing.
    #[error("management needs the units it may see, such as Care/Ward North, or / for the whole organisation")]
    NoUnits,
    /// Units for somebody who may see none.
    #[error("only management has units; the adviser sees all of them, the administrator none")]
    StrayUnits,
    /// No role at all.
    #[error("an account needs a role: adviser, management or administrator")]
    None,
}

impl Roles {
    /// Roles from what was chosen, which may make no sense together.
    ///
    /// # Errors
    /// When they can't be those of one account.
    pub fn of(roles: &[Role], units: BTreeSet<UnitPath>) -> Result<Self, BadRoles> {
        let has = |role| roles.contains(&role);
        match (has(Role::Adviser), has(Role::Management), has(Role::Administrator)) {
            (false, false, false) => Err(BadRoles::None),
            (true, false, false) if units.is_empty() => Ok(Self::Adviser),
            (true, false, false) => Err(BadRoles::StrayUnits),
            (true, _, _) => Err(BadRoles::Combined),
            (false, true, _) if units.is_empty() => Err(BadRoles::NoUnits),
            (false, false, true) if !units.is_empty() => Err(BadRoles::StrayUnits),
            (false, _, administrator) => Ok(Self::Staff(Staff { units, administrator })),
        }
    }

    /// The roles one by one.
    pub fn all(&self) -> Vec<Role> {
        match self {
            Self::Adviser => vec![Role::Adviser],
            Self::Staff(staff) => {
                let management = (!staff.units.is_empty()).then_some(Role::Management);
                management.into_iter().chain(staff.administrator.then_some(Role::Administrator)).collect()
            }
        }
    }

    /// Whether this is the confidential adviser.
    pub const fn is_adviser(&self) -> bool {
        matches!(self, Self::Adviser)
    }

    /// Whether accounts and letters may be looked after.
    pub const fn is_administrator(&self) -> bool {
        matches!(self, Self::Staff(Staff { administrator: true, .. }))
    }

    /// Whether published figures may be seen, of some units at least.
    pub fn is_viewer(&self) -> bool {
        self.is_adviser() || !self.units().is_empty()
    }

    /// The units of management: each with everything inside it. None for the others.
    pub fn units(&self) -> &BTreeSet<UnitPath> {
        static NONE: BTreeSet<UnitPath> = BTreeSet::new();
        match self {
            Self::Adviser => &NONE,
            Self::Staff(staff) => &staff.units,
        }
    }

    /// Whether the published figures of `unit` may be seen.
    pub fn may_see(&self, unit: &UnitPath) -> bool {
        self.is_adviser() || self.units().iter().any(|own| own.contains(unit))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Adviser => "adviser",
            Self::Management => "management",
            Self::Administrator => "administrator",
        })
    }
}

impl fmt::Display for Roles {
    /// Such as `adviser`, or `management of Care, Office; administrator`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units: Vec<_> = self.units().iter().map(ToString::to_string).collect();
        let told = self.all().into_iter().map(|role| match role {
            Role::Management => format!("management of {}", units.join(", ")),
            role => role.to_string(),
        });
        f.write_str(&told.collect::<Vec<_>>().join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(paths: &[&str]) -> BTreeSet<UnitPath> {
        paths.iter().map(|path| path.parse().expect("a good path")).collect()
    }

    #[test]
    fn the_adviser_is_nothing_else() {
        use Role::{Administrator, Adviser, Management};
        for more in [vec![Adviser, Management], vec![Adviser, Administrator], vec![Adviser, Management, Administrator]]
        {
            assert_eq!(Roles::of(&more, units(&["Care"])), Err(BadRoles::Combined));
            assert_eq!(Roles::of(&more, units(&[])), Err(BadRoles::Combined));
        }
        assert_eq!(Roles::of(&[Adviser], units(&["Care"])), Err(BadRoles::StrayUnits));
        assert_eq!(Roles::of(&[Adviser], units(&[])), Ok(Roles::Adviser));
    }

    #[test]
    fn roles_without_sense_are_refused() {
        assert_eq!(Roles::of(&[], units(&[])), Err(BadRoles::None));
        assert_eq!(Roles::of(&[Role::Management], units(&[])), Err(BadRoles::NoUnits));
        assert_eq!(Roles::of(&[Role::Administrator], units(&["Care"])), Err(BadRoles::StrayUnits));
    }

    #[test]
    fn management_sees_its_units_and_what_is_inside_them() {
        let roles = Roles::of(&[Role::Management, Role::Administrator], units(&["Care/North", "Office"]));
        let roles = roles.expect("good roles");
        let sees = |path: &str| roles.may_see(&path.parse().expect("a good path"));
        assert!(sees("Care/North") && sees("Care/North/A") && sees("Office"));
        assert!(!sees("/") && !sees("Care") && !sees("Care/South") && !sees("Office Two"));
        assert_eq!(roles.to_string(), "management of Care/North, Office; administrator");
    }

    #[test]
    fn the_adviser_sees_everything_and_the_administrator_nothing() {
        let administrator = Roles::of(&[Role::Administrator], units(&[])).expect("good roles");
        assert!(Roles::Adviser.may_see(&UnitPath::organisation()) && Roles::Adviser.is_viewer());
        assert!(!administrator.may_see(&UnitPath::organisation()) && !administrator.is_viewer());
    }
}
