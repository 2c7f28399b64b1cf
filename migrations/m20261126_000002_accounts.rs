//! Accounts, what proves who somebody is, and what they are admitted with. Does not know how they are filled.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, binary_null, boolean, string, string_null, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum Account {
    Table,
    Name,
    Email,
    Mailbox,
    Language,
    Adviser,
    Administrator,
    /// Paths of units, as JSON.
    Units,
    PasswordHash,
    /// The secret of the second factor, sealed.
    Factor,
    /// The time step of the last code that was taken.
    Step,
}

#[derive(DeriveIden)]
enum RecoveryCode {
    Table,
    Account,
    Hash,
}

#[derive(DeriveIden)]
enum Session {
    Table,
    Id,
    Account,
    Whole,
    Started,
    Seen,
    /// The secret of a second factor that is not confirmed yet, sealed.
    Factor,
}

#[derive(DeriveIden)]
enum Ticket {
    Table,
    Id,
    Account,
    Expires,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [account(), recovery_code(), session(), ticket()] {
            manager.create_table(table).await?;
        }
        Ok(())
    }
}

fn account() -> TableCreateStatement {
    Table::create()
        .table(Account::Table)
        .col(string(Account::Name).primary_key())
        .col(string(Account::Email))
        .col(string(Account::Mailbox).unique_key())
        .col(string(Account::Language))
        .col(boolean(Account::Adviser))
        .col(boolean(Account::Administrator))
        .col(text(Account::Units))
        .col(string_null(Account::PasswordHash))
        .col(binary_null(Account::Factor))
        .col(big_integer(Account::Step))
        .to_owned()
}

fn recovery_code() -> TableCreateStatement {
    Table::create()
        .table(RecoveryCode::Table)
        .col(string(RecoveryCode::Account))
        .col(binary(RecoveryCode::Hash))
        .primary_key(Index::create().col(RecoveryCode::Account).col(RecoveryCode::Hash))
        .to_owned()
}

fn session() -> TableCreateStatement {
    Table::create()
        .table(Session::Table)
        .col(binary(Session::Id).primary_key())
        .col(string(Session::Account))
        .col(boolean(Session::Whole))
        .col(big_integer(Session::Started))
        .col(big_integer(Session::Seen))
        .col(binary_null(Session::Factor))
        .to_owned()
}

fn ticket() -> TableCreateStatement {
    Table::create()
        .table(Ticket::Table)
        .col(binary(Ticket::Id).primary_key())
        .col(string(Ticket::Account).unique_key())
        .col(big_integer(Ticket::Expires))
        .to_owned()
}
