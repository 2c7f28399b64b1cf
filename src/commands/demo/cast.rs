//! The demo's three accounts, and the codes of the authenticator they share. They come in by the same door as everybody.

use std::io::IsTerminal;
use std::time::Duration;

use domain::{Account, Language, Role, Roles, UnitPath};
use store::Factor;
use web::authenticator;

use super::super::Installation;
use crate::{Failure, terminal};

/// The secret of their authenticator, made up like everything else in the demo.
const SECRET: &str = "POLS SLAG DEMO FORE VERY BODY TOSE EQQQ";

/// Name, password, roles.
const CAST: [(&str, &str, Role); 3] = [
    ("adviser", "four quiet green frogs", Role::Adviser),
    ("manager", "three slow brown bears", Role::Management),
    ("administrator", "seven small blue birds", Role::Administrator),
];

/// Adds the three; the manager is responsible for `department`.
pub(super) async fn add(installation: &Installation, department: &UnitPath) -> Result<(), Failure> {
    let key = installation.traces.keys.factors()?;
    let secret = secret()?;
    for (name, password, role) in CAST {
        let units = if role == Role::Management { [department.clone()].into() } else { [].into() };
        let refused = |error: &dyn std::fmt::Display| Failure::Refused(error.to_string());
        let account = Account {
            name: name.parse().map_err(|error| refused(&error))?,
            email: format!("{name}@example.org").parse().map_err(|error| refused(&error))?,
            language: Language::English,
            roles: Roles::of(&[role], units).map_err(|error| refused(&error))?,
        };
        installation.store.add_account(&account, Some(&web::password::hash(password)?)).await?;
        let sealed = key.seal(&account.name, &secret).map_err(|error| refused(&error))?;
        installation.store.enrol(&account.name, &Factor { sealed, step: 0 }, &[], None).await?;
    }
    Ok(())
}

fn secret() -> Result<zeroize::Zeroizing<Vec<u8>>, Failure> {
    authenticator::read_secret(SECRET).ok_or_else(|| Failure::Refused("the demo's secret can't be read".to_owned()))
}

/// The code that an authenticator shows now, and for how many seconds more.
fn code() -> (String, u64) {
    let now = chrono::Utc::now().timestamp();
    let code = secret().ok().and_then(|secret| authenticator::code_at(&secret, now)).unwrap_or_default();
    (code, authenticator::STEP - u64::try_from(now).unwrap_or_default() % authenticator::STEP)
}

/// What the welcome says of them; a code only where it can be used at once.
pub(super) fn welcome(address: &str, runs: bool) -> String {
    let now = if runs { format!("code from the authenticator, now: {}   ", code().0) } else { String::new() };
    let lines = CAST.map(|(name, password, _)| format!("    name: {name:15}password: {password}\n"));
    format!(
        "  The rooms behind the door   {address}/sign-in\n{}    {now}secret for an authenticator app of your own: \
         {SECRET}\n",
        lines.concat()
    )
}

/// Keeps showing the code in the last line of a terminal.
pub(super) fn keep_showing_codes() {
    if !std::io::stdout().is_terminal() {
        return;
    }
    tokio::spawn(async {
        let mut seconds = tokio::time::interval(Duration::from_secs(1));
        loop {
            seconds.tick().await;
            let (code, left) = code();
            // A reader that went away is no fault.
            let _ = terminal::print(&format!("\r  Code from the authenticator: {code}   ({left:2} seconds more) "));
        }
    });
}
