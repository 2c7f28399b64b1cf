//! The first tables. Does not know how they are filled.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer, integer_null, string, string_null, text, text_null};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Person {
    Table,
    Key,
    Email,
    Mailbox,
    Unit,
    Language,
    /// Empty for whoever works where the organisation does.
    TimeZone,
}

#[derive(DeriveIden)]
enum Asked {
    Table,
    Survey,
    Person,
    Unit,
}

#[derive(DeriveIden)]
enum Wave {
    Table,
    Label,
    Survey,
    State,
    Opens,
    Closes,
    Threshold,
    Coverage,
    Questionnaire,
    Tree,
    PublicKey,
    Roster,
    /// Seconds since 1970: when the last day is over everywhere.
    Ends,
    /// The days on which the schedule is still to remind people.
    RemindOn,
    /// How many reminders were queued.
    Reminded,
}

#[derive(DeriveIden)]
enum Publication {
    Table,
    Wave,
    Survey,
    Opens,
    Record,
    Summary,
}

#[derive(DeriveIden)]
enum PublishedUnit {
    Table,
    Wave,
    Unit,
    Parent,
    Beyond,
    Path,
    Folded,
    Invited,
    Stayed,
    Figures,
}

#[derive(DeriveIden)]
enum Class {
    Table,
    Wave,
    Unit,
    Record,
}

#[derive(DeriveIden)]
enum Comments {
    Table,
    Wave,
    Unit,
    Sealed,
}

#[derive(DeriveIden)]
enum Analysis {
    Table,
    Wave,
    Unit,
    Notice,
    Record,
}

#[derive(DeriveIden)]
enum Responses {
    Table,
    Survey,
    Unit,
    Record,
}

#[derive(DeriveIden)]
enum Handling {
    Table,
    Wave,
    Unit,
    Note,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [person(), asked(), wave(), publication(), handling()] {
            manager.create_table(table).await?;
        }
        for mut table in [published_unit(), class(), comments(), analysis(), responses()] {
            if manager.get_database_backend() == DatabaseBackend::Sqlite {
                table.extra(super::NO_ROW_NUMBERS);
            }
            manager.create_table(table).await?;
        }
        for index in [units_by_path(), units_by_parent(), analyses_by_notice()] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn person() -> TableCreateStatement {
    Table::create()
        .table(Person::Table)
        .col(string(Person::Key).primary_key())
        .col(string(Person::Email))
        .col(string(Person::Mailbox).unique_key())
        .col(text(Person::Unit))
        .col(string(Person::Language))
        .col(string_null(Person::TimeZone))
        .to_owned()
}

fn asked() -> TableCreateStatement {
    Table::create()
        .table(Asked::Table)
        .col(string(Asked::Survey))
        .col(string(Asked::Person))
        .col(text(Asked::Unit))
        .primary_key(Index::create().col(Asked::Survey).col(Asked::Person))
        .to_owned()
}

fn wave() -> TableCreateStatement {
    Table::create()
        .table(Wave::Table)
        .col(string(Wave::Label).primary_key())
        .col(string(Wave::Survey))
        .col(string(Wave::State))
        .col(string(Wave::Opens))
        .col(string(Wave::Closes))
        .col(integer(Wave::Threshold))
        .col(integer(Wave::Coverage))
        .col(text(Wave::Questionnaire))
        .col(text(Wave::Tree))
        .col(binary(Wave::PublicKey))
        .col(string(Wave::Roster))
        .col(big_integer(Wave::Ends))
        .col(string(Wave::RemindOn))
        .col(integer(Wave::Reminded))
        .to_owned()
}

fn publication() -> TableCreateStatement {
    Table::create()
        .table(Publication::Table)
        .col(string(Publication::Wave).primary_key())
        .col(string(Publication::Survey))
        .col(string(Publication::Opens))
        .col(text(Publication::Record))
        .col(text(Publication::Summary))
        .to_owned()
}

/// One row for each unit of each publication, so that a page about one team reads the rows of one team.
fn published_unit() -> TableCreateStatement {
    Table::create()
        .table(PublishedUnit::Table)
        .col(string(PublishedUnit::Wave))
        .col(integer(PublishedUnit::Unit))
        .col(integer_null(PublishedUnit::Parent))
        .col(integer(PublishedUnit::Beyond))
        .col(text(PublishedUnit::Path))
        .col(text(PublishedUnit::Folded))
        .col(integer(PublishedUnit::Invited))
        .col(integer_null(PublishedUnit::Stayed))
        .col(text_null(PublishedUnit::Figures))
        .primary_key(Index::create().col(PublishedUnit::Wave).col(PublishedUnit::Unit))
        .to_owned()
}

/// A unit over all its waves.
fn units_by_path() -> IndexCreateStatement {
    let mut index = Index::create();
    index.name("published_unit_path").table(PublishedUnit::Table).col(PublishedUnit::Path).to_owned()
}

/// The units one level below another.
fn units_by_parent() -> IndexCreateStatement {
    let mut index = Index::create();
    index.name("published_unit_parent").table(PublishedUnit::Table);
    index.col(PublishedUnit::Wave).col(PublishedUnit::Parent).to_owned()
}

/// What stands out in a wave.
fn analyses_by_notice() -> IndexCreateStatement {
    let mut index = Index::create();
    index.name("analysis_notice").table(Analysis::Table).col(Analysis::Wave).col(Analysis::Notice).to_owned()
}

fn class() -> TableCreateStatement {
    Table::create()
        .table(Class::Table)
        .col(string(Class::Wave))
        .col(integer(Class::Unit))
        .col(text(Class::Record))
        .primary_key(Index::create().col(Class::Wave).col(Class::Unit))
        .to_owned()
}

fn comments() -> TableCreateStatement {
    Table::create()
        .table(Comments::Table)
        .col(string(Comments::Wave))
        .col(integer(Comments::Unit))
        .col(binary(Comments::Sealed))
        .primary_key(Index::create().col(Comments::Wave).col(Comments::Unit))
        .to_owned()
}

fn analysis() -> TableCreateStatement {
    Table::create()
        .table(Analysis::Table)
        .col(string(Analysis::Wave))
        .col(integer(Analysis::Unit))
        .col(integer(Analysis::Notice))
        .col(text(Analysis::Record))
        .primary_key(Index::create().col(Analysis::Wave).col(Analysis::Unit))
        .to_owned()
}

fn responses() -> TableCreateStatement {
    Table::create()
        .table(Responses::Table)
        .col(string(Responses::Survey))
        .col(string(Responses::Unit))
        .col(text(Responses::Record))
        .primary_key(Index::create().col(Responses::Survey).col(Responses::Unit))
        .to_owned()
}

fn handling() -> TableCreateStatement {
    Table::create()
        .table(Handling::Table)
        .col(string(Handling::Wave))
        .col(string(Handling::Unit))
        .col(text(Handling::Note))
        .primary_key(Index::create().col(Handling::Wave).col(Handling::Unit))
        .to_owned()
}
