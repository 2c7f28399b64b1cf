//! Waves in the database: opened once, whole. Does not open ballots, and keeps no key that could.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{
    Coverage, Open, Person, Questionnaire, Roster, SealedPlacement, SlotId, Terms, Threshold, Wave, WaveLabel,
    WavePublicKey, WrappingKey,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use tokio::sync::OnceCell;

use crate::booth::Booth;
use crate::entity::wave;
use crate::people::note_asked;
use crate::rows::{read, read_tree, write_tree};
use crate::{Store, StoreError, WaveState, engine, outbox};

/// Everything that comes into being when a wave opens.
pub struct NewWave<'a> {
    /// The wave.
    pub wave: &'a Wave<Open>,
    /// The key that seals its ballots.
    pub key: &'a WavePublicKey,
    /// One slot for each person, in any order.
    pub slots: Vec<(SlotId, SealedPlacement)>,
    /// Everybody who gets a letter; the letter goes to the address of this day.
    pub invited: &'a Roster,
    /// When its last day is over everywhere, in seconds since 1970.
    pub ends: i64,
    /// The days on which the schedule reminds people, in order.
    pub remind_on: &'a [NaiveDate],
    /// When a person's letter goes, in seconds since 1970.
    pub moment: &'a (dyn Fn(&Person) -> i64 + Sync),
    /// How many waves there were when the opening was checked.
    pub after: usize,
}

/// A wave that takes answers, with the key that seals them.
pub struct OpenWave {
    /// The wave.
    pub wave: Wave<Open>,
    /// The key that seals its ballots.
    pub key: WavePublicKey,
    /// When its last day is over everywhere, in seconds since 1970.
    pub ends: i64,
    /// The key that wraps them, made when the first is wrapped.
    wrap: OnceCell<WrappingKey>,
}

impl OpenWave {
    /// Whether an answer still counts at this moment, in seconds since 1970.
    pub const fn accepts(&self, now: i64) -> bool {
        now < self.ends
    }
}

impl Store {
    /// The key under which this server wraps the ballots of a wave; its seal is on disk before it is first used.
    ///
    /// # Errors
    /// When the wave is closed, there is no randomness, or the database fails.
    pub async fn wrapping_key<'a>(&self, open: &'a OpenWave) -> Result<&'a WrappingKey, StoreError> {
        let label = &open.wave.terms().label;
        let make = async || {
            let key = WrappingKey::generate().map_err(|_| StoreError::Unsealed)?;
            let sealed = key.seal(label, &open.key).map_err(|_| StoreError::Unsealed)?;
            let transaction = self.begin().await?;
            if !is_open(&transaction, label, Hold::Shared).await? {
                return Err(StoreError::NotOpen { label: label.clone() });
            }
            Booth::of(label).put_wrap(&transaction, &sealed).await?;
            transaction.commit().await?;
            Ok(key)
        };
        open.wrap.get_or_try_init(make).await
    }

    /// Keeps a new wave with its slots and queues its letters, whole or not at all.
    ///
    /// # Errors
    /// When there is a wave of that name, or the database fails.
    pub async fn open_wave(&self, new: NewWave<'_>) -> Result<(), StoreError> {
        let terms = new.wave.terms();
        let label = terms.label.to_string();
        let transaction = self.begin().await?;
        engine::keep_out(&transaction, "wave").await?;
        if wave::Entity::find_by_id(&label).one(&transaction).await?.is_some() {
            return Err(StoreError::WaveExists { label: terms.label.clone() });
        }
        // Two processes may have checked the distance between waves at the same time; one of them comes first.
        if wave::Entity::find().count(&transaction).await? != new.after as u64 {
            return Err(StoreError::Overtaken);
        }
        let row = wave::ActiveModel {
            label: Set(label.clone()),
            survey: Set(terms.questionnaire.key().to_string()),
            state: Set(WaveState::Open.name().to_owned()),
            opens: Set(terms.opens.to_string()),
            closes: Set(terms.closes.to_string()),
            threshold: Set(i32::try_from(terms.threshold.get()).unwrap_or(i32::MAX)),
            coverage: Set(terms.coverage.percent().into()),
            questionnaire: Set(terms.questionnaire.source().to_owned()),
            tree: Set(write_tree(&terms.tree)?),
            public_key: Set(new.key.to_bytes()),
            roster: Set(new.invited.fingerprint()),
            ends: Set(new.ends),
            remind_on: Set(write_days(new.remind_on)),
            reminded: Set(0),
        };
        wave::Entity::insert(row).exec_without_returning(&transaction).await?;
        let booth = Booth::of(&terms.label);
        booth.build(&transaction).await?;
        booth.add_slots(&transaction, &new.slots).await?;
        note_asked(&transaction, terms.questionnaire.key(), new.invited).await?;
        let invited = new.invited.people().iter().map(|person| (person, (new.moment)(person)));
        outbox::queue_invitations(&transaction, &terms.label, invited.collect::<Vec<_>>()).await?;
        Ok(transaction.commit().await?)
    }

    /// The open wave named `label`, if there is one.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn find_open_wave(&self, label: &WaveLabel) -> Result<Option<Arc<OpenWave>>, StoreError> {
        Ok(self.open_waves().await?.into_iter().find(|open| open.wave.terms().label == *label))
    }

    /// Every open wave; most of the time there is one or none.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub(crate) async fn open_waves(&self) -> Result<Vec<Arc<OpenWave>>, StoreError> {
        let labels: Vec<String> = wave::Entity::find()
            .select_only()
            .column(wave::Column::Label)
            .filter(wave::Column::State.eq(WaveState::Open.name()))
            .order_by_asc(wave::Column::Label)
            .into_tuple()
            .all(&self.reader)
            .await?;
        if let Ok(mut known) = self.terms.write() {
            // With a closed wave goes the key that wrapped its ballots.
            known.retain(|label, _| labels.iter().any(|open| open == label.as_str()));
        }
        let mut open = Vec::with_capacity(labels.len());
        for label in labels {
            open.extend(self.terms_of(read(&label, "wave", "label")?).await?);
        }
        Ok(open)
    }

    /// The terms of a wave, read once.
    async fn terms_of(&self, label: WaveLabel) -> Result<Option<Arc<OpenWave>>, StoreError> {
        if let Some(known) = self.terms.read().ok().and_then(|known| known.get(&label).cloned()) {
            return Ok(Some(known));
        }
        let query = wave::Entity::find_by_id(label.as_str()).filter(wave::Column::State.eq(WaveState::Open.name()));
        let Some(row) = query.one(&self.reader).await? else { return Ok(None) };
        let open = Arc::new(open_wave(&row)?);
        if let Ok(mut known) = self.terms.write() {
            known.insert(label, Arc::clone(&open));
        }
        Ok(Some(open))
    }

    /// Marks a wave as published, inside the transaction that freezes its publication; its public key goes.
    pub(crate) async fn retire_wave(db: &impl ConnectionTrait, label: &WaveLabel) -> Result<(), StoreError> {
        let row = wave::ActiveModel {
            label: Set(label.to_string()),
            state: Set(WaveState::Published.name().to_owned()),
            public_key: Set(Vec::new()),
            ..Default::default()
        };
        row.update(db).await?;
        Ok(())
    }
}

