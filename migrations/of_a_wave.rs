//! The tables that live as long as one wave collects: its slots, its sealed sheets and comments, the sealed keys around
//! those. Does not know what they hold.
//!
//! Each wave has tables of its own, so that the close can drop them: a deleted row leaves traces behind that a dropped
//! table does not. They have two columns and nothing else: no wave, no time, no person, no order.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::binary;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// One of a wave's own tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfWave {
    /// Where the holder of a token counts.
    Slot,
    /// The sealed sheets.
    Ballot,
    /// The sealed comments.
    Comment,
    /// The keys under which sheets and comments are wrapped, sealed for the close.
    Wrap,
}

/// Their columns.
#[derive(Debug, Clone, Copy, Iden)]
pub enum Column {
    /// The name of a row: a hash.
    Id,
    /// What is sealed under that name.
    Sealed,
}

impl OfWave {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Slot, Self::Ballot, Self::Comment, Self::Wrap];

    /// The table of the wave named `label`: small letters, digits and dashes.
    pub fn table(self, label: &str) -> Alias {
        let kind = match self {
            Self::Slot => "slot",
            Self::Ballot => "ballot",
            Self::Comment => "comment",
            Self::Wrap => "wrap",
        };
        // A label has no underscores, so that two labels never have one table.
        Alias::new(format!("{kind}_{}", label.replace('-', "_")))
    }

    /// Makes the table. Every row's seal has `length` bytes: one of another length can't get in.
    pub fn create(self, label: &str, length: u32, backend: DatabaseBackend) -> TableCreateStatement {
        let exact = |column: DynIden, bytes: u32| {
            SimpleExpr::FunctionCall(Func::cust("length").arg(Expr::col(column))).eq(bytes)
        };
        let mut table = Table::create();
        table
            .table(self.table(label))
            .col(binary(Column::Id).primary_key())
            .col(binary(Column::Sealed))
            .check(exact(Column::Id.into_iden(), 32))
            .check(exact(Column::Sealed.into_iden(), length));
        if backend == DatabaseBackend::Sqlite {
            table.extra(super::NO_ROW_NUMBERS);
        }
        table
    }

    /// Drops the table.
    pub fn drop(self, label: &str) -> TableDropStatement {
        Table::drop().table(self.table(label)).to_owned()
    }
}
