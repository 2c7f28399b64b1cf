//! The roster in the database, and whom the last waves asked. Does not know answers.

use domain::roster::Asked;
use domain::{Person, Roster, SurveyKey, TimeZone, UnitPath};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::{asked, person};
use crate::rows::{insert_all, lies_in, read};
use crate::{Store, StoreError, outbox, undeliverable};

impl Store {
    /// Everybody on the roster.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn roster(&self) -> Result<Roster, StoreError> {
        let rows = person::Entity::find().all(&self.reader).await?;
        let people = rows.iter().map(person_of).collect::<Result<Vec<_>, _>>()?;
        Roster::of(people).map_err(|_| StoreError::Damaged { table: "person", what: "mailbox" })
    }

    /// The time zones that people on the roster have of their own, each once.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn zones(&self) -> Result<Vec<TimeZone>, StoreError> {
        let query = person::Entity::find().filter(person::Column::TimeZone.is_not_null());
        let names = query.select_only().column(person::Column::TimeZone).distinct().into_tuple::<String>();
        names.all(&self.reader).await?.iter().map(|name| read(name, "person", "time_zone")).collect()
    }

    /// Whether the roster places anybody in this unit or inside it; the organisation is always there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_unit(&self, unit: &UnitPath) -> Result<bool, StoreError> {
        if unit.depth() == 0 {
            return Ok(true);
        }
        let query = person::Entity::find().filter(lies_in(person::Column::Unit, unit)?).limit(1);
        Ok(query.select_only().column(person::Column::Key).into_tuple::<String>().one(&self.reader).await?.is_some())
    }

    /// Puts `roster` in the place of the one that is kept, whole or not at all.
    ///
    /// # Errors
    /// When the database fails; then the old roster stands.
    pub async fn replace_roster(&self, roster: &Roster) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        person::Entity::delete_many().exec(&transaction).await?;
        let rows = roster.people().iter().map(|person| person::ActiveModel {
            key: Set(person.key.as_str().to_owned()),
            email: Set(person.email.as_str().to_owned()),
            mailbox: Set(person.email.mailbox()),
            unit: Set(person.unit.to_string()),
            language: Set(person.language.code().to_owned()),
            time_zone: Set(person.zone.map(|zone| zone.name().to_owned())),
        });
        insert_all(&transaction, rows.collect::<Vec<_>>()).await?;
        // Whoever left stays nowhere, so nothing is kept of them.
        asked::Entity::delete_many()
            .filter(asked::Column::Person.not_in_subquery(on_the_roster()))
            .exec(&transaction)
            .await?;
        outbox::forget_who_left(&transaction).await?;
        undeliverable::forget_strangers(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Whom the last wave of a questionnaire asked, as far as they are still on the roster.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn asked(&self, survey: &SurveyKey) -> Result<Asked, StoreError> {
        let rows = asked::Entity::find().filter(asked::Column::Survey.eq(survey.to_string())).all(&self.reader).await?;
        let placements = rows
            .iter()
            .map(|row| Ok((read(&row.person, "asked", "person")?, read(&row.unit, "asked", "unit")?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Asked::of(placements))
    }
}

/// The keys of everybody on the roster.
pub(crate) fn on_the_roster() -> SelectStatement {
    Query::select().column(person::Column::Key).from(person::Entity).to_owned()
}

/// Notes whom a wave of this questionnaire asks, in the place of whom the one before asked.
pub(crate) async fn note_asked(
    db: &impl ConnectionTrait,
    survey: &SurveyKey,
    roster: &Roster,
) -> Result<(), StoreError> {
    let survey = survey.to_string();
    asked::Entity::delete_many().filter(asked::Column::Survey.eq(&survey)).exec(db).await?;
    let rows = roster.people().iter().map(|person| asked::ActiveModel {
        survey: Set(survey.clone()),
        person: Set(person.key.as_str().to_owned()),
        unit: Set(person.unit.to_string()),
    });
    insert_all(db, rows.collect::<Vec<_>>()).await
}

pub(crate) fn person_of(row: &person::Model) -> Result<Person, StoreError> {
    Ok(Person {
        key: read(&row.key, "person", "key")?,
        email: read(&row.email, "person", "email")?,
        unit: read(&row.unit, "person", "unit")?,
        language: read(&row.language, "person", "language")?,
        zone: row.time_zone.as_deref().map(|zone| read(zone, "person", "time_zone")).transpose()?,
    })
}
