//! The tables as `SeaORM` sees them, in primitive columns. Private: nobody outside this crate meets a row.

macro_rules! table {
    ($name:ident, $table:literal, { $($fields:tt)* }) => {
        pub(crate) mod $name {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub(crate) struct Model { $($fields)* }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub(crate) enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table!(person, "person", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) key: String,
    pub(crate) email: String,
    pub(crate) mailbox: String,
    pub(crate) unit: String,
    pub(crate) language: String,
    pub(crate) time_zone: Option<String>,
});

table!(asked, "asked", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person: String,
    pub(crate) unit: String,
});

table!(wave, "wave", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) label: String,
    pub(crate) survey: String,
    pub(crate) state: String,
    pub(crate) opens: String,
    pub(crate) closes: String,
    pub(crate) threshold: i32,
    pub(crate) coverage: i32,
    pub(crate) questionnaire: String,
    pub(crate) tree: String,
    pub(crate) public_key: Vec<u8>,
    pub(crate) roster: String,
    pub(crate) ends: i64,
    pub(crate) remind_on: String,
    pub(crate) reminded: i32,
});

table!(publication, "publication", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    pub(crate) survey: String,
    pub(crate) opens: String,
    pub(crate) record: String,
    pub(crate) summary: String,
});

table!(published_unit, "published_unit", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: i32,
    pub(crate) parent: Option<i32>,
    /// The position after the last unit inside: everything inside follows a unit at once.
    pub(crate) beyond: i32,
    pub(crate) path: String,
    /// The path in small letters, to look for.
    pub(crate) folded: String,
    pub(crate) invited: i32,
    pub(crate) stayed: Option<i32>,
    pub(crate) figures: Option<String>,
});

table!(class, "class", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: i32,
    pub(crate) record: String,
});

table!(comments, "comments", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: i32,
    pub(crate) sealed: Vec<u8>,
});

table!(analysis, "analysis", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: i32,
    pub(crate) notice: i32,
    pub(crate) record: String,
});

table!(responses, "responses", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: String,
    pub(crate) record: String,
});

table!(handling, "handling", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: String,
    pub(crate) note: String,
});

table!(year_report, "year_report", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) year: i32,
    pub(crate) record: String,
});

table!(account, "account", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) mailbox: String,
    pub(crate) language: String,
    pub(crate) adviser: bool,
    pub(crate) administrator: bool,
    pub(crate) units: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) factor: Option<Vec<u8>>,
    pub(crate) step: i64,
});

table!(recovery_code, "recovery_code", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) account: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) hash: Vec<u8>,
});

table!(session, "session", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Vec<u8>,
    pub(crate) account: String,
    pub(crate) whole: bool,
    pub(crate) started: i64,
    pub(crate) seen: i64,
    pub(crate) factor: Option<Vec<u8>>,
});

table!(ticket, "ticket", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Vec<u8>,
    pub(crate) account: String,
    pub(crate) expires: i64,
});

table!(action, "action", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Vec<u8>,
    pub(crate) unit: String,
    pub(crate) what: String,
    pub(crate) role: String,
    pub(crate) since: String,
    pub(crate) until: Option<String>,
});

table!(remark_release, "remark_release", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: String,
    pub(crate) kind: String,
    pub(crate) words: String,
});

table!(account_identity, "account_identity", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) issuer: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) subject: String,
    pub(crate) account: String,
});

table!(report_release, "report_release", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    pub(crate) due: String,
    pub(crate) state: String,
});

table!(report_note, "report_note", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) wave: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) unit: String,
    pub(crate) words: String,
    pub(crate) signals: bool,
});

table!(outbox, "outbox", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) topic: String,
    pub(crate) receiver: String,
    pub(crate) email: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) unit: Option<i32>,
    pub(crate) round: i32,
    pub(crate) state: String,
    pub(crate) tries: i32,
    pub(crate) unconfirmed: i32,
    pub(crate) due: i64,
    pub(crate) since: i64,
    pub(crate) complaint: Option<String>,
});

table!(undeliverable, "undeliverable", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) mailbox: String,
    pub(crate) address: String,
    pub(crate) status: Option<String>,
    pub(crate) reason: String,
    pub(crate) since: Option<String>,
    pub(crate) latest: Option<String>,
});

table!(schedule, "schedule", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) name: String,
    pub(crate) value: String,
});

table!(opt_out, "opt_out", {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Vec<u8>,
});
