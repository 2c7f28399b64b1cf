//! What was done in which unit. Keeps no moment and no person beside it, and its keys come from chance: they tell no order.

use std::fmt;
use std::str::FromStr;

use domain::{Action, TypedAction, UnitPath};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter};

use crate::entity::action;
use crate::rows::{lies_in, read};
use crate::{Store, StoreError};

/// The name of an action in the store and in addresses: 128 bits of chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ActionId(u128);

/// The text can't be the name of an action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an action is named by 32 hexadecimal digits")]
pub struct BadActionId;

impl fmt::Display for ActionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for ActionId {
    type Err = BadActionId;

    fn from_str(text: &str) -> Result<Self, BadActionId> {
        let good = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
        u128::from_str_radix(text, 16).ok().filter(|_| good).map(Self).ok_or(BadActionId)
    }
}

/// An action with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAction {
    /// Its name.
    pub id: ActionId,
    /// The action.
    pub action: Action,
}

impl Store {
    /// Keeps a new action.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_action(&self, action: &Action) -> Result<ActionId, StoreError> {
        let id = ActionId(rand::random());
        let row = action::ActiveModel { id: Set(key(id)), ..columns(action) };
        action::Entity::insert(row).exec_without_returning(&self.db).await?;
        Ok(id)
    }

    /// Puts `action` in the place of the one with this name; `false` when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_action(&self, id: ActionId, action: &Action) -> Result<bool, StoreError> {
        let row = action::ActiveModel { id: Unchanged(key(id)), ..columns(action) };
        match row.update(&self.db).await {
            Ok(_) => Ok(true),
            Err(DbErr::RecordNotUpdated) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Forgets an action; `false` when there is none of that name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn withdraw_action(&self, id: ActionId) -> Result<bool, StoreError> {
        Ok(action::Entity::delete_by_id(key(id)).exec(&self.db).await?.rows_affected > 0)
    }

    /// The action of this name, if there is one.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn action(&self, id: ActionId) -> Result<Option<KeptAction>, StoreError> {
        action::Entity::find_by_id(key(id)).one(&self.reader).await?.map(kept).transpose()
    }

    /// What was done in `unit` and in the units around it, whose actions count for it too; the newest first.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn actions_for(&self, unit: &UnitPath) -> Result<Vec<KeptAction>, StoreError> {
        let mut found = self.actions_where(action::Column::Unit.is_in(unit.up().map(|unit| unit.to_string()))).await?;
        found.sort_by(|one, other| newest_first(one).cmp(&newest_first(other)));
        Ok(found)
    }

    /// What was done in `unit` and in every unit inside it, in the order of the tree, the newest first in each.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn actions_within(&self, unit: &UnitPath) -> Result<Vec<KeptAction>, StoreError> {
        let mut found = self.actions_where(lies_in(action::Column::Unit, unit)?).await?;
        found.sort_by(|one, other| {
            let place = one.action.unit().cmp(other.action.unit());
            place.then_with(|| newest_first(one).cmp(&newest_first(other)))
        });
        Ok(found)
    }

    async fn actions_where(&self, condition: Expr) -> Result<Vec<KeptAction>, StoreError> {
        let rows = action::Entity::find().filter(condition).all(&self.reader).await?;
        rows.into_iter().map(kept).collect()
    }
}

/// The newest first; what began at the same time by its words, so that the order is always the same.
fn newest_first(kept: &KeptAction) -> impl Ord + use<'_> {
    let action = &kept.action;
    (std::cmp::Reverse(action.since()), action.what(), action.by(), action.unit(), kept.id)
}

fn key(id: ActionId) -> Vec<u8> {
    id.0.to_be_bytes().to_vec()
}

/// Everything but the name.
fn columns(action: &Action) -> action::ActiveModel {
    action::ActiveModel {
        unit: Set(action.unit().to_string()),
        what: Set(action.what().to_owned()),
        role: Set(action.by().to_owned()),
        since: Set(action.since().to_string()),
        until: Set(action.until().map(|until| until.to_string())),
        ..Default::default()
    }
}

fn kept(row: action::Model) -> Result<KeptAction, StoreError> {
    let damaged = |what| StoreError::Damaged { table: "action", what };
    let id = <[u8; 16]>::try_from(row.id).map_err(|_| damaged("id"))?;
    let typed = TypedAction { what: row.what, by: row.role, since: row.since, until: row.until.unwrap_or_default() };
    let action = Action::read(read(&row.unit, "action", "unit")?, &typed).map_err(|_| damaged("words or dates"))?;
    Ok(KeptAction { id: ActionId(u128::from_be_bytes(id)), action })
}
