//! Visitors: the answer page for employees, and the rooms of whoever signs in. Does not decide what may be shown, and keeps nothing.

mod account;
mod administration;
mod admission;
mod adviser;
mod answer;
pub mod authenticator;
mod bar;
mod errors;
mod headers;
mod house;
mod journal;
mod language;
mod limits;
mod links;
mod opt_out;
mod page;
pub mod password;
mod path;
mod postman;
mod printing;
mod protection;
mod recovery;
mod reports;
mod reset;
mod results;
mod script;
mod sign_in;
pub mod sso;
#[cfg(test)]
mod stories;
mod told;
mod vault;

pub use house::{Clock, House};
pub use journal::{Journal, Volume};
pub use links::ticket;
pub use postman::{Errand, Postman};
pub use printing::{NotPrinted, Printing};
use rocket::config::{Ident, LogLevel};
use rocket::{Build, Config, Rocket, catchers, routes};
pub use vault::{Progress, Refusal, Vault};

/// Where the server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listen {
    /// The address; a loopback address behind a reverse proxy.
    pub address: std::net::IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
}

/// Puts the server together; it listens when it is launched.
pub fn server(house: House, listen: Listen) -> Rocket<Build> {
    let config = Config {
        address: listen.address,
        port: listen.port,
        // Rocket logs the path of every request, and with it the token of a personal link.
        log_level: LogLevel::Off,
        // Rocket believes X-Real-IP from anybody; `limits` finds out itself who asks.
        ip_header: None,
        ident: Ident::none(),
        cli_colors: false,
        ..Config::release_default()
    };
    rocket::custom(config)
        .manage(house)
        .manage(password::Turnstile::default())
        .manage(std::sync::Arc::new(limits::Limits::default()))
        .manage(limits::Lockout::default())
        .manage(adviser::closure::Closings::default())
        .attach(headers::Headers)
        .attach(journal::Requests)
        .mount("/a", routes![answer::show, answer::submit, answer::words])
        .mount(
            "/",
            routes![
                account::language,
                account::password,
                account::recovery_codes,
                account::show,
                account::enrolment::begin,
                account::enrolment::confirm,
                account::enrolment::show,
                administration::accounts::add,
                administration::accounts::show,
                administration::account::factor_reset,
                administration::account::invite,
                administration::account::remove,
                administration::account::show,
                administration::account::units,
                administration::schedule::pause,
                administration::schedule::resume,
                administration::undelivered::settle,
                adviser::actions::change,
                adviser::actions::keep,
                adviser::actions::show,
                adviser::actions::withdraw,
                adviser::closure::show,
                adviser::closure::close,
                adviser::comments::show,
                adviser::comments::open,
                adviser::guide::show,
                adviser::handling::keep,
                adviser::method::show,
                adviser::overview::overview,
                adviser::overview::home,
                adviser::signal_list::newest,
                adviser::signal_list::show,
                adviser::release::draft,
                adviser::release::release,
                adviser::release::withdraw,
                adviser::remarks::show,
                adviser::unit::organisation,
                adviser::unit::unit,
                adviser::wave::show,
                adviser::waves::show,
                adviser::years::paper,
                adviser::years::show,
                adviser::years::writing::draft,
                adviser::years::writing::keep,
                adviser::years::writing::show,
                adviser::years::writing::withdraw,
                language::choose,
                opt_out::again,
                opt_out::show,
                opt_out::stop,
                page::style,
                protection::show,
                reports::archive::show,
                reports::desk::release,
                reports::desk::show,
                reports::note::form,
                reports::note::keep,
                reports::paper::show,
                results::show,
                results::words,
                reset::forgotten,
                reset::keep,
                reset::send,
                reset::show,
                script::seal,
                sign_in::code::code,
                sign_in::code::form,
                sign_in::code::recover,
                sign_in::enrolment::enrol,
                sign_in::enrolment::form,
                sign_in::form,
                sign_in::sign_in,
                sign_in::sign_out,
                sso::routes::sign_in_callback,
                sso::routes::sign_in_elsewhere,
            ],
        )
        .register("/", catchers![errors::unauthorized, errors::any])
        .register("/a", catchers![errors::unusable_link])
}
