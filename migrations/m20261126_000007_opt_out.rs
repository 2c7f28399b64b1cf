//! Who stopped their letters, as hashes of marks: no person, no address, no time and no order.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::binary;
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum OptOut {
    Table,
    Id,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create().table(OptOut::Table).col(binary(OptOut::Id).primary_key()).to_owned();
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            table.extra(super::NO_ROW_NUMBERS);
        }
        manager.create_table(table).await
    }
}
