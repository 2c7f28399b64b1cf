//! The roster in the database. Does not know waves or answers.

use domain::{Person, Roster};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;

use crate::entity::person;
use crate::rows::{insert_all, read};
use crate::{Store, StoreError};

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
        });
        insert_all(&transaction, rows.collect::<Vec<_>>()).await?;
        Ok(transaction.commit().await?)
    }
}

fn person_of(row: &person::Model) -> Result<Person, StoreError> {
    Ok(Person {
        key: read(&row.key, "person", "key")?,
        email: read(&row.email, "person", "email")?,
        unit: read(&row.unit, "person", "unit")?,
        language: read(&row.language, "person", "language")?,
    })
}
