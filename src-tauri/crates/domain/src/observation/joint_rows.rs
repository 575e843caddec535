//! SQL of lessons that are observed together.

use super::types::SheetState;
use crate::error::Result;
use keji_store::{
    Read, Tx,
    rusqlite::{OptionalExtension, params},
};
use std::collections::BTreeSet;

/// A sheet on a lesson.
pub(super) struct JointRow {
    pub(super) id: String,
    pub(super) observer_id: Option<String>,
    pub(super) state: SheetState,
    /// Begun by another observer, and not written on since.
    pub(super) named: bool,
    /// Whether nobody waits for it.
    pub(super) waived: bool,
}

impl JointRow {
    pub(super) fn handed_in(&self) -> bool {
        self.state != SheetState::Draft
    }

    /// Whether the others wait for it; nobody can hand in a draft without an observer.
    pub(super) fn awaited(&self) -> bool {
        !self.handed_in() && !self.waived && self.observer_id.is_some()
    }
}

/// Sheets on a lesson, in the order in which they were begun.
pub(super) fn sheets(read: &Read<'_>, lesson_id: &str) -> Result<Vec<JointRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, observer_id, state, named, waived_at IS NOT NULL AS waived FROM observation_sheet
         WHERE lesson_id = ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([lesson_id], |row| {
        Ok(JointRow {
            id: row.get("id")?,
            observer_id: row.get("observer_id")?,
            state: SheetState::read(&row.get::<_, String>("state")?),
            named: row.get::<_, Option<bool>>("named")?.unwrap_or_default(),
            waived: row.get("waived")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Sheets of others on the lessons of an observer's own sheets that wait to be handed in: the own one, or for those who
/// are not of the office anybody's.
pub(super) fn closed(read: &Read<'_>, observer: &str, office: bool) -> Result<BTreeSet<String>> {
    let mut statement = read.prepare_cached(
        "SELECT o.id FROM observation_sheet mine
         JOIN observation_sheet o ON o.lesson_id = mine.lesson_id AND o.observer_id IS NOT ?1 AND o.deleted_at IS NULL
         WHERE mine.observer_id = ?1 AND mine.deleted_at IS NULL AND (mine.state = 'draft' OR (NOT ?2 AND EXISTS (
           SELECT 1 FROM observation_sheet late WHERE late.lesson_id = mine.lesson_id AND late.state = 'draft'
             AND late.observer_id IS NOT NULL AND late.waived_at IS NULL AND late.deleted_at IS NULL)))",
    )?;
    let rows = statement.query_map(params![observer, office], |row| row.get("id"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Observers who have written on a lesson's sheets other than one.
pub(super) fn writers(read: &Read<'_>, lesson_id: &str, sheet_id: &str) -> Result<Vec<Option<String>>> {
    let mut statement = read.prepare_cached(
        "SELECT observer_id FROM observation_sheet
         WHERE lesson_id = ?1 AND id <> ?2 AND named IS NULL AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([lesson_id, sheet_id], |row| row.get("observer_id"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Whether others than a sheet's observer have handed in on the lesson.
pub(super) fn handed_in(read: &Read<'_>, lesson_id: &str, sheet_id: &str) -> Result<bool> {
    let mut statement = read.prepare_cached(
        "SELECT 1 AS one FROM observation_sheet
         WHERE lesson_id = ?1 AND id <> ?2 AND state <> 'draft' AND deleted_at IS NULL",
    )?;
    Ok(statement.exists([lesson_id, sheet_id])?)
}

/// Marks a sheet as begun for its observer by another one.
pub(super) fn mark_named(tx: &Tx<'_>, sheet_id: &str) -> Result<()> {
    tx.execute("UPDATE observation_sheet SET named = 1 WHERE id = ?1", [sheet_id])?;
    Ok(())
}

/// Its observer has written on a sheet.
pub(super) fn take_up(tx: &Tx<'_>, sheet_id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE observation_sheet SET named = NULL WHERE id = ?1 AND named IS NOT NULL")?
        .execute([sheet_id])?;
    Ok(())
}

/// Takes the sheets that are only begun for others from one record of a lesson to another one.
pub(super) fn follow(tx: &Tx<'_>, from: &str, to: &str) -> Result<()> {
    tx.execute(
        "UPDATE observation_sheet SET lesson_id = ?2 WHERE lesson_id = ?1 AND named IS NOT NULL AND deleted_at IS NULL",
        [from, to],
    )?;
    Ok(())
}

/// Says whether anybody waits for a draft.
pub(super) fn set_waived(tx: &Tx<'_>, sheet_id: &str, waived: bool) -> Result<()> {
    tx.execute(
        "UPDATE observation_sheet SET waived_at = ?2 WHERE id = ?1",
        params![sheet_id, waived.then(|| tx.now_text())],
    )?;
    Ok(())
}

/// The lesson of a sheet, or the lesson itself.
pub(super) fn lesson_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    Ok(read
        .prepare_cached(
            "SELECT lesson_id AS id FROM observation_sheet WHERE id = ?1 AND deleted_at IS NULL
             UNION ALL SELECT id FROM lesson WHERE id = ?1 AND deleted_at IS NULL LIMIT 1",
        )?
        .query_row([id], |row| row.get("id"))
        .optional()?)
}
