//! Opens a wave: freezes its terms, makes keys, tokens and slots, queues a letter for everybody. Sends nothing.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::ballot::NoRandomness;
use domain::schedule::Obstacle;
use domain::{
    BadDates, Coverage, LetterKey, Open, Opening as OpeningKey, Person, Placement, Questionnaire, Roster, Schedule,
    SealError, Terms, Threshold, TooManyUnits, Wave, WaveKeys, WaveLabel, WaveSecrets,
};
use store::{NewWave, Store, StoreError, past_of};

use crate::custody::{CustodyError, CustodyRule, custody};
use crate::{KeyError, KeyFolder};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Opening {
    /// What is asked.
    pub questionnaire: Questionnaire,
    /// The wave's name; by default the month of `today`.
    pub label: Option<WaveLabel>,
    /// The day of opening.
    pub today: NaiveDate,
    /// The last day on which answers count.
    pub closes: NaiveDate,
    /// The fewest sheets behind a figure.
    pub threshold: Threshold,
    /// The share of a unit's sheets behind its figure.
    pub coverage: Coverage,
    /// Who can open the answers.
    pub custody: CustodyRule,
    /// By which clocks people live.
    pub schedule: Schedule,
    /// When letters go.
    pub departure: Departure,
}

/// When letters go.
#[derive(Debug, Clone)]
pub enum Departure {
    /// All at the same moment, in seconds since 1970.
    AtOnce(i64),
    /// On the day of opening, at this time of each receiver's own clock.
    Scheduled {
        /// The time of day.
        at: NaiveTime,
        /// The days on which people are reminded.
        remind_on: Vec<NaiveDate>,
        /// The moment it is: what is late by now goes in the next working hours.
        now: DateTime<Utc>,
    },
}

impl Opening {
    /// When somebody's letter goes, in seconds since 1970.
    fn moment(&self, person: &Person) -> i64 {
        match &self.departure {
            Departure::AtOnce(moment) => *moment,
            Departure::Scheduled { at, now, .. } => {
                let zone = person.zone.unwrap_or(self.schedule.zone());
                self.schedule.letter_due(zone, self.today, *at, *now).timestamp()
            }
        }
    }

    fn remind_on(&self) -> &[NaiveDate] {
        match &self.departure {
            Departure::AtOnce(_) => &[],
            Departure::Scheduled { remind_on, .. } => remind_on,
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The wave's name.
    pub label: WaveLabel,
    /// How many people are asked.
    pub invited: usize,
    /// How many units the organisation has.
    pub units: usize,
}

/// Why no wave was opened. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No wave may open now.
    #[error(transparent)]
    Obstacle(#[from] Obstacle),
    /// The dates don't fit.
    #[error(transparent)]
    Dates(#[from] BadDates),
    /// The organisation is too large.
    #[error(transparent)]
    Units(#[from] TooManyUnits),
    /// The operating system gave no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// The custodian's key can't be used.
    #[error(transparent)]
    Custody(#[from] CustodyError),
    /// The wave's keys can't be locked.
    #[error("the keys of the wave can't be locked with the custodian's key")]
    Lock(#[from] SealError),
    /// The key file failed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens a wave; all of it exists afterwards, or nothing.
///
/// # Errors
/// When the roster is empty, the dates or the threshold don't fit, or disk or database refuse.
pub async fn open(store: &Store, keys: &KeyFolder, opening: Opening) -> Result<Opened, OpenError> {
    let _lock = keys.lock()?;
    let Prepared { roster, wave, after } = Prepared::of(store, &opening).await?;
    let label = wave.terms().label.clone();
    let units = wave.terms().tree.units().len();
    let (moment, remind_on) = (|person: &Person| opening.moment(person), opening.remind_on());
    let ends = opening.schedule.ends(opening.closes, &roster.zones()).timestamp();
    let custody = custody(keys, opening.custody)?;
    let wave_keys = WaveKeys::generate()?;
    let public = wave_keys.public();
    let letters = LetterKey::generate()?;
    let slots = roster.people().iter().filter_map(|person| {
        let token = letters.token(&person.key, 0);
        let unit = wave.terms().tree.find(&person.unit)?;
        let placement = Placement { unit, language: person.language }.seal(&token, &label);
        Some((token.slot_id(), placement))
    });
    let new = NewWave {
        wave: &wave,
        key: &public,
        slots: slots.collect(),
        invited: &roster,
        moment: &moment,
        ends,
        remind_on,
        after,
    };
    let key = match opening.custody {
        CustodyRule::File => OpeningKey::Plain(wave_keys),
        CustodyRule::Passphrase => OpeningKey::Locked(custody.public().lock(&wave_keys, &label)?),
    };
    // The keys come first: a wave without keys could never be closed, keys without a wave open nothing.
    // A file that is there already was left by an opening that was interrupted: there is no such wave.
    keys.replace(&label, &WaveSecrets { letters, opening: key, lay_open: opening.custody == CustodyRule::File })?;
    if let Err(error) = store.open_wave(new).await {
        // Only what was refused before the commit is sure not to exist: the answer to a commit may be lost, and a wave
        // without keys could never be closed. Keys without a wave open nothing; the next opening takes their place.
        if matches!(error, StoreError::WaveExists { .. } | StoreError::Overtaken) {
            keys.wipe(&label)?;
            keys.remove(&label)?;
        }
        return Err(error.into());
    }
    Ok(Opened { label, invited: roster.people().len(), units })
}

/// A wave that may open: every rule has been looked at, and nothing is written.
pub(crate) struct Prepared {
    /// Who is asked.
    pub(crate) roster: Roster,
    /// What it asks, and of which units.
    pub(crate) wave: Wave<Open>,
    /// How many waves there were before.
    after: usize,
}

impl Prepared {
    /// Looks at every rule of an opening.
    pub(crate) async fn of(store: &Store, opening: &Opening) -> Result<Self, OpenError> {
        let (roster, before) = (store.roster().await?, store.waves().await?);
        let label = opening.label.clone().unwrap_or_else(|| WaveLabel::of_month(opening.today));
        if before.iter().any(|wave| wave.label == label) {
            return Err(StoreError::WaveExists { label }.into());
        }
        let survey = opening.questionnaire.key();
        if let Some(obstacle) = past_of(&before, &roster).obstacle(survey, opening.today, opening.threshold) {
            return Err(obstacle.into());
        }
        let mut tree = roster.tree()?;
        if before.iter().any(|wave| wave.survey == *survey) {
            tree = tree.with_stayed(&roster.stayed(&store.asked(survey).await?));
        }
        let terms = Terms {
            label,
            questionnaire: opening.questionnaire.clone(),
            tree,
            threshold: opening.threshold,
            coverage: opening.coverage,
            opens: opening.today,
            closes: opening.closes,
        };
        Ok(Self { roster, wave: Wave::open(terms)?, after: before.len() })
    }
}
