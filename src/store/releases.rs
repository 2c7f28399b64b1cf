//! When management and employees may read what was published, and the letters that a release queues. Sends nothing, and
//! does not know what day it is.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{Account, TimeZone, UnitPath, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::report_release::{ActiveModel, Column, Entity, Model};
use crate::entity::{account, person, publication, published_unit};
use crate::people::person_of;
use crate::rows::read;
use crate::{Store, StoreError, accounts, engine, outbox};

const WAITING: &str = "waiting";
const RELEASED: &str = "released";

/// Whether management may read a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRelease {
    /// The first day on which it may, if the adviser does not release it sooner.
    pub due: NaiveDate,
    /// Whether it was released.
    pub released: bool,
}

/// Who is written to when a wave is released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Nobody.
    Nobody,
    /// Each account with a unit of its own in the wave.
    Management,
    /// These, and everybody on the roster whose unit is in the wave.
    Everybody,
}

/// The letters that a release queued; none when the wave had been released before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Queued {
    /// To accounts of management.
    pub reports: usize,
    /// To people on the roster.
    pub results: usize,
}

/// When a letter goes to whoever lives in a time zone, in seconds since 1970.
pub type Moment<'a> = &'a (dyn Fn(Option<TimeZone>) -> i64 + Send + Sync);

impl Store {
    /// Lets management and employees read a wave, and queues a letter for each of `audience`: whole or not at all, and
    /// once. A later call changes nothing. A letter goes at the `moment` of its receiver's time zone, which is `None` for those
    /// who have none of their own, in seconds since 1970.
    ///
    /// # Errors
    /// When the wave is not published, an older one of its questionnaire waits, whose figures its reports would tell, or the
    /// database fails or holds a row this program never wrote.
    pub async fn release_reports(
        &self,
        wave: &WaveLabel,
        audience: Audience,
        moment: Moment<'_>,
    ) -> Result<Queued, StoreError> {
        let transaction = self.begin().await?;
        let released = Entity::update_many()
            .col_expr(Column::State, Expr::value(RELEASED))
            .filter(Column::Wave.eq(wave.as_str()))
            .filter(Column::State.eq(WAITING))
            .exec(&transaction)
            .await?;
        if released.rows_affected == 0 {
            let known = Entity::find_by_id(wave.as_str()).count(&transaction).await? > 0;
            return if known { Ok(Queued::default()) } else { Err(StoreError::NotPublished { label: wave.clone() }) };
        }
        if let Some(older) = older_that_waits(&transaction, wave).await? {
            return Err(StoreError::OlderWaits { label: wave.clone(), older });
        }
        let queued = queue(&transaction, wave, audience, moment).await?;
        transaction.commit().await?;
        Ok(queued)
    }

    /// Whether management may read a wave; `None` when it is not published.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn report_release(&self, wave: &WaveLabel) -> Result<Option<ReportRelease>, StoreError> {
        let row = Entity::find_by_id(wave.as_str()).one(&self.reader).await?;
        row.as_ref().map(release_of).transpose()
    }

    /// Whether management and employees may read what was published of a wave.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn is_released(&self, wave: &WaveLabel) -> Result<bool, StoreError> {
        Ok(self.report_release(wave).await?.is_some_and(|release| release.released))
    }

    /// The waves that wait and are due on `today`, oldest first.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn due_releases(&self, today: NaiveDate) -> Result<Vec<WaveLabel>, StoreError> {
        let waiting = Entity::find().filter(Column::State.eq(WAITING)).all(&self.reader).await?;
        let mut due = Vec::with_capacity(waiting.len());
        for row in &waiting {
            if release_of(row)?.due <= today {
                due.push(read(&row.wave, "report_release", "wave")?);
            }
        }
        due.sort();
        Ok(due)
    }

    /// The release of every published wave, by its label.
    pub(crate) async fn releases(&self) -> Result<HashMap<String, ReportRelease>, StoreError> {
        let rows = Entity::find().all(&self.reader).await?;
        rows.into_iter().map(|row| Ok((row.wave.clone(), release_of(&row)?))).collect()
    }
}

