//! The report on one unit as a file. Whoever may see the unit may have it, once the wave is released; the adviser before.

use rocket::{State, get};
use texts::Texts;

use crate::House;
use crate::admission::{Admitted, Viewer};
use crate::adviser::name_of;
use crate::errors::Failure;
use crate::language::{Choice, Reader};
use crate::path::{Label, Unit};
use crate::printing::Pdf;

#[get("/reports/<wave>/unit/<path..>?<lang>")]
pub(crate) async fn show(
    wave: Label,
    path: Unit,
    lang: Option<Choice>,
    admitted: Admitted<Viewer>,
    house: &State<House>,
    reader: Reader,
) -> Result<Pdf, Failure> {
    let (wave, unit) = (wave.0, path.0);
    // What waits looks as if it were not there: that it is, management learns when it is released.
    if !admitted.may_see(&unit) || !(admitted.is_adviser() || house.store.is_released(&wave).await?) {
        return Err(Failure::NotFound);
    }
    let edition = house.store.edition(&wave).await?.ok_or(Failure::NotFound)?;
    let language = lang.map_or(reader.0, |choice| choice.0);
    let name = format!("{} - {}", name_of(&unit, &house.organisation), Texts::of(language).month(edition.opens));
    Ok(Pdf { bytes: house.printing.unit(&wave, &unit, language).await?, name })
}
