//! Publications without their units, kept in memory once read: they never change, and nearly every page needs some.

use std::sync::Arc;

use domain::analysis::Summary;
use domain::{Edition, EditionRecord, SurveyKey, WaveLabel};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::publication::{Column, Entity, Model};
use crate::rows::{read, read_json};
use crate::{Store, StoreError, releases};

/// A publication without its units, and what was computed of the organisation when it was made.
#[derive(Debug)]
pub(crate) struct Known {
    edition: Arc<Edition>,
    summary: Arc<Summary>,
}

impl Store {
    /// The publication of one wave without its units, if it has one.
    ///
    /// # Errors
    /// When the database fails, or what is stored breaks a rule of release.
    pub async fn edition(&self, label: &WaveLabel) -> Result<Option<Arc<Edition>>, StoreError> {
        Ok(self.known_edition(label).await?.map(|known| Arc::clone(&known.edition)))
    }

    /// What was computed about the organisation when a wave was published.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn summary(&self, label: &WaveLabel) -> Result<Option<Arc<Summary>>, StoreError> {
        Ok(self.known_edition(label).await?.map(|known| Arc::clone(&known.summary)))
    }

    /// Every publication of one questionnaire without its units, oldest first.
    ///
    /// # Errors
    /// When the database fails, or what is stored breaks a rule of release.
    pub async fn editions(&self, survey: &SurveyKey) -> Result<Vec<Arc<Edition>>, StoreError> {
        self.editions_where(Column::Survey.eq(survey.to_string())).await
    }

    /// Those of them that management and employees may read: the waves that were released, oldest first.
    ///
    /// # Errors
    /// When the database fails, or what is stored breaks a rule of release.
    pub async fn released_editions(&self, survey: &SurveyKey) -> Result<Vec<Arc<Edition>>, StoreError> {
        let released = Column::Wave.in_subquery(releases::released());
        self.editions_where(Column::Survey.eq(survey.to_string()).and(released)).await
    }

    async fn editions_where(&self, condition: Expr) -> Result<Vec<Arc<Edition>>, StoreError> {
        let labels: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Wave)
            .filter(condition)
            .order_by_asc(Column::Opens)
            .order_by_asc(Column::Wave)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut editions = Vec::with_capacity(labels.len());
        for label in labels {
            editions.extend(self.edition(&read(&label, "publication", "wave")?).await?);
        }
        Ok(editions)
    }

    async fn known_edition(&self, label: &WaveLabel) -> Result<Option<Arc<Known>>, StoreError> {
        if let Some(known) = self.editions.read().ok().and_then(|known| known.get(label).cloned()) {
            return Ok(Some(known));
        }
        let Some(row) = Entity::find_by_id(label.as_str()).one(&self.reader).await? else { return Ok(None) };
        let known = Arc::new(reopen(&row)?);
        if let Ok(mut editions) = self.editions.write() {
            editions.insert(label.clone(), Arc::clone(&known));
        }
        Ok(Some(known))
    }
}

fn reopen(row: &Model) -> Result<Known, StoreError> {
    let edition: EditionRecord = read_json(&row.record, "publication", "record")?;
    let summary = read_json(&row.summary, "publication", "summary")?;
    Ok(Known { edition: Arc::new(edition.reopen()?), summary: Arc::new(summary) })
}
