//! The store's own tables: who and when (`act`), what (`change`), the chain over it, the list of purges.
//!
//! Their form has a version of its own in `meta.log_version`, beside the domain's schema.

use crate::{
    chain,
    error::{Result, StoreError},
    ids::Ids,
};
use rusqlite::{Connection, OptionalExtension, params};

/// The tables that the store itself keeps; they are not captured in the change log.
pub(crate) const OWN_TABLES: [&str; 6] = ["meta", "migration", "act", "change", "chain", "purged"];

/// The form that this release writes.
const KNOWN: u32 = 3;

const FIRST: &str = "
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

const SECOND: &str = "
-- Every index is a page more in every save: the chain orders the acts, and a change that replaces another stands with
-- it under the same record and field.
DROP INDEX act_by_clock;
DROP INDEX change_base_by_base;
ALTER TABLE change ADD COLUMN salt BLOB;
CREATE TABLE chain (
  seq INTEGER PRIMARY KEY NOT NULL, act_id TEXT NOT NULL, at TEXT NOT NULL, leaves BLOB NOT NULL, head BLOB NOT NULL
) STRICT;
CREATE TABLE purged (
  record_table TEXT NOT NULL, record_id TEXT NOT NULL, act_id TEXT NOT NULL, PRIMARY KEY (record_table, record_id)
) STRICT, WITHOUT ROWID;
";

const THIRD: &str = "
-- A save is as dear as the pages that it touches: changes are appended, found by their act and by their record, and
-- each says itself which one it replaced.
CREATE TABLE change_in_order (
  seq INTEGER PRIMARY KEY NOT NULL,
  id TEXT NOT NULL, act_id TEXT NOT NULL, record_table TEXT NOT NULL, record_id TEXT NOT NULL, field TEXT NOT NULL,
  value ANY, salt BLOB, base_id TEXT
) STRICT;
INSERT INTO change_in_order (id, act_id, record_table, record_id, field, value, salt, base_id)
  SELECT id, act_id, record_table, record_id, field, value, salt,
    (SELECT max(base_id) FROM change_base WHERE change_id = change.id)
  FROM change ORDER BY id;
DROP TABLE change_base;
DROP TABLE change;
ALTER TABLE change_in_order RENAME TO change;
CREATE INDEX change_of_act ON change (act_id);
CREATE INDEX change_of_record ON change (record_id, field, id);
";

/// Lays the first form into an empty database.
pub(crate) fn lay(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch(FIRST)?)
}

/// Whether the form is older than this release's; a newer one is refused.
pub(crate) fn outdated(connection: &Connection) -> Result<bool> {
    let found = version(connection)?;
    if found > KNOWN { Err(StoreError::TooNew { found, known: KNOWN }) } else { Ok(found < KNOWN) }
}

/// Brings the form up to this release's, in one transaction.
pub(crate) fn upgrade(connection: &mut Connection, ids: &dyn Ids, at: &str) -> Result<()> {
    if !outdated(connection)? {
        return Ok(());
    }
    let tx = connection.transaction()?;
    if version(&tx)? < 2 {
        tx.execute_batch(SECOND)?;
        set(&tx, "signing_seed", &chain::hex(&new_seed(&tx)?))?;
        chain::seal_past(&tx, ids, at)?;
    }
    tx.execute_batch(THIRD)?;
    set(&tx, "log_version", &KNOWN.to_string())?;
    Ok(tx.commit()?)
}

/// A seed for signing. A store from before there was a chain gets the same one however often it is brought up, also
/// from a backup of that time: its backups must go on verifying. It hangs on the first act, which only the store knows.
fn new_seed(connection: &Connection) -> Result<[u8; 32]> {
    let first: Option<String> = connection
        .query_row("SELECT id || at AS first FROM act ORDER BY clock LIMIT 1", [], |row| row.get("first"))
        .optional()?;
    if let Some(first) = first {
        return Ok(blake3::derive_key("keji signing seed of a first-form store", first.as_bytes()));
    }
    let mut seed = [0_u8; 32];
    getrandom::fill(&mut seed)?;
    Ok(seed)
}

/// A value of `meta`.
pub(crate) fn value(connection: &Connection, key: &str) -> Result<Option<String>> {
    Ok(connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get("value")).optional()?)
}

/// Writes a value of `meta`.
pub(crate) fn set(connection: &Connection, key: &str, value: &str) -> Result<()> {
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        params![key, value],
    )?;
    Ok(())
}

/// The seed that signs the chain's head in backups.
pub(crate) fn signing_seed(connection: &Connection) -> Result<[u8; 32]> {
    let text = value(connection, "signing_seed")?.unwrap_or_default();
    let mut seed = [0_u8; 32];
    for (byte, at) in seed.iter_mut().zip((0..).step_by(2)) {
        let pair = text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        *byte = pair.ok_or_else(|| StoreError::Damaged("the signing seed is missing".into()))?;
    }
    Ok(seed)
}

fn version(connection: &Connection) -> Result<u32> {
    Ok(value(connection, "log_version")?.and_then(|text| text.parse().ok()).unwrap_or(1))
}
