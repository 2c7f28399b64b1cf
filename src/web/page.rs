//! What all pages share: a rendered template, and the one stylesheet. Does not know what is on a page.

use askama::Template;
use rocket::get;
use rocket::http::{ContentType, Header, Status};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};

/// A page made from its template; a template that fails is an error page, never half a page.
pub(crate) struct Page<T: Template>(pub(crate) T);

impl<'r, T: Template> Responder<'r, 'static> for Page<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let html = self.0.render().map_err(|_| Status::InternalServerError)?;
        (ContentType::HTML, html).respond_to(request)
    }
}

const STYLE: &str = include_str!("templates/style.css");

/// The stylesheet.
#[get("/style.css")]
pub(crate) fn style() -> Stylesheet {
    Stylesheet
}

/// The stylesheet may be kept for an hour: it is the same for everybody.
pub(crate) struct Stylesheet;

impl<'r> Responder<'r, 'static> for Stylesheet {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Response::build_from((ContentType::CSS, STYLE).respond_to(request)?)
            .header(Header::new("Cache-Control", "public, max-age=3600"))
            .ok()
    }
}
