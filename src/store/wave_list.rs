//! Waves as a list: name, questionnaire, state and days of each. Reads no questionnaire and no tree.

use chrono::NaiveDate;
use domain::schedule::{Earlier, Past, Pause, Pulse};
use domain::{Roster, SurveyKey, Threshold, WaveLabel};
use sea_orm::{DerivePartialModel, EntityTrait, QueryOrder, QuerySelect};

use crate::entity::wave;
use crate::rows::read;
use crate::waves::{damaged, threshold};
use crate::{ReportRelease, Store, StoreError};

/// Whether answers come in or a publication went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaveState {
    /// Answers come in.
    Open,
    /// The publication is frozen.
    Published,
}

impl WaveState {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Published => "published",
        }
    }
}

/// A wave in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveSummary {
    /// Its name.
    pub label: WaveLabel,
    /// Its questionnaire.
    pub survey: SurveyKey,
    /// Where it stands.
    pub state: WaveState,
    /// The first day.
    pub opens: NaiveDate,
    /// The last day.
    pub closes: NaiveDate,
    /// When that day is over everywhere, in seconds since 1970.
    pub ends: i64,
    /// The days on which the schedule is still to remind people, in order.
    pub remind_on: Vec<NaiveDate>,
    /// How many reminders were queued.
    pub reminded: u8,
    /// The fewest sheets behind a figure.
    pub threshold: Threshold,
    /// The placement of everybody on the day of opening, as [`domain::Roster::fingerprint`] tells it.
    pub roster: String,
    /// When management may read it; of a published wave only.
    pub release: Option<ReportRelease>,
}

impl WaveSummary {
    /// The days from `day` on for which a reminder is planned that no pause keeps back.
    pub fn reminders_from(&self, day: NaiveDate, pause: Option<Pause>) -> Vec<NaiveDate> {
        let left = Pulse::MOST_REMINDERS.saturating_sub(self.reminded);
        let goes = |next: &NaiveDate| *next >= day && pause.is_none_or(|pause| !pause.covers(*next));
        let days = self.remind_on.iter().copied().filter(goes);
        days.take(left.into()).collect()
    }

    /// Whether management and employees may read what was published of it.
    pub fn is_released(&self) -> bool {
        self.release.is_some_and(|release| release.released)
    }
}

/// What a new wave must fit, when these waves were and this is the roster.
pub fn past_of(waves: &[WaveSummary], roster: &Roster) -> Past {
    let now = roster.fingerprint();
    let earlier = |wave: &WaveSummary| Earlier {
        label: wave.label.clone(),
        survey: wave.survey.clone(),
        opens: wave.opens,
        closes: wave.closes,
        open: wave.state == WaveState::Open,
        same_roster: wave.roster == now,
    };
    Past {
        people: roster.people().len(),
        highest: waves.iter().map(|wave| wave.threshold).max(),
        waves: waves.iter().map(earlier).collect(),
    }
}

impl Store {
    /// What a new wave must fit, as things stand.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn past(&self) -> Result<Past, StoreError> {
        Ok(past_of(&self.waves().await?, &self.roster().await?))
    }

    /// Every wave there ever was, oldest first.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn waves(&self) -> Result<Vec<WaveSummary>, StoreError> {
        // Not the questionnaire and the tree, which can be megabytes.
        let rows: Vec<WaveRow> = wave::Entity::find()
            .select_only()
            .columns([wave::Column::Label, wave::Column::Survey, wave::Column::State, wave::Column::Opens])
            .columns([wave::Column::Closes, wave::Column::Threshold, wave::Column::Roster])
            .columns([wave::Column::Ends, wave::Column::RemindOn, wave::Column::Reminded])
            .order_by_asc(wave::Column::Opens)
            .order_by_asc(wave::Column::Label)
            .into_partial_model()
            .all(&self.reader)
            .await?;
        let mut releases = self.releases().await?;
        rows.into_iter()
            .map(|row| {
                let release = releases.remove(&row.label);
                summary(row, release)
            })
            .collect()
    }
}

/// The columns of a wave in a list.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "wave::Entity")]
struct WaveRow {
    label: String,
    survey: String,
    state: String,
    opens: String,
    closes: String,
    threshold: i32,
    roster: String,
    ends: i64,
    remind_on: String,
    reminded: i32,
}

fn summary(row: WaveRow, release: Option<ReportRelease>) -> Result<WaveSummary, StoreError> {
    Ok(WaveSummary {
        label: read(&row.label, "wave", "label")?,
        survey: read(&row.survey, "wave", "survey")?,
        state: match row.state.as_str() {
            "open" => WaveState::Open,
            "published" => WaveState::Published,
            _ => return Err(damaged("state")),
        },
        opens: read(&row.opens, "wave", "opens")?,
        closes: read(&row.closes, "wave", "closes")?,
        ends: row.ends,
        remind_on: row
            .remind_on
            .split_whitespace()
            .map(|day| read(day, "wave", "remind_on"))
            .collect::<Result<_, _>>()?,
        reminded: u8::try_from(row.reminded).map_err(|_| damaged("reminded"))?,
        threshold: threshold(row.threshold)?,
        roster: row.roster,
        release,
    })
}
