//! Publications: frozen once, and checked cell by cell on the way back. Does not compute a figure.

use chrono::NaiveDate;
use domain::{
    Analysis, BallotBox, ClassAggregates, ClassRecord, EditionRecord, GateError, Publication, PublicationRecord,
    Review, Reviewed, SealedWrappingKey, SurveyKey, WaveLabel,
};
use migrations::OfWave;
use rand::seq::SliceRandom;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::booth::Booth;
use crate::entity::{class, publication};
use crate::rows::{insert_all, read_json, write_json};
use crate::waves::{Hold, is_open};
use crate::{Store, StoreError, analyses, comments, outbox, published_units, releases, undeliverable};

/// Ballots that are opened at once.
const AT_ONCE: u64 = 4_096;

/// What a close freezes.
#[derive(Debug)]
pub struct Release {
    /// What came out of the gate.
    pub reviewed: Reviewed,
    /// What the publications tell together, this one included.
    pub analysis: Analysis,
    /// The first day on which management may read it.
    pub due: NaiveDate,
}

impl Store {
    /// Closes a wave: hands its sealed ballots to the review that `review` begins, freezes what that releases, and forgets the ballots, slots
    /// and letters of the wave, all or nothing.
    ///
    /// No ballot can be cast from the moment the first is read until everything is done: whoever was thanked is
    /// counted, and whoever comes later is told that the wave is closed. `progress` is told how many ballots are
    /// opened, of how many.
    ///
    /// # Errors
    /// When the wave is not open, the gate refuses, or the database fails; then everything is as it was.
    pub async fn publish(
        &self,
        label: &WaveLabel,
        review: impl FnOnce(&[SealedWrappingKey]) -> Review + Send,
        release: impl FnOnce(Review) -> Result<Release, GateError> + Send + 'static,
        progress: impl FnMut(u64, u64) + Send,
    ) -> Result<Result<Release, GateError>, StoreError> {
        let transaction = self.begin().await?;
        if !is_open(&transaction, label, Hold::Exclusive).await? {
            return Err(StoreError::NotOpen { label: label.clone() });
        }
        let review = review(&Booth::of(label).wraps(&transaction).await?);
        let review = open_all(&transaction, label, review, progress).await?;
        let released = match aside(move || release(review)).await? {
            Ok(released) => released,
            Err(refused) => return Ok(Err(refused)),
        };
        freeze(&transaction, &released).await?;
        transaction.commit().await?;
        Ok(Ok(released))
    }

    /// The whole publication of one wave, if it has one. Pages read what they show of it instead: [`Store::edition`] and
    /// the units.
    ///
    /// # Errors
    /// When the database fails, or the stored publication breaks a rule of release.
    pub async fn publication(&self, label: &WaveLabel) -> Result<Option<Publication>, StoreError> {
        match publication::Entity::find_by_id(label.as_str()).one(&self.reader).await? {
            Some(row) => Ok(Some(self.reopen(&row).await?)),
            None => Ok(None),
        }
    }

    /// Every whole publication of one questionnaire, oldest first; of all questionnaires when none is named.
    ///
    /// # Errors
    /// When the database fails, or a stored publication breaks a rule of release.
    pub async fn publications(&self, survey: Option<&SurveyKey>) -> Result<Vec<Publication>, StoreError> {
        let mut query = publication::Entity::find();
        if let Some(survey) = survey {
            query = query.filter(publication::Column::Survey.eq(survey.to_string()));
        }
        let rows = query
            .order_by_asc(publication::Column::Opens)
            .order_by_asc(publication::Column::Wave)
            .all(&self.reader)
            .await?;
        let mut publications = Vec::with_capacity(rows.len());
        for row in &rows {
            publications.push(self.reopen(row).await?);
        }
        Ok(publications)
    }

    async fn reopen(&self, row: &publication::Model) -> Result<Publication, StoreError> {
        let edition: EditionRecord = read_json(&row.record, "publication", "record")?;
        let units = published_units::records(&self.reader, &row.wave).await?;
        Ok(PublicationRecord { edition, units }.reopen()?)
    }

    /// The class aggregates of one wave.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn classes(&self, label: &WaveLabel) -> Result<ClassAggregates, StoreError> {
        let rows = class::Entity::find().filter(class::Column::Wave.eq(label.as_str())).all(&self.reader).await?;
        let records = rows.iter().map(|row| read_json::<ClassRecord>(&row.record, "class", "record"));
        Ok(ClassAggregates::from_records(records.collect::<Result<Vec<_>, _>>()?))
    }
}

/// Work that keeps a core busy, off the threads that serve pages.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Interrupted)
}

/// Hands every ballot of a wave to the review, some at a time: a million of them need not be in memory at once.
async fn open_all(
    transaction: &DatabaseTransaction,
    label: &WaveLabel,
    mut review: Review,
    mut progress: impl FnMut(u64, u64) + Send,
) -> Result<Review, StoreError> {
    let booth = Booth::of(label);
    let mut total = 0;
    for table in [OfWave::Ballot, OfWave::Comment] {
        total += booth.count(transaction, table).await?;
    }
    let mut done = 0;
    for table in [OfWave::Ballot, OfWave::Comment] {
        let mut after = None;
        loop {
            let some = booth.some_ballots(transaction, table, after, AT_ONCE).await?;
            let Some((last, _)) = some.last() else { break };
            after = Some(*last);
            done += some.len() as u64;
            review = aside(move || {
                review.take(if table == OfWave::Ballot { BallotBox::of(some) } else { BallotBox::of_comments(some) });
                review
            })
            .await?;
            progress(done, total);
        }
    }
    Ok(review)
}

async fn freeze(transaction: &DatabaseTransaction, release: &Release) -> Result<(), StoreError> {
    let Release { reviewed, analysis, due } = release;
    let terms = reviewed.publication.terms();
    let label = &terms.label;
    let PublicationRecord { edition, units } = PublicationRecord::of(&reviewed.publication);
    let row = publication::ActiveModel {
        wave: Set(label.to_string()),
        survey: Set(terms.questionnaire.key().to_string()),
        opens: Set(terms.opens.to_string()),
        record: Set(write_json(&edition, "publication", "record")?),
        summary: Set(write_json(&analysis.summary, "publication", "summary")?),
    };
    publication::Entity::insert(row).exec_without_returning(transaction).await?;
    releases::keep(transaction, label, *due).await?;
    published_units::keep(transaction, &terms.tree, label, units).await?;
    let classes = reviewed.classes.to_records().into_iter().map(|record| {
        Ok(class::ActiveModel {
            wave: Set(label.to_string()),
            unit: Set(i32::try_from(record.unit).map_err(|_| StoreError::Damaged { table: "class", what: "unit" })?),
            record: Set(write_json(&record, "class", "record")?),
        })
    });
    let mut classes = classes.collect::<Result<Vec<_>, StoreError>>()?;
    classes.shuffle(&mut rand::rng());
    insert_all(transaction, classes).await?;
    analyses::keep(transaction, label, analysis).await?;
    analyses::keep_responses(transaction, terms.questionnaire.key(), &reviewed.responses).await?;
    comments::keep(transaction, label, &reviewed.comments).await?;
    outbox::forget_wave(transaction, label).await?;
    undeliverable::forget_who_got_it(transaction, label).await?;
    Booth::of(label).tear_down(transaction).await?;
    Store::retire_wave(transaction, label).await
}
