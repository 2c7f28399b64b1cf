//! What was done, unit by unit: written down, changed and withdrawn by the adviser. Knows no figure and no person.

mod form;

use askama::Template;
use domain::{TypedAction, UnitPath};
use rocket::form::Form;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};
use store::{ActionId, KeptAction};
use texts::Texts;

use self::form::{Complaints, Desk, Filled};
use super::name_of;
use super::pages::{Address, Pages, number};
use crate::House;
use crate::admission::{Admitted, Adviser, SameOrigin};
use crate::bar::Bar;
use crate::errors::Failure;
use crate::language::Reader;
use crate::page::Page;
use crate::path::{Named, Unit, address, under};
use crate::told::Told;

/// Actions of the units inside that stand on one page.
const AT_ONCE: usize = 50;
const ON_A_PAGE: u64 = AT_ONCE as u64;

/// An action of the unit itself.
struct Own {
    told: Told,
    desk: Desk,
    withdrawal: String,
    withdraw: String,
}

/// An action of another unit.
struct Elsewhere {
    told: Told,
    address: String,
}

/// The page.
#[derive(Template)]
#[template(path = "actions.html")]
pub(crate) struct Actions {
    t: &'static Texts,
    here: String,
    account: Bar,
    title: String,
    /// The units around it, from the top, and the unit's own page.
    trail: Vec<(String, String)>,
    unit: String,
    own: Vec<Own>,
    add: Desk,
    around: Vec<Elsewhere>,
    /// The actions of the units inside; the flag tells whether there are such units at all.
    inside: Vec<Elsewhere>,
    organisation: bool,
    pages: Option<Pages>,
    refused: bool,
}

/// A form that came back: of a new action, or of the one with this name.
struct Refused {
    id: Option<ActionId>,
    typed: TypedAction,
    complaints: Complaints,
}

/// The page again: kept, or with what was typed and what is wrong with it.
#[derive(rocket::Responder)]
pub(crate) enum Reply {
    Kept(Box<Redirect>),
    Again((Status, Box<Page<Actions>>)),
}

#[get("/actions/<path..>?<page>")]
pub(crate) async fn show(
    path: Unit,
    page: Option<u64>,
    admitted: Admitted<Adviser>,
    house: &State<House>,
    reader: Reader,
) -> Result<Page<Actions>, Failure> {
    Actions::of(&path.0, number(page), None, &admitted, house, Texts::of(reader.0)).await.map(Page)
}

#[post("/actions", data = "<form>")]
pub(crate) async fn keep(
    _origin: SameOrigin,
    admitted: Admitted<Adviser>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let (t, form) = (Texts::of(reader.0), form.into_inner());
    // Nobody types this: whoever sends another unit has no form of ours.
    let unit: UnitPath = form.unit.as_ref().and_then(|unit| unit.parse().ok()).ok_or(Failure::NotFound)?;
    if !house.store.has_unit(&unit).await? {
        return Err(Failure::NotFound);
    }
    let typed = form.into_typed();
    match form::read(unit.clone(), &typed, house.clock.today(), t) {
        Ok(action) => {
            house.store.add_action(&action).await?;
            Ok(kept(&unit))
        }
        Err(complaints) => again(&unit, Refused { id: None, typed, complaints }, &admitted, house, t).await,
    }
}

#[post("/actions/<id>", data = "<form>")]
pub(crate) async fn change(
    _origin: SameOrigin,
    id: Named,
    admitted: Admitted<Adviser>,
    form: Form<Filled>,
    house: &State<House>,
    reader: Reader,
) -> Result<Reply, Failure> {
    let (t, typed) = (Texts::of(reader.0), form.into_inner().into_typed());
    let unit = house.store.action(id.0).await?.ok_or(Failure::NotFound)?.action.unit().clone();
    match form::read(unit.clone(), &typed, house.clock.today(), t) {
        Ok(action) if house.store.change_action(id.0, &action).await? => {
            // Printed reports hold it as it was.
            house.printing.forget()?;
            Ok(kept(&unit))
        }
        Ok(_) => Err(Failure::NotFound),
        Err(complaints) => again(&unit, Refused { id: Some(id.0), typed, complaints }, &admitted, house, t).await,
    }
}

