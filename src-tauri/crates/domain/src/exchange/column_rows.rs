//! SQL of the columns that were picked by hand.

use crate::error::Result;
use keji_store::{Read, Tx, rusqlite::params};
use std::collections::BTreeMap;

/// Normalised heading → field (empty: not read) and the record, of a kind.
pub(crate) fn remembered(read: &Read<'_>, kind: &str) -> Result<BTreeMap<String, (String, String)>> {
    let mut statement = read.prepare_cached(
        "SELECT id, heading, field FROM import_column WHERE kind = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement
        .query_map([kind], |row| Ok((row.get::<_, String>("heading")?, (row.get("field")?, row.get("id")?))))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Remembers a column.
pub(crate) fn insert(tx: &Tx<'_>, kind: &str, heading: &str, field: &str) -> Result<()> {
    tx.prepare_cached("INSERT INTO import_column (id, kind, heading, field) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![tx.new_id()?, kind, heading, field])?;
    Ok(())
}

/// Gives a remembered column another field.
pub(crate) fn change(tx: &Tx<'_>, id: &str, field: &str) -> Result<()> {
    tx.prepare_cached("UPDATE import_column SET field = ?2 WHERE id = ?1")?.execute(params![id, field])?;
    Ok(())
}

/// Forgets a column.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE import_column SET deleted_at = ?2 WHERE id = ?1")?.execute(params![id, tx.now_text()])?;
    Ok(())
}
