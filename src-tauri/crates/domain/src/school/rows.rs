//! SQL of the school's own row.

use super::types::School;
use crate::error::{Code, Error, Result};
use chrono::{DateTime, FixedOffset};
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};

/// The school of this store.
pub(crate) fn school(read: &Read<'_>) -> Result<School> {
    read.query_row("SELECT name, stage, sample FROM school WHERE deleted_at IS NULL ORDER BY id LIMIT 1", [], |row| {
        Ok(School { name: row.get("name")?, stage: row.get("stage")?, sample: row.get("sample")? })
    })
    .optional()?
    .ok_or_else(|| Error::rule(Code::NoSchool))
}

/// The moment at which the school's clock is pinned.
pub(crate) fn pinned_at(read: &Read<'_>) -> Result<Option<DateTime<FixedOffset>>> {
    let text: Option<Option<String>> = read
        .query_row("SELECT pinned_at FROM school WHERE deleted_at IS NULL ORDER BY id LIMIT 1", [], |row| {
            row.get("pinned_at")
        })
        .optional()?;
    Ok(text.flatten().and_then(|text| DateTime::parse_from_rfc3339(&text).ok()))
}

pub(crate) fn insert(tx: &Tx<'_>, school: &School, pinned_at: Option<&str>) -> Result<String> {
    let id = tx.new_id()?;
    tx.execute(
        "INSERT INTO school (id, name, stage, sample, pinned_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id, school.name, school.stage, school.sample, pinned_at],
    )?;
    Ok(id)
}

pub(crate) fn update(tx: &Tx<'_>, name: &str, stage: &str) -> Result<()> {
    tx.execute("UPDATE school SET name = ?1, stage = ?2 WHERE deleted_at IS NULL", params![name, stage])?;
    Ok(())
}

/// Minutes after which the program locks itself; 0 for never.
pub(crate) fn auto_lock_minutes(read: &Read<'_>) -> Result<u32> {
    let minutes = read
        .query_row(
            "SELECT auto_lock_minutes FROM vault_setting WHERE deleted_at IS NULL ORDER BY id LIMIT 1",
            [],
            |row| row.get("auto_lock_minutes"),
        )
        .optional()?;
    // A teacher's desk is left open between two lessons.
    Ok(minutes.unwrap_or(15))
}
