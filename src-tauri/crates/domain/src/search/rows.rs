//! SQL of finding records by their topic.

use crate::{calendar::optional_day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{self, Row},
};

/// A sheet or a plan whose topic holds the query.
pub(crate) struct Found {
    pub(crate) id: String,
    pub(crate) topic: String,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) teacher_id: Option<String>,
}

/// What tells who sees a sheet.
pub(crate) struct SheetOf {
    pub(crate) observer_id: Option<String>,
    pub(crate) handed_in: bool,
}

/// Sheets that are seen, newest lessons first. `seen` is told whose the sheet is and its teacher.
pub(crate) fn sheets(
    read: &Read<'_>,
    query: &str,
    most: usize,
    seen: impl Fn(&SheetOf, Option<&str>) -> bool,
) -> Result<Vec<Found>> {
    find(
        read,
        "SELECT s.id, l.topic, l.date, l.teacher_id, s.observer_id, s.state <> 'draft' AS handed_in
         FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id
         WHERE s.deleted_at IS NULL AND instr(lower(l.topic), ?1) > 0 ORDER BY l.date DESC, s.id",
        query,
        most,
        |row, teacher| {
            let sheet = SheetOf { observer_id: row.get("observer_id")?, handed_in: row.get("handed_in")? };
            Ok(seen(&sheet, teacher))
        },
    )
}

/// Plans that are seen, newest first. `seen` is told the authors of the drafts, separated by blanks, and the teacher.
pub(crate) fn plans(
    read: &Read<'_>,
    query: &str,
    most: usize,
    seen: impl Fn(&str, Option<&str>) -> bool,
) -> Result<Vec<Found>> {
    find(
        read,
        "SELECT id, topic, planned_date AS date, teacher_id,
           (SELECT coalesce(group_concat(d.author_id, ' '), '') FROM lesson_plan_draft d
            WHERE d.plan_id = p.id AND d.deleted_at IS NULL) AS authors
         FROM lesson_plan p WHERE deleted_at IS NULL AND instr(lower(topic), ?1) > 0 ORDER BY id DESC",
        query,
        most,
        |row, teacher| Ok(seen(&row.get::<_, String>("authors")?, teacher)),
    )
}

/// Rows are read until there are enough: what is not seen takes nobody's place.
fn find(
    read: &Read<'_>,
    sql: &str,
    query: &str,
    most: usize,
    seen: impl Fn(&Row<'_>, Option<&str>) -> rusqlite::Result<bool>,
) -> Result<Vec<Found>> {
    let mut statement = read.prepare_cached(sql)?;
    let mut rows = statement.query([query])?;
    let mut found = Vec::new();
    while found.len() < most
        && let Some(row) = rows.next()?
    {
        let teacher_id: Option<String> = row.get("teacher_id")?;
        if seen(row, teacher_id.as_deref())? {
            found.push(Found {
                id: row.get("id")?,
                topic: row.get("topic")?,
                date: optional_day(row, "date")?,
                teacher_id,
            });
        }
    }
    Ok(found)
}
