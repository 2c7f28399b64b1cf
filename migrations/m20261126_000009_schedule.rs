//! Whether the schedule is paused, and what it could not do. No person, and not when anybody paused it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string, text};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Schedule {
    Table,
    /// `pause` or `trouble`; what is not there is not so.
    Name,
    Value,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create()
            .table(Schedule::Table)
            .col(string(Schedule::Name).primary_key())
            .col(text(Schedule::Value))
            .to_owned();
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            table.extra(super::NO_ROW_NUMBERS);
        }
        manager.create_table(table).await
    }
}
