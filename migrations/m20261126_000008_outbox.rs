//! The letters that wait, and those of an open wave that were sent. No body, no link, no token: a letter's words are made
//! when it goes. Nothing of any answer, and of nobody whether they gave one.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, integer, integer_null, string, string_null, text_null};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Outbox {
    Table,
    /// Chance: whoever reads by it reads in a random order.
    Name,
    Kind,
    /// The wave a letter is about; empty for letters about an account.
    Topic,
    /// The key of a person, or the name of an account.
    Receiver,
    /// Where it goes, and in which language; of an account both are looked up when it is sent.
    Email,
    Language,
    /// The position of the receiver's unit in the published tree.
    Unit,
    /// 0 for an invitation, 1 and 2 for its reminders.
    Round,
    State,
    Tries,
    /// How many of these tries got no answer after the whole letter was given.
    Unconfirmed,
    /// Seconds since 1970 before which it is not tried.
    Due,
    /// Seconds since 1970: the date that the letter carries.
    Since,
    Complaint,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = outbox();
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            table.extra(super::NO_ROW_NUMBERS);
        }
        manager.create_table(table).await?;
        for index in [one_of_each(), those_that_wait(), those_of_a_kind()] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn outbox() -> TableCreateStatement {
    Table::create()
        .table(Outbox::Table)
        .col(string(Outbox::Name).primary_key())
        .col(string(Outbox::Kind))
        .col(string(Outbox::Topic))
        .col(string(Outbox::Receiver))
        .col(string_null(Outbox::Email))
        .col(string_null(Outbox::Language))
        .col(integer_null(Outbox::Unit))
        .col(integer(Outbox::Round))
        .col(string(Outbox::State))
        .col(integer(Outbox::Tries))
        .col(integer(Outbox::Unconfirmed))
        .col(big_integer(Outbox::Due))
        .col(big_integer(Outbox::Since))
        .col(text_null(Outbox::Complaint))
        .to_owned()
}

/// Nobody gets two letters of a kind about one thing.
fn one_of_each() -> IndexCreateStatement {
    let mut index = Index::create();
    index.name("outbox_letter").table(Outbox::Table).col(Outbox::Topic).col(Outbox::Kind).col(Outbox::Receiver);
    index.unique().to_owned()
}

/// A look at what waits reads nothing that was sent.
fn those_that_wait() -> IndexCreateStatement {
    Index::create().name("outbox_state").table(Outbox::Table).col(Outbox::State).col(Outbox::Name).to_owned()
}

/// Letters that can't wait are looked for each second, among any number that can.
fn those_of_a_kind() -> IndexCreateStatement {
    let mut index = Index::create();
    index.name("outbox_kind").table(Outbox::Table).col(Outbox::Kind).col(Outbox::State).col(Outbox::Name).to_owned()
}