/// Notes from when on management may read a wave, inside the transaction that freezes its publication.
pub(crate) async fn keep(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    due: NaiveDate,
) -> Result<(), StoreError> {
    let row = ActiveModel { wave: Set(wave.to_string()), due: Set(due.to_string()), state: Set(WAITING.to_owned()) };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// The labels of the waves that were released.
pub(crate) fn released() -> SelectStatement {
    Query::select().column(Column::Wave).from(Entity).and_where(Column::State.eq(RELEASED)).to_owned()
}

/// Refuses when management has the reports of a wave, or it has none; nobody releases it before the transaction ends.
pub(crate) async fn still_waits(transaction: &DatabaseTransaction, wave: &WaveLabel) -> Result<(), StoreError> {
    let row = Entity::find_by_id(wave.as_str()).lock_shared().one(transaction).await?;
    match row.as_ref().map(release_of).transpose()? {
        None => Err(StoreError::NotPublished { label: wave.clone() }),
        Some(release) if release.released => Err(StoreError::AlreadyReleased { label: wave.clone() }),
        Some(_) => Ok(()),
    }
}

/// The oldest wave of the same questionnaire that opened before this one and still waits.
async fn older_that_waits(db: &impl ConnectionTrait, wave: &WaveLabel) -> Result<Option<WaveLabel>, StoreError> {
    let Some(this) = publication::Entity::find_by_id(wave.as_str()).one(db).await? else { return Ok(None) };
    let waiting = Query::select().column(Column::Wave).from(Entity).and_where(Column::State.eq(WAITING)).to_owned();
    let older: Option<String> = publication::Entity::find()
        .select_only()
        .column(publication::Column::Wave)
        .filter(publication::Column::Survey.eq(this.survey))
        .filter(publication::Column::Opens.lt(this.opens))
        .filter(publication::Column::Wave.in_subquery(waiting))
        .order_by_asc(publication::Column::Opens)
        .into_tuple()
        .one(db)
        .await?;
    older.map(|older| read(&older, "publication", "wave")).transpose()
}

async fn queue(
    transaction: &DatabaseTransaction,
    wave: &WaveLabel,
    audience: Audience,
    moment: Moment<'_>,
) -> Result<Queued, StoreError> {
    let mut queued = Queued::default();
    if audience == Audience::Nobody {
        return Ok(queued);
    }
    let positions = positions(transaction, wave).await?;
    // An account that is removed at the same time is either gone here, or takes its letter along.
    engine::keep_out(transaction, "account").await?;
    let rows = account::Entity::find().all(transaction).await?;
    let mut accounts = Vec::new();
    for row in &rows {
        let Account { name, roles, .. } = accounts::state_of(row)?.account;
        accounts.extend(roles.units().iter().any(|unit| positions.contains_key(unit)).then_some(name));
    }
    queued.reports = accounts.len();
    outbox::queue_reports(transaction, wave, &accounts, moment(None)).await?;
    if audience == Audience::Everybody {
        let rows = person::Entity::find().all(transaction).await?;
        let mut people = Vec::with_capacity(rows.len());
        for row in &rows {
            let person = person_of(row)?;
            people.extend(positions.get(&person.unit).map(|&position| (person, position)));
        }
        queued.results = people.len();
        outbox::queue_results(transaction, wave, &people, moment).await?;
    }
    Ok(queued)
}

/// The position of each unit in the published tree of a wave.
async fn positions(db: &impl ConnectionTrait, wave: &WaveLabel) -> Result<HashMap<UnitPath, i32>, StoreError> {
    let units: Vec<(String, i32)> = published_unit::Entity::find()
        .select_only()
        .columns([published_unit::Column::Path, published_unit::Column::Unit])
        .filter(published_unit::Column::Wave.eq(wave.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    units.into_iter().map(|(path, unit)| Ok((read(&path, "published_unit", "path")?, unit))).collect()
}

fn release_of(row: &Model) -> Result<ReportRelease, StoreError> {
    let released = match row.state.as_str() {
        WAITING => false,
        RELEASED => true,
        _ => return Err(StoreError::Damaged { table: "report_release", what: "state" }),
    };
    Ok(ReportRelease { due: read(&row.due, "report_release", "due")?, released })
}

#[cfg(test)]
mod tests;
