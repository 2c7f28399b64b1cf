//! What became of a wave, for the people of one unit: reached by the link of a letter, the same for all of them. Shows what
//! was published of this unit and nothing else; knows no account, no person and no answer.

mod view;

use domain::{Edition, UnitPath, WaveLabel};
use rocket::http::Status;
use rocket::{State, get};
use store::Listed;
use texts::Texts;

use self::view::{Results, ResultsWords};
use crate::House;
use crate::errors::{Failure, Message, unusable_results};
use crate::language::{Choice, Reader};
use crate::page::Page;

/// A page, or the one that every link gets that can't be used.
type Reply<T> = Result<Result<Page<T>, (Status, Page<Message>)>, Failure>;

/// The address of the released page of a unit, without the server's.
fn address(house: &House, edition: &Edition, unit: &Listed) -> String {
    let mark = house.results.mark(&edition.label, unit.unit.path());
    format!("/results/{}/{}/{mark}", edition.label, unit.position)
}

/// A link that works: the wave was released, the unit is in it, and the mark is the unit's.
struct Link {
    edition: std::sync::Arc<Edition>,
    unit: Listed,
    /// The address of the page.
    here: String,
}

impl Link {
    /// `None` for every link that can't be used, whatever the reason.
    async fn follow(house: &House, wave: &str, unit: &str, mark: &str) -> Result<Option<Self>, Failure> {
        let Ok(wave) = wave.parse::<WaveLabel>() else { return Ok(None) };
        // No tree has more than fit in this; written as we write it.
        let place = unit.parse::<u32>().ok().filter(|place| i32::try_from(*place).is_ok() && place.to_string() == unit);
        let Some(unit) = place.and_then(|place| usize::try_from(place).ok()) else { return Ok(None) };
        if !house.store.is_released(&wave).await? {
            return Ok(None);
        }
        let Some(edition) = house.store.edition(&wave).await? else { return Ok(None) };
        let Some(unit) = house.store.published_at(&edition, [unit]).await?.pop() else { return Ok(None) };
        let admitted = house.results.admits(&edition.label, unit.unit.path(), mark);
        let here = address(house, &edition, &unit);
        Ok(admitted.then_some(Self { edition, unit, here }))
    }

    const fn path(&self) -> &UnitPath {
        self.unit.unit.path()
    }
}

#[get("/results/<wave>/<unit>/<mark>?<lang>")]
pub(crate) async fn show(
    wave: &str,
    unit: &str,
    mark: &str,
    lang: Option<Choice>,
    house: &State<House>,
    reader: Reader,
) -> Reply<Results> {
    let language = lang.map_or(reader.0, |choice| choice.0);
    let Some(link) = Link::follow(house, wave, unit, mark).await? else { return Ok(Err(unusable_results(language))) };
    Ok(Ok(Page(Results::of(&link, house, Texts::of(language)).await?)))
}

#[get("/results/<wave>/<unit>/<mark>/words?<lang>")]
pub(crate) async fn words(
    wave: &str,
    unit: &str,
    mark: &str,
    lang: Option<Choice>,
    house: &State<House>,
    reader: Reader,
) -> Reply<ResultsWords> {
    let language = lang.map_or(reader.0, |choice| choice.0);
    let Some(link) = Link::follow(house, wave, unit, mark).await? else { return Ok(Err(unusable_results(language))) };
    Ok(Ok(Page(ResultsWords::of(&link, house, Texts::of(language)).await?)))
}