#[post("/actions/<id>/withdrawal")]
pub(crate) async fn withdraw(
    _origin: SameOrigin,
    id: Named,
    _admitted: Admitted<Adviser>,
    house: &State<House>,
) -> Result<Redirect, Failure> {
    let unit = house.store.action(id.0).await?.ok_or(Failure::NotFound)?.action.unit().clone();
    house.store.withdraw_action(id.0).await?;
    // Printed reports hold it too.
    house.printing.forget()?;
    Ok(Redirect::to(under("/actions", &unit)))
}

fn kept(unit: &UnitPath) -> Reply {
    Reply::Kept(Box::new(Redirect::to(under("/actions", unit))))
}

async fn again(
    unit: &UnitPath,
    refused: Refused,
    admitted: &Admitted<Adviser>,
    house: &House,
    t: &'static Texts,
) -> Result<Reply, Failure> {
    let page = Actions::of(unit, 1, Some(refused), admitted, house, t).await?;
    Ok(Reply::Again((Status::UnprocessableEntity, Box::new(Page(page)))))
}

impl Actions {
    async fn of(
        unit: &UnitPath,
        page: u64,
        refused: Option<Refused>,
        admitted: &Admitted<Adviser>,
        house: &House,
        t: &'static Texts,
    ) -> Result<Self, Failure> {
        let (own, inside): (Vec<_>, Vec<_>) =
            house.store.actions_within(unit).await?.into_iter().partition(|kept| kept.action.unit() == unit);
        // A unit that is gone keeps its page as long as something is written down there.
        if own.is_empty() && inside.is_empty() && !super::is_known(unit, house).await? {
            return Err(Failure::NotFound);
        }
        let mut around = house.store.actions_for(unit).await?;
        around.retain(|kept| kept.action.unit() != unit);
        let elsewhere = |KeptAction { action, .. }: &KeptAction| Elsewhere {
            told: Told::of(action, unit, &house.organisation, t),
            address: under("/actions", action.unit()),
        };
        let mut trail: Vec<_> = unit.up().map(|unit| (name_of(&unit, &house.organisation), address(&unit))).collect();
        trail.reverse();
        let of = inside.len() as u64;
        let page = page.min(of.div_ceil(ON_A_PAGE).max(1));
        let shown = inside.chunks(AT_ONCE).nth(usize::try_from(page - 1).unwrap_or(usize::MAX)).unwrap_or_default();
        let pages = Pages::of(page, ON_A_PAGE, of, &Address::of(&under("/actions", unit)), t);
        let was_refused = refused.is_some();
        let (own, add) = desks(&own, refused, house, t);
        Ok(Self {
            t,
            here: under("/actions", unit),
            account: admitted.bar(),
            title: t.tell("actions-title", &[("unit", name_of(unit, &house.organisation))]),
            trail,
            unit: unit.to_string(),
            own,
            add,
            around: around.iter().map(elsewhere).collect(),
            inside: shown.iter().map(elsewhere).collect(),
            organisation: unit.depth() == 0,
            pages,
            refused: was_refused,
        })
    }
}

/// The unit's own actions with their forms, and the form for a new one; one of them may have come back.
fn desks(own: &[KeptAction], refused: Option<Refused>, house: &House, t: &Texts) -> (Vec<Own>, Desk) {
    let (mut add, mut changed) = (Desk::empty(t), None);
    if let Some(Refused { id, typed, complaints }) = refused {
        match id {
            None => add = Desk::of("add", "/actions", (typed, complaints), t.say("action-keep"), t),
            Some(id) => changed = Some((id, (typed, complaints))),
        }
    }
    let one = |KeptAction { id, action }: &KeptAction| {
        let was_changed = changed.take_if(|(changed, _)| changed == id);
        let form = was_changed.map_or_else(|| (form::typed(action), Complaints::default()), |(_, form)| form);
        let address = format!("/actions/{id}");
        Own {
            told: Told::of(action, action.unit(), &house.organisation, t),
            withdrawal: format!("{address}/withdrawal"),
            withdraw: t.tell("action-withdraw-this", &[("what", action.what())]),
            desk: Desk::of(&format!("action-{id}"), &address, form, t.say("action-keep-change"), t),
        }
    };
    (own.iter().map(one).collect(), add)
}
