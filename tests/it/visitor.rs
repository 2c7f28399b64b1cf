//! A visitor of a test house's server: pages, forms, and the pulling of its plug. Knows no story.

use std::process::{Child, Command};

use ureq::Agent;
use ureq::http::Response;

/// A visitor that follows no redirect and takes every status for an answer.
fn agent() -> Agent {
    Agent::new_with_config(
        Agent::config_builder().http_status_as_error(false).max_redirects(0).max_redirects_will_error(false).build(),
    )
}

/// A running server, stopped by its process id when it is dropped.
pub(crate) struct Server {
    pub(crate) base: String,
    child: Child,
    agent: Agent,
}

impl Server {
    pub(crate) fn at(base: String, child: Child) -> Self {
        Self { base, child, agent: agent() }
    }

    /// The process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }
}

/// What a page said.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) response: Response<()>,
}

impl Page {
    fn of(response: Response<ureq::Body>) -> Self {
        let (parts, mut body) = response.into_parts();
        let body = body.read_to_string().expect("a page");
        Self { status: parts.status.as_u16(), body, response: Response::from_parts(parts, ()) }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name).and_then(|value| value.to_str().ok())
    }
}

impl Server {
    pub(crate) fn get(&self, path: &str) -> Page {
        Page::of(self.agent.get(format!("{}{path}", self.base)).call().expect("an answer"))
    }

    pub(crate) fn get_with(&self, path: &str, header: (&str, &str)) -> Page {
        let request = self.agent.get(format!("{}{path}", self.base)).header(header.0, header.1);
        Page::of(request.call().expect("an answer"))
    }

    pub(crate) fn head(&self, path: &str) -> u16 {
        self.agent.head(format!("{}{path}", self.base)).call().expect("an answer").status().as_u16()
    }

    pub(crate) fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self.agent.post(format!("{}{path}", self.base));
        Page::of(request.send_form(fields.iter().map(|(k, v)| (k.as_str(), v.as_str()))).expect("an answer"))
    }

    /// Posts a form with a header, such as the cookie of a session.
    pub(crate) fn post_with(&self, path: &str, header: (&str, &str), fields: &[(&str, &str)]) -> Page {
        let request = self.agent.post(format!("{}{path}", self.base)).header(header.0, header.1);
        Page::of(request.send_form(fields.iter().copied()).expect("an answer"))
    }

    pub(crate) fn post_raw(&self, path: &str, content_type: &str, body: &[u8]) -> Page {
        let request = self.agent.post(format!("{}{path}", self.base)).header("Content-Type", content_type);
        Page::of(request.send(body).expect("an answer"))
    }

    /// Signs in for the first time: gives the password, sets up the second factor; gives the cookie.
    pub(crate) fn sign_in(&self, name: &str, password: &str) -> String {
        let half =
            session(&self.post_with("/sign-in", ("Cookie", "language=en"), &[("name", name), ("password", password)]));
        let page = self.get_with("/sign-in/enrolment", ("Cookie", &half)).body;
        let secret = page.split("class=\"secret\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a secret");
        let secret = web::authenticator::read_secret(secret).expect("letters and digits");
        let code = web::authenticator::code_at(&secret, chrono::Utc::now().timestamp()).expect("a code");
        session(&self.post_with("/sign-in/enrolment", ("Cookie", &half), &[("code", &code)]))
    }

    /// Stops the server as an operator does; it ends what it has begun.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status().expect("kill runs");
        assert!(asked.success() && self.child.wait().expect("an ended server").success());
    }

    /// Kills the server as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("a running server");
        self.child.wait().expect("an ended server");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The session that a page starts.
fn session(page: &Page) -> String {
    let cookies = page.response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let mut sessions =
        cookies.filter_map(|cookie| cookie.split(';').next()).filter(|text| text.starts_with("session="));
    sessions.next().unwrap_or_else(|| panic!("no session: {}", page.body)).to_owned()
}

/// The keys of the team-safety items, and whether each is turned round.
pub(crate) const ITEMS: [(&str, bool); 7] = [
    ("voice", false),
    ("errors", true),
    ("help", false),
    ("inclusion", false),
    ("dissent", false),
    ("fear", true),
    ("recognition", false),
];

/// A form from a point (or none) for each item.
pub(crate) fn form(answers: &[Option<u8>; 7]) -> Vec<(String, String)> {
    ITEMS
        .iter()
        .zip(answers)
        .map(|((key, _), answer)| {
            (format!("a.{key}"), answer.map_or_else(|| "-".to_owned(), |point| point.to_string()))
        })
        .collect()
}
