//! Mailboxes at which letters don't arrive, and why not. No person, no unit and no time; nothing about answers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string, string_null, text};
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Undeliverable {
    Table,
    Mailbox,
    /// The address as it is written on the roster or in an account.
    Address,
    /// The code of the refusal.
    Status,
    /// In the server's words.
    Reason,
    /// The wave whose letter was the first not to arrive, and the one whose letter was the last; none for letters that are
    /// no wave's.
    Since,
    Latest,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create()
            .table(Undeliverable::Table)
            .col(string(Undeliverable::Mailbox).primary_key())
            .col(string(Undeliverable::Address))
            .col(string_null(Undeliverable::Status))
            .col(text(Undeliverable::Reason))
            .col(string_null(Undeliverable::Since))
            .col(string_null(Undeliverable::Latest))
            .to_owned();
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            table.extra(super::NO_ROW_NUMBERS);
        }
        manager.create_table(table).await
    }
}
