//! Publications: frozen once, and checked cell by cell on the way back. Does not compute a figure.

use chrono::NaiveDate;
use domain::{BallotBox, ClassAggregates, ClassRecord, Publication, PublicationRecord, Reviewed, SurveyKey, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::ballots::ballot_box;
use crate::entity::{ballot, class, letter, publication, slot};
use crate::rows::{insert_all, read_json, write_json};
use crate::waves::is_open;
use crate::{Store, StoreError};

impl Store {
    /// Closes a wave: hands its sealed ballots to `review`, freezes what that releases, and forgets the ballots, slots
    /// and letters of the wave, all or nothing.
    ///
    /// No ballot can be cast from the moment the box is read until everything is done: whoever was thanked is counted,
    /// and whoever comes later is told that the wave is closed.
    ///
    /// # Errors
    /// When the wave is not open, the review fails, or the database does; then everything is as it was.
    pub async fn publish<E>(
        &self,
        label: &WaveLabel,
        review: impl FnOnce(BallotBox) -> Result<Reviewed, E> + Send + 'static,
    ) -> Result<Result<Reviewed, E>, StoreError>
    where
        E: Send + 'static,
    {
        let transaction = self.begin().await?;
        if !is_open(&transaction, label).await? {
            return Err(StoreError::NotOpen { label: label.clone() });
        }
        let ballots = ballot_box(&transaction, label).await?;
        let reviewed = tokio::task::spawn_blocking(move || review(ballots)).await;
        let reviewed = match reviewed.map_err(|_| StoreError::Interrupted)? {
            Ok(reviewed) => reviewed,
            Err(refused) => return Ok(Err(refused)),
        };
        freeze(&transaction, &reviewed).await?;
        transaction.commit().await?;
        Ok(Ok(reviewed))
    }

    /// The publication of one wave, if it has one.
    ///
    /// # Errors
    /// When the database fails, or the stored publication breaks a rule of release.
    pub async fn publication(&self, label: &WaveLabel) -> Result<Option<Publication>, StoreError> {
        let row = publication::Entity::find_by_id(label.as_str()).one(&self.db).await?;
        row.as_ref().map(reopen).transpose()
    }

    /// Every publication of one questionnaire, oldest first; of all questionnaires when none is named.
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
            .all(&self.db)
            .await?;
        rows.iter().map(reopen).collect()
    }

    /// The class aggregates of one questionnaire's waves that opened on `since` or later, oldest first.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn class_aggregates(
        &self,
        survey: &SurveyKey,
        since: NaiveDate,
    ) -> Result<Vec<ClassAggregates>, StoreError> {
        let waves = publication::Entity::find()
            .filter(publication::Column::Survey.eq(survey.to_string()))
            .filter(publication::Column::Opens.gte(since.to_string()))
            .order_by_asc(publication::Column::Opens)
            .all(&self.db)
            .await?;
        let mut aggregates = Vec::with_capacity(waves.len());
        for wave in waves {
            let rows = class::Entity::find().filter(class::Column::Wave.eq(&wave.wave)).all(&self.db).await?;
            let records = rows.iter().map(|row| read_json::<ClassRecord>(&row.record, "class", "record"));
            aggregates.push(ClassAggregates::from_records(records.collect::<Result<Vec<_>, _>>()?));
        }
        Ok(aggregates)
    }
}

fn reopen(row: &publication::Model) -> Result<Publication, StoreError> {
    let record: PublicationRecord = read_json(&row.record, "publication", "record")?;
    Ok(record.reopen()?)
}

async fn freeze(transaction: &DatabaseTransaction, reviewed: &Reviewed) -> Result<(), StoreError> {
    let terms = reviewed.publication.terms();
    let label = &terms.label;
    let record = PublicationRecord::of(&reviewed.publication);
    let row = publication::ActiveModel {
        wave: Set(label.to_string()),
        survey: Set(terms.questionnaire.key().to_string()),
        opens: Set(terms.opens.to_string()),
        record: Set(write_json(&record, "publication", "record")?),
    };
    publication::Entity::insert(row).exec_without_returning(transaction).await?;
    let classes = reviewed.classes.to_records().into_iter().map(|record| {
        Ok(class::ActiveModel {
            wave: Set(label.to_string()),
            unit: Set(i32::try_from(record.unit).map_err(|_| StoreError::Damaged { table: "class", what: "unit" })?),
            record: Set(write_json(&record, "class", "record")?),
        })
    });
    insert_all(transaction, classes.collect::<Result<Vec<_>, StoreError>>()?).await?;
    ballot::Entity::delete_many().filter(ballot::Column::Wave.eq(label.as_str())).exec(transaction).await?;
    slot::Entity::delete_many().filter(slot::Column::Wave.eq(label.as_str())).exec(transaction).await?;
    letter::Entity::delete_many().filter(letter::Column::Wave.eq(label.as_str())).exec(transaction).await?;
    Store::retire_wave(transaction, label).await
}
