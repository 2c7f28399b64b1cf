//! Identities elsewhere: who at a provider of single sign-on belongs to which account. Does not know how that was found.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[derive(DeriveIden)]
enum AccountIdentity {
    Table,
    Issuer,
    Subject,
    Account,
}

#[derive(DeriveIden)]
enum Account {
    Table,
    Name,
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(account_identity()).await
    }
}

fn account_identity() -> TableCreateStatement {
    Table::create()
        .table(AccountIdentity::Table)
        .col(string(AccountIdentity::Issuer))
        .col(string(AccountIdentity::Subject))
        .col(string(AccountIdentity::Account))
        .primary_key(Index::create().col(AccountIdentity::Issuer).col(AccountIdentity::Subject))
        // One identity an account at each provider: an address that is given to somebody else does not bring them in.
        .index(Index::create().unique().col(AccountIdentity::Issuer).col(AccountIdentity::Account))
        // An account that goes takes its identities along, so that another of that name does not inherit them.
        .foreign_key(
            ForeignKey::create()
                .from(AccountIdentity::Table, AccountIdentity::Account)
                .to(Account::Table, Account::Name)
                .on_delete(ForeignKeyAction::Cascade)
                .on_update(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
