//! SQL of finding records by their topic.

use crate::{calendar::optional_day, error::Result};
use chrono::NaiveDate;
use keji_store::{Read, rusqlite::params};

/// A sheet or a plan whose topic holds the query.
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) topic: String,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) teacher_id: Option<String>,
}

/// Sheets, newest lessons first.
pub(crate) fn sheets(read: &Read<'_>, query: &str, most: usize) -> Result<Vec<Found>> {
    find(
        read,
        "SELECT s.id, l.topic, l.date, l.teacher_id FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
         WHERE s.deleted_at IS NULL AND instr(lower(l.topic), ?1) > 0 ORDER BY l.date DESC, s.id LIMIT ?2",
        query,
        most,
    )
}

/// Plans, newest first.
pub(crate) fn plans(read: &Read<'_>, query: &str, most: usize) -> Result<Vec<Found>> {
    find(
        read,
        "SELECT id, topic, planned_date AS date, teacher_id FROM lesson_plan
         WHERE deleted_at IS NULL AND instr(lower(topic), ?1) > 0 ORDER BY id DESC LIMIT ?2",
        query,
        most,
    )
}

fn find(read: &Read<'_>, sql: &str, query: &str, most: usize) -> Result<Vec<Found>> {
    let mut statement = read.prepare_cached(sql)?;
    let rows = statement.query_map(params![query, u32::try_from(most).unwrap_or(u32::MAX)], |row| {
        Ok(Found {
            id: row.get("id")?,
            topic: row.get("topic")?,
            date: optional_day(row, "date")?,
            teacher_id: row.get("teacher_id")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
