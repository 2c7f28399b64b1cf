//! Between rows and domain words. Knows the spelling of a column, not why it is there.

use std::collections::BTreeMap;
use std::str::FromStr;

use domain::{Tree, UnitPath};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ActiveModelTrait, ColumnTrait};
use serde::{Deserialize, Serialize};

use crate::StoreError;

/// Rows in one statement: `SQLite` takes at most 32,766 values in one.
const ROWS: usize = 1_000;

/// Inserts rows a thousand at a time.
pub(crate) async fn insert_all<A>(
    db: &impl sea_orm::ConnectionTrait,
    rows: impl IntoIterator<Item = A>,
) -> Result<(), StoreError>
where
    A: ActiveModelTrait + Send,
{
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<A> = rows.by_ref().take(ROWS).collect();
        if some.is_empty() {
            return Ok(());
        }
        sea_orm::EntityTrait::insert_many(some).exec_without_returning(db).await?;
    }
}

/// Whether a column that holds the path of a unit names `unit` or one inside it. Not a pattern: a name may hold its signs.
pub(crate) fn lies_in(column: impl ColumnTrait, unit: &UnitPath) -> Result<Expr, StoreError> {
    if unit.depth() == 0 {
        return Ok(column.is_not_null());
    }
    let inside = format!("{unit}/");
    let length = i32::try_from(inside.chars().count());
    let length = length.map_err(|_| StoreError::Damaged { table: "unit", what: "path" })?;
    let beginning = Func::cust("substr").arg(Expr::col(column.as_column_ref())).arg(1).arg(length);
    let lies_inside = ExprTrait::eq(Expr::from(beginning), inside);
    Ok(ColumnTrait::eq(&column, unit.to_string()).or(lies_inside))
}

/// Reads a column through the one door of its type.
pub(crate) fn read<T: FromStr>(text: &str, table: &'static str, what: &'static str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged { table, what })
}

/// Reads a column that holds JSON.
pub(crate) fn read_json<T: for<'a> Deserialize<'a>>(
    text: &str,
    table: &'static str,
    what: &'static str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Damaged { table, what })
}

/// Writes a column that holds JSON.
pub(crate) fn write_json<T: Serialize>(
    value: &T,
    table: &'static str,
    what: &'static str,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Damaged { table, what })
}

/// A unit, the people placed directly in it, and how many of all inside it stayed since the wave before.
#[derive(Serialize, Deserialize)]
struct Place {
    path: Vec<String>,
    invited: u32,
    stayed: Option<u32>,
}

pub(crate) fn write_tree(tree: &Tree) -> Result<String, StoreError> {
    let places: Vec<_> = tree
        .units()
        .iter()
        .map(|unit| Place { path: unit.path.parts().to_vec(), invited: unit.invited_directly, stayed: unit.stayed })
        .collect();
    write_json(&places, "wave", "tree")
}

pub(crate) fn read_tree(text: &str) -> Result<Tree, StoreError> {
    let damaged = || StoreError::Damaged { table: "wave", what: "tree" };
    let places: Vec<Place> = read_json(text, "wave", "tree")?;
    let mut stayed = BTreeMap::new();
    let mut placements = Vec::with_capacity(places.len());
    for place in places {
        let path = UnitPath::from_parts(&place.path).map_err(|_| damaged())?;
        stayed.extend(place.stayed.map(|count| (path.clone(), count)));
        placements.push((path, place.invited));
    }
    let tree = Tree::of(placements).map_err(|_| damaged())?;
    Ok(if stayed.is_empty() { tree } else { tree.with_stayed(&stayed) })
}
