//! SQL of the lessons at which an observer has a seat.

use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{Read, rusqlite::params};
use std::collections::BTreeMap;

/// Day, period and teacher of a lesson.
pub(super) type Moment = (NaiveDate, u32, String);

/// Seats of an observer from one day to another, those that were declined and those at cancelled lessons left out.
pub(super) fn seats(
    read: &Read<'_>,
    observer_id: &str,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<BTreeMap<Moment, String>> {
    let mut statement = read.prepare_cached(
        "SELECT s.id, l.date, l.period, l.teacher_id FROM lesson_seat s
         JOIN lesson l ON l.id = s.lesson_id AND l.deleted_at IS NULL
         WHERE s.teacher_id = ?1 AND s.deleted_at IS NULL AND s.state <> 'declined'
           AND l.date BETWEEN ?2 AND ?3 AND l.period IS NOT NULL AND l.teacher_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM planned_lesson p
             WHERE p.lesson_id = l.id AND p.deleted_at IS NULL AND p.cancelled_on IS NOT NULL)",
    )?;
    let rows = statement.query_map(params![observer_id, first.to_string(), last.to_string()], |row| {
        Ok(((day(row, "date")?, row.get("period")?, row.get("teacher_id")?), row.get("id")?))
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
