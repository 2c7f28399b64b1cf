//! The one script, which seals an answer in the browser, and the pages that may run it. Everything works without it.

use rocket::get;
use rocket::http::{ContentType, Header};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};

const SEAL: &str = include_str!("scripts/seal.js");

/// The script. Never cached: a page and a script of different versions would not understand each other.
#[get("/seal.js")]
pub(crate) fn seal() -> (ContentType, &'static str) {
    (ContentType::JavaScript, SEAL)
}

/// A page that may run the script; every other page runs none.
pub(crate) struct Scripted<R>(pub(crate) R);

impl<'r, R: Responder<'r, 'static>> Responder<'r, 'static> for Scripted<R> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Response::build_from(self.0.respond_to(request)?)
            .header(Header::new("Content-Security-Policy", crate::headers::policy("; script-src 'self'")))
            .ok()
    }
}
