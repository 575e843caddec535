//! SQL of the new year: reads only; terms, classes and assignments are written by their own slices.

use crate::error::Result;
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{OptionalExtension, params},
};

/// Stage of the school, such as 初中; empty when not said.
pub(super) fn stage(read: &Read<'_>) -> Result<String> {
    let stage = read
        .query_row("SELECT stage FROM school WHERE deleted_at IS NULL ORDER BY id LIMIT 1", [], |row| row.get("stage"))
        .optional()?;
    Ok(stage.unwrap_or_default())
}

/// The term that an act has closed.
pub(super) fn closed_by(read: &Read<'_>, act: &str) -> Result<Option<String>> {
    Ok(read
        .query_row(
            "SELECT record_id FROM change WHERE act_id = ?1 AND record_table = 'term' AND field = 'closed_at'
             ORDER BY id LIMIT 1",
            [act],
            |row| row.get("record_id"),
        )
        .optional()?)
}

/// Records of a term that begins on a day: sheets, checks, plans, activities, pairings, timetable, lesson changes.
pub(super) fn records(read: &Read<'_>, term_id: &str, first_day: NaiveDate) -> Result<u32> {
    Ok(read.query_row(
        "SELECT (SELECT count(*) FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
              WHERE s.deleted_at IS NULL AND l.date >= ?2)
           + (SELECT count(*) FROM homework_check WHERE deleted_at IS NULL AND date >= ?2)
           + (SELECT count(*) FROM lesson_plan WHERE deleted_at IS NULL AND term_id = ?1)
           + (SELECT count(*) FROM pairing_activity WHERE deleted_at IS NULL AND date >= ?2)
           + (SELECT count(*) FROM pairing WHERE deleted_at IS NULL AND started_on >= ?2)
           + (SELECT count(*) FROM timetable_lesson WHERE deleted_at IS NULL AND term_id = ?1)
           + (SELECT count(*) FROM lesson_change WHERE deleted_at IS NULL AND term_id = ?1) AS records",
        params![term_id, first_day.to_string()],
        |row| row.get("records"),
    )?)
}
