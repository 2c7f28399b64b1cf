//! Sessions: who is in, since when, and how far. Keeps hashes only: no cookie that would work.

use std::time::Duration;

use domain::{Account, AccountName};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::accounts::state_of;
use crate::entity::{account, session};
use crate::{Store, StoreError};

/// The name of a session in the store: a hash of the cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionId(pub [u8; 32]);

/// How far somebody is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second factor is still asked for.
    Half,
    /// All the way.
    Whole,
}

/// A session that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its name.
    pub id: SessionId,
    /// Whose it is.
    pub account: Account,
    /// How far they are in.
    pub stage: Stage,
    /// A second factor that was shown and is not confirmed yet, sealed.
    pub shown_factor: Option<Vec<u8>>,
}

impl Session {
    /// How long nobody needs to do anything, in seconds.
    pub const IDLE: i64 = 30 * 60;
    /// How long a session lasts whatever is done in it, in seconds.
    pub const LONGEST: i64 = 10 * 60 * 60;
    /// How often it is noted that somebody is still there, in seconds.
    const NOTED: i64 = 60;
    /// How long a page waits until that is noted.
    const PATIENCE: Duration = Duration::from_millis(250);
}

impl Store {
    /// Starts a session at `now` (seconds since 1970), and forgets those that have ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_session(
        &self,
        id: SessionId,
        name: &AccountName,
        stage: Stage,
        now: i64,
    ) -> Result<(), StoreError> {
        let ended = Condition::any()
            .add(session::Column::Started.lte(now - Session::LONGEST))
            .add(session::Column::Seen.lte(now - Session::IDLE));
        session::Entity::delete_many().filter(ended).exec(&self.db).await?;
        let row = session::ActiveModel {
            id: Set(id.0.to_vec()),
            account: Set(name.to_string()),
            whole: Set(stage == Stage::Whole),
            started: Set(now),
            seen: Set(now),
            factor: Set(None),
        };
        session::Entity::insert(row).exec_without_returning(&self.db).await?;
        Ok(())
    }

    /// The session of that name, if it has not ended at `now`; notes that somebody is there, once a minute.
    ///
    /// # Errors
    /// When the database fails or holds a row this program never wrote.
    pub async fn session(&self, id: SessionId, now: i64) -> Result<Option<Session>, StoreError> {
        let found = session::Entity::find_by_id(id.0.to_vec())
            .filter(session::Column::Started.gt(now - Session::LONGEST))
            .filter(session::Column::Seen.gt(now - Session::IDLE))
            .one(&self.reader)
            .await?;
        let Some(row) = found else { return Ok(None) };
        let Some(owner) = account::Entity::find_by_id(&row.account).one(&self.reader).await? else { return Ok(None) };
        if row.seen + Session::NOTED <= now {
            // A close may keep the writer busy for longer than anybody should wait for a page.
            let noting = session::Entity::update_many()
                .col_expr(session::Column::Seen, Expr::value(now))
                .filter(session::Column::Id.eq(row.id));
            let db = self.db.clone();
            let noted = tokio::spawn(async move { noting.exec(&db).await });
            let _ = tokio::time::timeout(Session::PATIENCE, noted).await;
        }
        Ok(Some(Session {
            id,
            account: state_of(&owner)?.account,
            stage: if row.whole { Stage::Whole } else { Stage::Half },
            shown_factor: row.factor,
        }))
    }

    /// Keeps a second factor that is being shown in a session until it is confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn show_factor(&self, id: SessionId, sealed: Option<Vec<u8>>) -> Result<(), StoreError> {
        session::Entity::update_many()
            .col_expr(session::Column::Factor, Expr::value(sealed))
            .filter(session::Column::Id.eq(id.0.to_vec()))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, id: SessionId) -> Result<(), StoreError> {
        session::Entity::delete_by_id(id.0.to_vec()).exec(&self.db).await?;
        Ok(())
    }
}
