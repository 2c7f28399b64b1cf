//! When management may read a wave, and what the adviser adds to a report. No moment of any reading, and nothing of any
//! answer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, string, text};
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

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [report_release(), report_note()] {
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
