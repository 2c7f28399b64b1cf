//! Who is let in where. A route that asks for [`Admitted`] is closed to everybody else: the value is the proof. Does not
//! know passwords.

mod origin;
pub(crate) mod session;

use std::marker::PhantomData;

use domain::{Account, Roles, UnitPath};
pub(crate) use origin::SameOrigin;
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};
use store::{Session, Stage};

use crate::House;
use crate::bar::Bar;

/// Where somebody may be let in. Sealed: the four below are all there are.
pub(crate) trait Room: sealed::Room + Send + Sync + 'static {
    /// Whether these roles are let in.
    fn admits(roles: &Roles) -> bool;
}

mod sealed {
    pub(crate) trait Room {}
}

macro_rules! rooms {
    ($($(#[doc = $what:literal])+ $room:ident admits |$roles:ident| $rule:expr;)+) => {
        $(
            $(#[doc = $what])+
            pub(crate) struct $room;
            impl sealed::Room for $room {}
            impl Room for $room {
                fn admits($roles: &Roles) -> bool {
                    $rule
                }
            }
        )+
    };
}

rooms! {
    /// The confidential adviser.
    Adviser admits |roles| roles.is_adviser();
    /// Whoever may see published figures: the adviser all of them, management those of its units. Ask
    /// [`Admitted::may_see`] for each.
    Viewer admits |roles| roles.is_viewer();
    /// The administrator.
    Administrator admits |roles| roles.is_administrator();
    /// Anybody who is signed in.
    Member admits |_roles| true;
}

/// Proof that somebody signed in, all the way, who is let into that room.
pub(crate) struct Admitted<R: Room> {
    session: Session,
    room: PhantomData<fn() -> R>,
}

impl<R: Room> Admitted<R> {
    /// The name they signed in with.
    pub(crate) fn name(&self) -> String {
        self.session.account.name.to_string()
    }

    /// What stands at the top of their pages.
    pub(crate) fn bar(&self) -> Bar {
        Bar::of(&self.session.account)
    }

    /// Who they are.
    pub(crate) const fn account(&self) -> &Account {
        &self.session.account
    }

    /// What they are.
    pub(crate) const fn roles(&self) -> &Roles {
        &self.session.account.roles
    }

    /// Their session.
    pub(crate) const fn session(&self) -> &Session {
        &self.session
    }
}

impl From<Admitted<Adviser>> for Admitted<Viewer> {
    /// The adviser may see all that a viewer may.
    fn from(adviser: Admitted<Adviser>) -> Self {
        Self { session: adviser.session, room: PhantomData }
    }
}

impl Admitted<Viewer> {
    /// Whether they may see the published figures of `unit`.
    pub(crate) fn may_see(&self, unit: &UnitPath) -> bool {
        self.roles().may_see(unit)
    }

    /// Whether signals and comments are theirs too.
    pub(crate) const fn is_adviser(&self) -> bool {
        self.roles().is_adviser()
    }
}

#[rocket::async_trait]
impl<'r, R: Room> FromRequest<'r> for Admitted<R> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match found(request).await {
            Ok(Some(session)) if session.stage == Stage::Whole => {
                if R::admits(&session.account.roles) {
                    return Outcome::Success(Self { session, room: PhantomData });
                }
                Outcome::Error((WrongRoom::entered(request), ()))
            }
            Ok(_) => Outcome::Error((Status::Unauthorized, ())),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

/// Proof that the password was right, and no more.
pub(crate) struct HalfWay {
    pub(crate) session: Session,
}

impl HalfWay {
    pub(crate) const fn account(&self) -> &Account {
        &self.session.account
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for HalfWay {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match found(request).await {
            Ok(Some(session)) if session.stage == Stage::Half => Outcome::Success(Self { session }),
            Ok(_) => Outcome::Error((Status::Unauthorized, ())),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

/// The session a request belongs to.
async fn found(request: &Request<'_>) -> Result<Option<Session>, Status> {
    let house = request.rocket().state::<House>().ok_or(Status::InternalServerError)?;
    let Some(id) = session::id_of(house, request.cookies()) else { return Ok(None) };
    house
        .store
        .session(id, house.clock.now())
        .await
        .map_err(|error| if error.is_congestion() { Status::ServiceUnavailable } else { Status::InternalServerError })
}

/// Whether a request was refused because of who made it, so that the page can say so.
pub(crate) struct WrongRoom(bool);

impl WrongRoom {
    /// Notes it, and gives the status.
    pub(crate) fn entered(request: &Request<'_>) -> Status {
        request.local_cache(|| Self(true));
        Status::Forbidden
    }

    pub(crate) fn was_entered(request: &Request<'_>) -> bool {
        request.local_cache(|| Self(false)).0
    }
}

/// Where people belong once they are in.
pub(crate) fn landing(roles: &Roles) -> &'static str {
    if roles.is_administrator() { "/administration" } else { "/overview" }
}