/// How a transaction holds on to a wave's state until it ends. On a file there is one writer, which holds everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// Others may look too; nobody may close the wave.
    Shared,
    /// Nobody may look before this transaction ends.
    Exclusive,
}

/// Whether a wave of this name takes answers at this moment, and until the transaction ends.
pub(crate) async fn is_open(db: &DatabaseTransaction, label: &WaveLabel, hold: Hold) -> Result<bool, StoreError> {
    let open = wave::Entity::find_by_id(label.as_str()).filter(wave::Column::State.eq(WaveState::Open.name()));
    let open = match hold {
        Hold::Shared => open.lock_shared(),
        Hold::Exclusive => open.lock_exclusive(),
    };
    Ok(open.select_only().column(wave::Column::Label).into_tuple::<String>().one(db).await?.is_some())
}

fn open_wave(row: &wave::Model) -> Result<OpenWave, StoreError> {
    let terms = Terms {
        label: read(&row.label, "wave", "label")?,
        questionnaire: Questionnaire::parse(&row.questionnaire).map_err(|_| damaged("questionnaire"))?,
        tree: read_tree(&row.tree)?,
        threshold: threshold(row.threshold)?,
        coverage: u32::try_from(row.coverage)
            .ok()
            .and_then(|percent| Coverage::new(percent).ok())
            .ok_or_else(|| damaged("coverage"))?,
        opens: read(&row.opens, "wave", "opens")?,
        closes: read(&row.closes, "wave", "closes")?,
    };
    let wave = Wave::open(terms).map_err(|_| damaged("closes"))?;
    let key = WavePublicKey::from_bytes(&row.public_key).map_err(|_| damaged("public_key"))?;
    Ok(OpenWave { wave, key, ends: row.ends, wrap: OnceCell::new() })
}

/// Days in one column, with spaces between.
pub(crate) fn write_days(days: &[NaiveDate]) -> String {
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

pub(crate) fn threshold(k: i32) -> Result<Threshold, StoreError> {
    let k = u32::try_from(k).ok();
    k.and_then(|k| Threshold::new(k).ok()).ok_or_else(|| damaged("threshold"))
}

pub(crate) const fn damaged(what: &'static str) -> StoreError {
    StoreError::Damaged { table: "wave", what }
}
