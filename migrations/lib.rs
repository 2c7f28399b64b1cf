//! The shape of the tables, and how it came about, one step a file. Does not know what the rows mean.
//!
//! Deliberately absent from `slot`, `ballot` and `class`: times, people, addresses, sequences, foreign keys, and any
//! other order than that of random names. A story in `tests/it` reads the real schema and holds it to this.

mod m20261122_000001_first_tables;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

/// Every step, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261122_000001_first_tables::Migration)]
    }
}
