//! SQL of pairings.

use crate::{
    calendar::{day, optional_day},
    error::Result,
};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};

const COLUMNS: &str = "id, mentor_id, apprentice_id, kind, started_on, ended_on, note, updated_at";

/// A pairing's row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PairingRow {
    pub(crate) id: String,
    pub(crate) mentor_id: String,
    pub(crate) apprentice_id: String,
    pub(crate) kind: String,
    pub(crate) started_on: NaiveDate,
    pub(crate) ended_on: Option<NaiveDate>,
    pub(crate) note: String,
    pub(crate) updated_at: String,
}

impl PairingRow {
    /// Whether the pairing runs on a day of two, or between them; no last day means for good.
    pub(crate) fn runs(&self, from: NaiveDate, to: Option<NaiveDate>) -> bool {
        to.is_none_or(|to| self.started_on <= to) && self.ended_on.is_none_or(|ended| from <= ended)
    }
}

/// Whether a pairing of this identifier was ever written, deleted ones among them.
pub(crate) fn written(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .prepare_cached("SELECT 1 AS one FROM pairing WHERE id = ?1")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}

pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Option<PairingRow>> {
    Ok(read
        .prepare_cached(&format!("SELECT {COLUMNS} FROM pairing WHERE id = ?1 AND deleted_at IS NULL"))?
        .query_row([id], pairing)
        .optional()?)
}

/// All pairings, the earliest first.
pub(crate) fn all(read: &Read<'_>) -> Result<Vec<PairingRow>> {
    let mut statement = read
        .prepare_cached(&format!("SELECT {COLUMNS} FROM pairing WHERE deleted_at IS NULL ORDER BY started_on, id"))?;
    let rows = statement.query_map([], pairing)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert(tx: &Tx<'_>, row: &PairingRow) -> Result<()> {
    write(
        tx,
        "INSERT INTO pairing (id, mentor_id, apprentice_id, kind, started_on, ended_on, note, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        row,
    )
}

pub(crate) fn update(tx: &Tx<'_>, row: &PairingRow) -> Result<()> {
    write(
        tx,
        "UPDATE pairing SET mentor_id = ?2, apprentice_id = ?3, kind = ?4, started_on = ?5, ended_on = ?6, note = ?7,
           updated_at = ?8 WHERE id = ?1",
        row,
    )
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE pairing SET deleted_at = ?2 WHERE id = ?1")?.execute(params![id, tx.now_text()])?;
    Ok(())
}

fn write(tx: &Tx<'_>, sql: &str, row: &PairingRow) -> Result<()> {
    tx.prepare_cached(sql)?.execute(params![
        row.id,
        row.mentor_id,
        row.apprentice_id,
        row.kind,
        row.started_on.to_string(),
        row.ended_on.map(|date| date.to_string()),
        row.note,
        row.updated_at
    ])?;
    Ok(())
}

fn pairing(row: &Row<'_>) -> rusqlite::Result<PairingRow> {
    Ok(PairingRow {
        id: row.get("id")?,
        mentor_id: row.get("mentor_id")?,
        apprentice_id: row.get("apprentice_id")?,
        kind: row.get("kind")?,
        started_on: day(row, "started_on")?,
        ended_on: optional_day(row, "ended_on")?,
        note: row.get("note")?,
        updated_at: row.get("updated_at")?,
    })
}
