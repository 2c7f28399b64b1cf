//! The shape of the tables, and how it came about, one step a file. Does not know what the rows mean.
//!
//! Deliberately absent from the tables of a wave and from what outlives them: times, people, addresses, sequences,
//! foreign keys, and any other order than that of random names. A story in `tests/it` reads the real schemas.

mod m20261122_000001_first_tables;
mod m20261126_000002_accounts;
mod m20261126_000003_identity;
mod m20261126_000004_actions;
mod m20261126_000005_delivery;
mod m20261126_000006_year;
mod m20261126_000007_opt_out;
mod m20261126_000008_outbox;
mod m20261126_000009_schedule;
mod m20261126_000010_undeliverable;
mod of_a_wave;

pub use of_a_wave::{Column, OfWave};

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

/// `SQLite` keeps the order of insertion in a hidden row number unless a table is told not to have one.
const NO_ROW_NUMBERS: &str = "WITHOUT ROWID";

/// Every step, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_first_tables::Migration),
            Box::new(m20261126_000002_accounts::Migration),
            Box::new(m20261126_000003_identity::Migration),
            Box::new(m20261126_000004_actions::Migration),
            Box::new(m20261126_000005_delivery::Migration),
            Box::new(m20261126_000006_year::Migration),
            Box::new(m20261126_000007_opt_out::Migration),
            Box::new(m20261126_000008_outbox::Migration),
            Box::new(m20261126_000009_schedule::Migration),
            Box::new(m20261126_000010_undeliverable::Migration),
        ]
    }
}
