//! What the adviser released of a unit's comments. Keeps the released words and nothing of what they were taken from.

use domain::{RemarkKind, RemarkRelease, UnitIndex, UnitPath, WaveLabel};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::entity::{comments, remark_release};
use crate::rows::{lies_in, read};
use crate::{Store, StoreError, engine};

/// Released words with their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedRemarks {
    /// The wave in which the comments were written.
    pub wave: WaveLabel,
    /// The unit under which they stand together.
    pub unit: UnitPath,
    /// The words.
    pub words: RemarkRelease,
}

impl Store {
    /// Whether enough people of a unit wrote a comment in a wave for them to stand together there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_comments(&self, label: &WaveLabel, unit: UnitIndex) -> Result<bool, StoreError> {
        let damaged = |_| StoreError::Damaged { table: "comments", what: "unit" };
        let key = (label.to_string(), i32::try_from(unit.number()).map_err(damaged)?);
        Ok(comments::Entity::find_by_id(key).count(&self.reader).await? > 0)
    }

    /// Keeps released words; later words of the same wave and unit take the place of the earlier ones.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_remarks(&self, remarks: &ReleasedRemarks) -> Result<(), StoreError> {
        let row = remark_release::ActiveModel {
            wave: Set(remarks.wave.to_string()),
            unit: Set(remarks.unit.to_string()),
            kind: Set(remarks.words.kind().name().to_owned()),
            words: Set(remarks.words.typed()),
        };
        let again = OnConflict::columns([remark_release::Column::Wave, remark_release::Column::Unit])
            .update_columns([remark_release::Column::Kind, remark_release::Column::Words])
            .to_owned();
        remark_release::Entity::insert(row).on_conflict(again).exec_without_returning(&self.db).await?;
        // Words that were replaced may have given somebody away. A reader in the way only delays this.
        engine::empty_log(&self.db).await?;
        Ok(())
    }

    /// Forgets released words; `false` when there are none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn withdraw_remarks(&self, wave: &WaveLabel, unit: &UnitPath) -> Result<bool, StoreError> {
        let key = (wave.to_string(), unit.to_string());
        let gone = remark_release::Entity::delete_by_id(key).exec(&self.db).await?.rows_affected > 0;
        engine::empty_log(&self.db).await?;
        Ok(gone)
    }

    /// What was released for `unit` and for the units around it; the newest wave first, the smallest unit first in each.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn remarks_for(&self, unit: &UnitPath) -> Result<Vec<ReleasedRemarks>, StoreError> {
        let around = unit.up().map(|unit| unit.to_string());
        let mut found = self.remarks_where(remark_release::Column::Unit.is_in(around)).await?;
        found.sort_by(|one, other| (&other.wave, other.unit.depth()).cmp(&(&one.wave, one.unit.depth())));
        Ok(found)
    }

    /// What was released for `unit` and for every unit inside it; in the order of the tree, the newest wave first in each.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn remarks_within(&self, unit: &UnitPath) -> Result<Vec<ReleasedRemarks>, StoreError> {
        let mut found = self.remarks_where(lies_in(remark_release::Column::Unit, unit)?).await?;
        found.sort_by(|one, other| (&one.unit, &other.wave).cmp(&(&other.unit, &one.wave)));
        Ok(found)
    }

    /// What was released of a wave, in the order of the tree.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn remarks_of(&self, wave: &WaveLabel) -> Result<Vec<ReleasedRemarks>, StoreError> {
        let mut found = self.remarks_where(remark_release::Column::Wave.eq(wave.to_string())).await?;
        found.sort_by(|one, other| one.unit.cmp(&other.unit));
        Ok(found)
    }

    async fn remarks_where(&self, condition: Expr) -> Result<Vec<ReleasedRemarks>, StoreError> {
        let query = remark_release::Entity::find().filter(condition).order_by_asc(remark_release::Column::Wave);
        let rows = query.all(&self.reader).await?;
        rows.iter().map(released).collect()
    }
}

fn released(row: &remark_release::Model) -> Result<ReleasedRemarks, StoreError> {
    let damaged = |what| StoreError::Damaged { table: "remark_release", what };
    let kind = RemarkKind::named(&row.kind).ok_or_else(|| damaged("kind"))?;
    Ok(ReleasedRemarks {
        wave: read(&row.wave, "remark_release", "wave")?,
        unit: read(&row.unit, "remark_release", "unit")?,
        words: RemarkRelease::new(kind, &row.words).map_err(|_| damaged("words"))?,
    })
}
