//! What was done in a unit, and what may be read of its comments. No time, no person and no order: when an action began is
//! what the adviser wrote down.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{binary, string, string_null, text};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Action {
    Table,
    Id,
    Unit,
    What,
    Role,
    Since,
    Until,
}

#[derive(DeriveIden)]
enum RemarkRelease {
    Table,
    Wave,
    Unit,
    Kind,
    Words,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in [action(), remark_release()] {
            if manager.get_database_backend() == DatabaseBackend::Sqlite {
                table.extra(super::NO_ROW_NUMBERS);
            }
            manager.create_table(table).await?;
        }
        Ok(())
    }
}

fn action() -> TableCreateStatement {
    Table::create()
        .table(Action::Table)
        .col(binary(Action::Id).primary_key())
        .col(string(Action::Unit))
        .col(text(Action::What))
        .col(string(Action::Role))
        .col(string(Action::Since))
        .col(string_null(Action::Until))
        .to_owned()
}

fn remark_release() -> TableCreateStatement {
    Table::create()
        .table(RemarkRelease::Table)
        .col(string(RemarkRelease::Wave))
        .col(string(RemarkRelease::Unit))
        .col(string(RemarkRelease::Kind))
        .col(text(RemarkRelease::Words))
        .primary_key(Index::create().col(RemarkRelease::Wave).col(RemarkRelease::Unit))
        .to_owned()
}
