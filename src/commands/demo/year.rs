//! What the adviser of the demo wrote for the report on a year. Makes no figure of a wave.

use std::collections::BTreeMap;

use chrono::Datelike;
use domain::{CaseCounts, CaseKind, Passage, YearNotes};

use crate::Failure;
use crate::commands::Installation;

const FOREWORD: &str = "Dit jaar kwamen meer mensen langs dan vorig jaar, en ze kwamen eerder. Dat laatste vind ik goed nieuws: \
een vroeg gesprek is meestal een klein gesprek.

Dank aan iedereen die me iets heeft toevertrouwd, en aan de leidinggevenden die wilden horen wat ze liever niet hoorden.";
const ADVICE: &str =
    "Vertel na elke ronde wat er met de antwoorden gebeurt, ook als dat nog niets is. Mensen noemen stilte vaker \
dan een slecht antwoord.

Maak agressie van cliënten en bezoekers een vast onderwerp in elk team, en leg vast wie er na een voorval belt.

Laat de PSA-vragen in de RI&E dit jaar verdiepen: dit verslag vervangt dat niet.";

/// Writes the adviser's part for the year with the most waves of the past, the later of two with as many; gives that year.
pub(super) async fn write(installation: &Installation) -> Result<i32, Failure> {
    let mut waves: BTreeMap<i32, u32> = BTreeMap::new();
    for wave in installation.store.waves().await? {
        *waves.entry(wave.opens.year()).or_default() += 1;
    }
    let fullest = waves.into_iter().max_by_key(|&(year, waves)| (waves, year));
    let (year, _) = fullest.ok_or_else(|| Failure::Refused("a demo needs a past of at least one wave".to_owned()))?;
    let counts = CaseCounts::read(|kind| match kind {
        CaseKind::Bullying => "6",
        CaseKind::Intimidation => "3",
        CaseKind::Aggression => "12",
        CaseKind::Discrimination => "2",
        CaseKind::SexualHarassment => "0",
        CaseKind::Integrity => "",
        CaseKind::Conflict => "14",
        CaseKind::Other => "4",
    });
    let counts = counts.map_err(|error| Failure::Refused(error.to_string()))?;
    let words = |typed| Passage::read(typed).map_err(|error| Failure::Refused(error.to_string()));
    let notes = YearNotes {
        counts: counts.release(installation.config.threshold),
        foreword: words(FOREWORD)?,
        advice: words(ADVICE)?,
    };
    installation.store.keep_year_notes(year, &notes).await?;
    Ok(year)
}
