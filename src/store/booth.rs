//! The tables of one wave as statements: slots, sealed sheets, sealed comments. Can't open what is sealed.

use domain::{BallotId, Sealed, SealedPlacement, SealedWrappingKey, SlotId, WaveLabel};
use migrations::{Column, OfWave};
use rand::seq::SliceRandom;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::StoreError;

/// Rows in one statement: `SQLite` takes at most 32,766 values in one.
const ROWS: usize = 1_000;

/// The tables of one wave.
pub(crate) struct Booth<'a> {
    label: &'a WaveLabel,
}

impl<'a> Booth<'a> {
    pub(crate) const fn of(label: &'a WaveLabel) -> Self {
        Self { label }
    }

    /// Makes the tables.
    pub(crate) async fn build(&self, db: &DatabaseTransaction) -> Result<(), StoreError> {
        for (table, length) in [
            (OfWave::Slot, SealedPlacement::LENGTH),
            (OfWave::Ballot, Sealed::SCORES),
            (OfWave::Comment, Sealed::COMMENT),
            (OfWave::Wrap, SealedWrappingKey::LENGTH),
        ] {
            let length = u32::try_from(length).unwrap_or(u32::MAX);
            db.execute(&table.create(self.label.as_str(), length, db.get_database_backend())).await?;
        }
        Ok(())
    }

    /// Drops the tables, and with them everything that was in them.
    pub(crate) async fn tear_down(&self, db: &DatabaseTransaction) -> Result<(), StoreError> {
        for table in OfWave::ALL {
            db.execute(&table.drop(self.label.as_str())).await?;
        }
        Ok(())
    }

    /// Keeps new slots, in an order that has nothing to do with the roster's.
    pub(crate) async fn add_slots(
        &self,
        db: &DatabaseTransaction,
        slots: &[(SlotId, SealedPlacement)],
    ) -> Result<(), StoreError> {
        let rows = slots.iter().map(|(id, placement)| (id.bytes().to_vec(), placement.bytes().to_vec())).collect();
        self.put(db, OfWave::Slot, rows).await
    }

    /// Keeps ballots, each in the place of an earlier one of its name.
    pub(crate) async fn put_ballots(
        &self,
        db: &DatabaseTransaction,
        table: OfWave,
        ballots: impl Iterator<Item = &(BallotId, Sealed)>,
    ) -> Result<(), StoreError> {
        let rows = ballots.map(|(id, sealed)| (id.bytes().to_vec(), sealed.bytes().to_vec())).collect();
        self.put(db, table, rows).await
    }

    /// Keeps a wrapping key under a name that says nothing.
    pub(crate) async fn put_wrap(&self, db: &DatabaseTransaction, key: &SealedWrappingKey) -> Result<(), StoreError> {
        let name: [u8; 32] = rand::random();
        self.put(db, OfWave::Wrap, vec![(name.to_vec(), key.bytes().to_vec())]).await
    }

    /// The wrapping keys; one for each start of a server.
    pub(crate) async fn wraps(&self, db: &impl ConnectionTrait) -> Result<Vec<SealedWrappingKey>, StoreError> {
        let mut query = Query::select();
        query.column(Column::Sealed).from(OfWave::Wrap.table(self.label.as_str()));
        let rows = db.query_all(&query).await?;
        rows.iter().map(|row| Ok(SealedWrappingKey::from_bytes(row.try_get_by_index(0)?))).collect()
    }

    /// Writes rows in random order: neither pages nor row versions then keep the order in which they came.
    async fn put(
        &self,
        db: &DatabaseTransaction,
        table: OfWave,
        mut rows: Vec<(Vec<u8>, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        rows.shuffle(&mut rand::rng());
        for some in rows.chunks(ROWS) {
            let mut insert = Query::insert();
            insert.into_table(table.table(self.label.as_str())).columns([Column::Id, Column::Sealed]);
            for (id, sealed) in some {
                insert.values_panic([id.clone().into(), sealed.clone().into()]);
            }
            insert.on_conflict(OnConflict::column(Column::Id).update_column(Column::Sealed).to_owned());
            db.execute(&insert).await?;
        }
        Ok(())
    }

    /// The placement in the slot of this name.
    pub(crate) async fn slot(
        &self,
        db: &impl ConnectionTrait,
        slot: SlotId,
    ) -> Result<Option<SealedPlacement>, StoreError> {
        let mut query = Query::select();
        query.column(Column::Sealed).from(OfWave::Slot.table(self.label.as_str()));
        query.and_where(Expr::col(Column::Id).eq(slot.bytes().to_vec()));
        let row = db.query_one(&query).await?;
        let bytes = row.map(|row| row.try_get_by_index(0)).transpose()?;
        Ok(bytes.map(SealedPlacement::from_bytes))
    }

    /// How many rows a table has.
    pub(crate) async fn count(&self, db: &impl ConnectionTrait, table: OfWave) -> Result<u64, StoreError> {
        let mut query = Query::select();
        query.expr(Expr::col(Column::Id).count()).from(table.table(self.label.as_str()));
        let row = db.query_one(&query).await?;
        let count: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// The next `most` ballots after the one named `after`, in the order of their names.
    pub(crate) async fn some_ballots(
        &self,
        db: &impl ConnectionTrait,
        table: OfWave,
        after: Option<BallotId>,
        most: u64,
    ) -> Result<Vec<(BallotId, Sealed)>, StoreError> {
        let mut query = Query::select();
        query.columns([Column::Id, Column::Sealed]).from(table.table(self.label.as_str()));
        if let Some(after) = after {
            query.and_where(Expr::col(Column::Id).gt(after.bytes().to_vec()));
        }
        query.order_by(Column::Id, sea_orm::Order::Asc).limit(most);
        let damaged = |_| StoreError::Damaged { table: "ballot", what: "id" };
        let rows = db.query_all(&query).await?;
        rows.iter()
            .map(|row| {
                let id: Vec<u8> = row.try_get_by_index(0)?;
                let id = BallotId::from_bytes(id.try_into().map_err(damaged)?);
                Ok((id, Sealed::from_bytes(row.try_get_by_index(1)?)))
            })
            .collect()
    }
}
