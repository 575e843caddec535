//! Migrations: one numbered list; a step and its version share a transaction; its hash is kept and checked.

use crate::error::{Result, StoreError};
use rusqlite::{Connection, params};

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Number of the step, from 1, without gaps.
    pub version: u32,
    /// Short name, as in the file's name.
    pub name: &'static str,
    /// The statements of the step.
    pub sql: &'static str,
}

/// The tables that the store itself keeps; they are not captured in the change log.
pub(crate) const OWN_TABLES: [&str; 5] = ["meta", "migration", "act", "change", "change_base"];

const OWN_SCHEMA: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE migration (
  version INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL
) STRICT;
CREATE TABLE act (
  id TEXT PRIMARY KEY NOT NULL, op TEXT NOT NULL, actor TEXT NOT NULL, site TEXT NOT NULL,
  clock TEXT NOT NULL, at TEXT NOT NULL, undoes TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX act_by_clock ON act (clock);
CREATE TABLE change (
  id TEXT PRIMARY KEY NOT NULL, act_id TEXT NOT NULL, record_table TEXT NOT NULL, record_id TEXT NOT NULL,
  field TEXT NOT NULL, value ANY
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX change_once ON change (act_id, record_table, record_id, field);
CREATE INDEX change_by_record ON change (record_table, record_id, field);
CREATE TABLE change_base (
  change_id TEXT NOT NULL, base_id TEXT NOT NULL, PRIMARY KEY (change_id, base_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_base_by_base ON change_base (base_id);
";

/// Version of the file, 0 for a new one.
pub(crate) fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("SELECT user_version FROM pragma_user_version", [], |row| row.get("user_version"))?)
}

/// Refuses newer files and changed steps; returns the steps that are still to do.
pub(crate) fn pending<'a>(connection: &Connection, steps: &'a [Migration]) -> Result<&'a [Migration]> {
    let found = version(connection)?;
    let known = steps.last().map_or(0, |step| step.version);
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    if found > 0 {
        let mut statement = connection.prepare("SELECT version, hash FROM migration")?;
        let applied = statement
            .query_map([], |row| Ok((row.get::<_, u32>("version")?, row.get::<_, String>("hash")?)))?
            .collect::<std::result::Result<Vec<_>, _>>()?;
        for (number, hash) in applied {
            let same = steps.iter().find(|step| step.version == number).is_some_and(|step| digest(step) == hash);
            if !same {
                return Err(StoreError::MigrationChanged(number));
            }
        }
    }
    Ok(steps.get(found as usize..).unwrap_or_default())
}

/// Applies the pending steps, each in a transaction of its own.
pub(crate) fn apply(connection: &mut Connection, steps: &[Migration], at: &str) -> Result<()> {
    for step in steps {
        let tx = connection.transaction()?;
        if step.version == 1 {
            tx.execute_batch(OWN_SCHEMA)?;
        }
        tx.execute_batch(step.sql)?;
        tx.execute(
            "INSERT INTO migration (version, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4)",
            params![step.version, step.name, digest(step), at],
        )?;
        tx.execute_batch(&format!("PRAGMA user_version={}", step.version))?;
        tx.commit()?;
    }
    Ok(())
}

fn digest(step: &Migration) -> String {
    // Line ends are folded so that a checkout on another system gives the same hash.
    blake3::hash(step.sql.replace("\r\n", "\n").as_bytes()).to_hex().to_string()
}
