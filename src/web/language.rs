//! The language of a page: chosen, else as the browser asks, else the organisation's. Does not know the sentences.

use domain::Language;
use rocket::form::{self, FromFormField, ValueField};
use rocket::http::uri::Origin;
use rocket::http::{Cookie, CookieJar, SameSite};
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::Redirect;
use rocket::{State, get};

use crate::House;

/// The cookie in which a signed-in visitor's choice is kept. Answer pages set no cookie.
const COOKIE: &str = "language";

/// The language in which this visitor reads.
#[derive(Clone, Copy)]
pub(crate) struct Reader(pub(crate) Language);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Reader {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Self::of(request))
    }
}

impl Reader {
    /// In what whoever sent this request reads.
    pub(crate) fn of(request: &Request<'_>) -> Self {
        let chosen = request.cookies().get(COOKIE).and_then(|cookie| cookie.value().parse().ok());
        let asked = || accepted(request.headers().get_one("Accept-Language")?);
        let usual = || request.rocket().state::<House>().map_or(Language::English, |house| house.language);
        Self(chosen.or_else(asked).unwrap_or_else(usual))
    }
}

/// The first language in an `Accept-Language` header that Polsslag speaks; browsers list them best first.
fn accepted(header: &str) -> Option<Language> {
    header.split(',').find_map(|entry| entry.split(';').next()?.parse().ok())
}

/// A language in a query, such as `?lang=nl`.
pub(crate) struct Choice(pub(crate) Language);

#[rocket::async_trait]
impl<'r> FromFormField<'r> for Choice {
    fn from_value(field: ValueField<'r>) -> form::Result<'r, Self> {
        let unknown = |error: domain::UnknownLanguage| form::Error::validation(error.to_string());
        Ok(Self(field.value.parse().map_err(unknown)?))
    }
}

/// Keeps a choice of language in this browser.
pub(crate) fn keep_choice(house: &House, jar: &CookieJar<'_>, language: Language) {
    let cookie = Cookie::build((COOKIE, language.code()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(house.is_secure())
        .permanent();
    jar.add(cookie);
}

/// Keeps a visitor's choice and goes back to where they were.
#[get("/language/<code>?<to>")]
pub(crate) fn choose(code: &str, to: &str, jar: &CookieJar<'_>, house: &State<House>) -> Redirect {
    if let Ok(language) = code.parse::<Language>() {
        keep_choice(house, jar, language);
    }
    // Only to a place on this server: a path that reads as one, with one slash at its start.
    let place = Origin::parse_owned(to.to_owned()).ok().filter(|_| !to.starts_with("//") && !to.contains('\\'));
    Redirect::to(place.map_or_else(|| "/".to_owned(), |place| place.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_first_language_that_we_speak_counts() {
        assert_eq!(accepted("nl-NL,nl;q=0.9,en;q=0.8"), Some(Language::Dutch));
        assert_eq!(accepted("de-DE, en-US;q=0.7"), Some(Language::English));
        assert_eq!(accepted("fr, *;q=0.1"), None);
    }
}
