//! Visitors: the answer page for employees, and the adviser's room. Does not decide what may be shown, and keeps nothing.

mod adviser;
mod answer;
mod errors;
mod headers;
mod house;
mod journal;
mod language;
mod page;
pub mod password;
mod path;
mod protection;
mod script;
mod session;
mod sign_in;
pub mod sso;
mod vault;

pub use house::{Clock, House};
pub use journal::{Journal, Volume};
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
        // Rocket believes X-Real-IP from anybody; nothing here needs an address.
        ip_header: None,
        ident: Ident::none(),
        cli_colors: false,
        ..Config::release_default()
    };
    rocket::custom(config)
        .manage(house)
        .manage(password::Turnstile::default())
        .manage(adviser::closure::Closings::default())
        .attach(headers::Headers)
        .attach(journal::Requests)
        .mount("/a", routes![answer::show, answer::submit])
        .mount(
            "/",
            routes![
                adviser::closure::show,
                adviser::closure::close,
                adviser::comments::show,
                adviser::comments::open,
                adviser::handling::keep,
                adviser::method::show,
                adviser::overview::overview,
                adviser::overview::home,
                adviser::unit::organisation,
                adviser::unit::unit,
                language::choose,
                page::style,
                protection::show,
                script::seal,
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
