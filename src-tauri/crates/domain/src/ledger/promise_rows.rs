//! SQL of visits that were promised after a lesson and have not taken place.

use crate::{calendar::optional_day, error::Result};
use chrono::NaiveDate;
use keji_store::Read;

/// A promised visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Promise {
    /// Who promised it.
    pub(super) observer_id: String,
    /// Whose lesson is to be seen again.
    pub(super) teacher_id: String,
    pub(super) due: Option<NaiveDate>,
    pub(super) text: String,
}

/// Promised visits that are not done, the earliest due first. Without an owner it is the observer's own promise.
pub(super) fn promises(read: &Read<'_>) -> Result<Vec<Promise>> {
    let mut statement = read.prepare_cached(
        "SELECT coalesce(f.owner_id, s.observer_id) AS observer_id, l.teacher_id, f.due, f.text
         FROM follow_up f JOIN observation_sheet s ON s.id = f.sheet_id AND s.deleted_at IS NULL
           JOIN lesson l ON l.id = s.lesson_id
         WHERE f.kind = 'revisit' AND f.done_on IS NULL AND f.deleted_at IS NULL AND l.teacher_id IS NOT NULL
           AND coalesce(f.owner_id, s.observer_id) IS NOT NULL
         ORDER BY f.due IS NULL, f.due, f.id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Promise {
            observer_id: row.get("observer_id")?,
            teacher_id: row.get("teacher_id")?,
            due: optional_day(row, "due")?,
            text: row.get("text")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
