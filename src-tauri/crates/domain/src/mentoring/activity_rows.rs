//! SQL of the activities of pairings.

use super::types::Activity;
use crate::{calendar::day, error::Result};
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};
use std::collections::BTreeMap;

/// Activities of all pairings, or of one; newest first.
pub(crate) fn by_pairing(read: &Read<'_>, pairing_id: Option<&str>) -> Result<BTreeMap<String, Vec<Activity>>> {
    let mut statement = read.prepare_cached(
        "SELECT id, pairing_id, date, kind, text FROM pairing_activity
         WHERE deleted_at IS NULL AND (?1 IS NULL OR pairing_id = ?1) ORDER BY pairing_id, date DESC, id DESC",
    )?;
    let mut rows = statement.query([pairing_id])?;
    let mut activities: BTreeMap<String, Vec<Activity>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        activities.entry(row.get("pairing_id")?).or_default().push(Activity {
            id: row.get("id")?,
            date: day(row, "date")?,
            kind: row.get("kind")?,
            text: row.get("text")?,
        });
    }
    Ok(activities)
}

/// The pairing of an activity that is not deleted.
pub(crate) fn pairing_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    Ok(read
        .prepare_cached("SELECT pairing_id FROM pairing_activity WHERE id = ?1 AND deleted_at IS NULL")?
        .query_row([id], |row| row.get("pairing_id"))
        .optional()?)
}

/// Whether an activity of this identifier was ever written, deleted ones among them.
pub(crate) fn written(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .prepare_cached("SELECT 1 AS one FROM pairing_activity WHERE id = ?1")?
        .query_row([id], |_| Ok(()))
        .optional()?
        .is_some())
}

pub(crate) fn insert(tx: &Tx<'_>, pairing_id: &str, activity: &Activity) -> Result<()> {
    tx.prepare_cached("INSERT INTO pairing_activity (id, pairing_id, date, kind, text) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![activity.id, pairing_id, activity.date.to_string(), activity.kind, activity.text])?;
    Ok(())
}

pub(crate) fn update(tx: &Tx<'_>, activity: &Activity) -> Result<()> {
    tx.prepare_cached("UPDATE pairing_activity SET date = ?2, kind = ?3, text = ?4 WHERE id = ?1")?
        .execute(params![activity.id, activity.date.to_string(), activity.kind, activity.text])?;
    Ok(())
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE pairing_activity SET deleted_at = ?2 WHERE id = ?1")?
        .execute(params![id, tx.now_text()])?;
    Ok(())
}

/// Deletes the activities of a pairing.
pub(crate) fn delete_of_pairing(tx: &Tx<'_>, pairing_id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE pairing_activity SET deleted_at = ?2 WHERE pairing_id = ?1 AND deleted_at IS NULL")?
        .execute(params![pairing_id, tx.now_text()])?;
    Ok(())
}
