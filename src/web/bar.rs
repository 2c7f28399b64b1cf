//! What stands at the top of the pages of somebody who signed in: their name, and the rooms their roles open. Lets nobody
//! in: the guard of each page does.

use domain::{Account, Roles};
use texts::Texts;

/// The top of a page.
pub(crate) struct Bar {
    name: String,
    roles: Roles,
}

/// A room: the key of its name, its address, and who finds it at the top of their pages.
type Room = (&'static str, &'static str, fn(&Roles) -> bool);

const ROOMS: [Room; 7] = [
    ("overview-title", "/overview", Roles::is_viewer),
    ("signals", "/signals", |roles| roles.is_adviser()),
    ("waves-title", "/waves", |roles| roles.is_adviser()),
    ("reports-title", "/reports", Roles::is_viewer),
    ("actions", "/actions", |roles| roles.is_adviser()),
    ("year-reports", "/year-reports", |roles| roles.is_adviser()),
    ("administration-title", "/administration", |roles| roles.is_administrator()),
];

impl std::fmt::Display for Bar {
    /// The name they signed in with.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl Bar {
    pub(crate) fn of(account: &Account) -> Self {
        Self { name: account.name.to_string(), roles: account.roles.clone() }
    }

    /// The rooms: name, address, and whether the page at `here` is the one at that address.
    pub(crate) fn rooms(&self, here: &str, t: &Texts) -> Vec<(String, &'static str, bool)> {
        let path = here.split('?').next().unwrap_or_default();
        let open = ROOMS.iter().filter(|(.., opens)| opens(&self.roles));
        open.map(|&(key, address, _)| (t.say(key), address, path == address)).collect()
    }
}
