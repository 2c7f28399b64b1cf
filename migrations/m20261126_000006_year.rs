//! What the adviser wrote for the report on a year: bands and words. No number of cases, no time and no person.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, text};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum YearReport {
    Table,
    Year,
    Record,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create()
            .table(YearReport::Table)
            .col(integer(YearReport::Year).primary_key())
            .col(text(YearReport::Record))
            .to_owned();
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            table.extra(super::NO_ROW_NUMBERS);
        }
        manager.create_table(table).await
    }
}
