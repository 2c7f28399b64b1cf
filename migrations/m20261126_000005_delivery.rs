//! When management may read a wave, what the adviser adds to a report, and whose letters about it wait. No moment of any
//! reading, and nothing of any answer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, integer_null, string, string_null, text, text_null};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum ReportRelease {
    Table,
    Wave,
    Due,
    State,
}

#[derive(DeriveIden)]
enum ReportNote {
    Table,
    Wave,
    Unit,
    Words,
    Signals,
}

#[derive(DeriveIden)]
enum Mailing {
    Table,
    Wave,
    Kind,
    Receiver,
    /// Where it goes, and in which language; of an account both are looked up when it is sent.
    Email,
    Language,
    /// The position of the receiver's unit in the published tree.
    Unit,
    State,
    Complaint,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [report_release(), report_note(), mailing()] {
            if manager.get_database_backend() == DatabaseBackend::Sqlite {
                table.extra(super::NO_ROW_NUMBERS);
            }
            manager.create_table(table).await?;
        }
        // What was published before there was a release was open to management at once.
        let before = "INSERT INTO report_release (wave, due, state) SELECT wave, opens, 'released' FROM publication";
        manager.get_connection().execute_unprepared(before).await?;
        Ok(())
    }
}

fn report_release() -> TableCreateStatement {
    Table::create()
        .table(ReportRelease::Table)
        .col(string(ReportRelease::Wave).primary_key())
        .col(string(ReportRelease::Due))
        .col(string(ReportRelease::State))
        .to_owned()
}

fn report_note() -> TableCreateStatement {
    Table::create()
        .table(ReportNote::Table)
        .col(string(ReportNote::Wave))
        .col(string(ReportNote::Unit))
        .col(text(ReportNote::Words))
        .col(boolean(ReportNote::Signals))
        .primary_key(Index::create().col(ReportNote::Wave).col(ReportNote::Unit))
        .to_owned()
}

fn mailing() -> TableCreateStatement {
    Table::create()
        .table(Mailing::Table)
        .col(string(Mailing::Wave))
        .col(string(Mailing::Kind))
        .col(string(Mailing::Receiver))
        .col(string_null(Mailing::Email))
        .col(string_null(Mailing::Language))
        .col(integer_null(Mailing::Unit))
        .col(string(Mailing::State))
        .col(text_null(Mailing::Complaint))
        .primary_key(Index::create().col(Mailing::Wave).col(Mailing::Kind).col(Mailing::Receiver))
        .to_owned()
}
