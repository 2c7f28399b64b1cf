//! The database of a test house, behind the program's back: read, changed, held, copied. Knows no story.

use std::fs;
use std::time::Duration;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

use crate::house::{Engine, TestHouse, collect};

impl TestHouse {
    /// The first column of what a statement finds, as texts.
    pub(crate) fn rows(&self, sql: &str) -> Vec<String> {
        self.in_database(async |db| {
            let statement = Statement::from_string(db.get_database_backend(), sql.to_owned());
            let rows = db.query_all_raw(statement).await.expect("rows");
            rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
        })
    }

    /// Works on one connection of its own.
    fn in_database<T>(&self, work: impl AsyncFnOnce(&DatabaseConnection) -> T) -> T {
        let file = format!("sqlite://{}?mode=rw", self.dir().join("polsslag.db").display());
        let url = self.server.as_ref().map_or(file, |(_, url)| url.clone());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut options = ConnectOptions::new(url);
            options.max_connections(1).sqlx_logging(false);
            let db = Database::connect(options).await.expect("a database");
            let done = work(&db).await;
            db.close().await.expect("a closed database");
            done
        })
    }

    /// Changes rows behind the program's back.
    pub(crate) fn change(&self, sql: &str) {
        self.in_database(async |db| {
            db.execute_unprepared(sql).await.expect("a change");
        });
    }

    /// Keeps every other writer out for so long, as the close of a large wave does.
    pub(crate) fn hold_the_writer(&self, time: Duration) {
        let hold = match self.engine() {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN; SELECT label FROM wave FOR UPDATE",
        };
        self.in_database(async |db| {
            db.execute_unprepared(hold).await.expect("a transaction");
            tokio::time::sleep(time).await;
            db.execute_unprepared("ROLLBACK").await.expect("an end");
        });
    }

    /// A copy of the installation and its database as they are at this moment, without the wave's keys.
    pub(crate) fn copy_without_keys(&self) -> Self {
        let copy = self.copy();
        fs::remove_file(copy.wave_key()).expect("a key file");
        copy
    }

    /// A copy of the installation and its database as they are at this moment.
    pub(crate) fn copy(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let server = self.server.as_ref().map(|(cluster, url)| cluster.copy_of(url));
        let house = Self { folder, server };
        let mut files = Vec::new();
        collect(&self.dir(), &mut files);
        for (path, bytes) in files {
            let path = house.dir().join(path.strip_prefix(self.dir()).expect("a file of the installation"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a written file");
        }
        if let (Some((_, from)), Some((_, to))) = (&self.server, &house.server) {
            house.configure(from, to);
        }
        house
    }
}
