//! What the server says about its work: the name of a route and a status, a failure in the database's words. Never a
//! path, an address, a form or a cookie: the path of an answer page holds its token.

use std::fmt;
use std::sync::Arc;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::{Request, Response};

use crate::House;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Volume {
    /// What went wrong.
    Failures,
    /// Every request besides, by the name of its route.
    Requests,
}

/// Where lines go.
#[derive(Clone)]
pub struct Journal {
    volume: Volume,
    write: Arc<dyn Fn(&str) + Send + Sync>,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("volume", &self.volume).finish_non_exhaustive()
    }
}

impl Journal {
    /// A journal that writes its lines with `write`.
    pub fn new(volume: Volume, write: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self { volume, write: Arc::new(write) }
    }

    /// A journal that nobody reads.
    pub fn none() -> Self {
        Self::new(Volume::Failures, |_| ())
    }

    /// A letter that did not go out. Mail servers repeat addresses in what they say: those are left out.
    pub(crate) fn undelivered(&self, why: &str) {
        let why: Vec<_> = why.split_whitespace().filter(|word| !word.contains('@')).collect();
        (self.write)(&format!("a letter about an account did not go out: {}", why.join(" ")));
    }

    pub(crate) fn failure(&self, request: &Request<'_>, what: &str) {
        (self.write)(&format!("{}: {what}", name(request)));
    }
}

/// The name of the route that took a request.
fn name<'r>(request: &'r Request<'_>) -> &'r str {
    request.route().and_then(|route| route.name.as_deref()).unwrap_or("no route")
}

/// Writes a line for each request, when that is asked for.
pub(crate) struct Requests;

#[rocket::async_trait]
impl Fairing for Requests {
    fn info(&self) -> Info {
        Info { name: "journal", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let Some(house) = request.rocket().state::<House>() else { return };
        if house.journal.volume == Volume::Requests {
            (house.journal.write)(&format!("{}: {}", name(request), response.status().code));
        }
    }
}
