//! SQL of lessons.

use crate::{
    calendar::{day, optional_day},
    error::Result,
};
use chrono::NaiveDate;
use keji_store::{
    Read, Tx,
    rusqlite::{self, OptionalExtension, Row, params},
};
use std::collections::BTreeMap;

/// A lesson's row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LessonRow {
    pub(crate) id: String,
    pub(crate) date: NaiveDate,
    pub(crate) period: Option<u32>,
    pub(crate) lesson_count: u32,
    pub(crate) teacher_id: Option<String>,
    pub(crate) subject: String,
    pub(crate) class_id: Option<String>,
    pub(crate) topic: String,
    pub(crate) lesson_type: String,
    pub(crate) place: String,
    /// The other school; empty for our own.
    pub(crate) outside: String,
    pub(crate) outside_teacher: String,
    pub(crate) pupils_due: Option<u32>,
    pub(crate) pupils_present: Option<u32>,
}

pub(crate) fn get(read: &Read<'_>, id: &str) -> Result<Option<LessonRow>> {
    Ok(read
        .prepare_cached(
            "SELECT id, date, period, lesson_count, teacher_id, subject, class_id, topic, lesson_type,
               place, outside, outside_teacher, pupils_due, pupils_present FROM lesson WHERE id = ?1",
        )?
        .query_row([id], lesson)
        .optional()?)
}

/// Planned lessons of a type, from one day to another.
pub(crate) fn of_type(read: &Read<'_>, lesson_type: &str, from: NaiveDate, to: NaiveDate) -> Result<Vec<LessonRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, date, period, lesson_count, teacher_id, subject, class_id, topic, lesson_type, place,
           outside, outside_teacher, pupils_due, pupils_present
         FROM lesson WHERE lesson_type = ?1 AND date BETWEEN ?2 AND ?3 AND deleted_at IS NULL ORDER BY date, period, id",
    )?;
    let rows = statement.query_map(params![lesson_type, from.to_string(), to.to_string()], lesson)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn lesson(row: &Row<'_>) -> rusqlite::Result<LessonRow> {
    Ok(LessonRow {
        id: row.get("id")?,
        date: day(row, "date")?,
        period: row.get("period")?,
        lesson_count: row.get("lesson_count")?,
        teacher_id: row.get("teacher_id")?,
        subject: row.get("subject")?,
        class_id: row.get("class_id")?,
        topic: row.get("topic")?,
        lesson_type: row.get("lesson_type")?,
        place: row.get("place")?,
        outside: row.get::<_, Option<String>>("outside")?.unwrap_or_default(),
        outside_teacher: row.get::<_, Option<String>>("outside_teacher")?.unwrap_or_default(),
        pupils_due: row.get("pupils_due")?,
        pupils_present: row.get("pupils_present")?,
    })
}

/// The lesson of a day, period, teacher and class, if a record of it exists.
pub(crate) fn find(read: &Read<'_>, like: &LessonRow) -> Result<Option<String>> {
    Ok(read
        .prepare_cached(
            "SELECT id FROM lesson WHERE date = ?1 AND period = ?2 AND teacher_id = ?3 AND class_id = ?4
               AND deleted_at IS NULL ORDER BY id LIMIT 1",
        )?
        .query_row(params![like.date.to_string(), like.period, like.teacher_id, like.class_id], |row| row.get("id"))
        .optional()?)
}

pub(crate) fn insert(tx: &Tx<'_>, row: &LessonRow) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO lesson (id, date, period, lesson_count, teacher_id, subject, class_id, topic,
           lesson_type, place, outside, outside_teacher, pupils_due, pupils_present)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        row.id,
        row.date.to_string(),
        row.period,
        row.lesson_count,
        row.teacher_id,
        row.subject,
        row.class_id,
        row.topic,
        row.lesson_type,
        row.place,
        filled(&row.outside),
        filled(&row.outside_teacher),
        row.pupils_due,
        row.pupils_present
    ])?;
    Ok(())
}

pub(crate) fn update(tx: &Tx<'_>, row: &LessonRow) -> Result<()> {
    tx.prepare_cached(
        "UPDATE lesson SET date = ?2, period = ?3, lesson_count = ?4, teacher_id = ?5, subject = ?6, class_id = ?7,
           topic = ?8, lesson_type = ?9, place = ?10, outside = ?11, outside_teacher = ?12, pupils_due = ?13,
           pupils_present = ?14 WHERE id = ?1",
    )?
    .execute(params![
        row.id,
        row.date.to_string(),
        row.period,
        row.lesson_count,
        row.teacher_id,
        row.subject,
        row.class_id,
        row.topic,
        row.lesson_type,
        row.place,
        filled(&row.outside),
        filled(&row.outside_teacher),
        row.pupils_due,
        row.pupils_present
    ])?;
    Ok(())
}

/// A text, or nothing where there is none: most lessons are our own.
fn filled(text: &str) -> Option<&str> {
    if text.is_empty() { None } else { Some(text) }
}

pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.prepare_cached("UPDATE lesson SET deleted_at = ?2 WHERE id = ?1")?.execute(params![id, tx.now_text()])?;
    Ok(())
}

/// Observers of the sheets on a lesson other than one, a draft's without an observer among them.
pub(crate) fn other_observers(read: &Read<'_>, lesson_id: &str, sheet_id: &str) -> Result<Vec<Option<String>>> {
    let mut statement = read.prepare_cached(
        "SELECT observer_id FROM observation_sheet
         WHERE lesson_id = ?1 AND id <> ?2 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([lesson_id, sheet_id], |row| row.get("observer_id"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Day on which each teacher was last observed, from one day to another, by sheets that were handed in.
pub(crate) fn last_observed(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, NaiveDate>> {
    let mut statement = read.prepare_cached(
        "SELECT l.teacher_id, max(l.date) AS last FROM lesson l
         JOIN observation_sheet s ON s.lesson_id = l.id AND s.deleted_at IS NULL AND s.state <> 'draft'
         WHERE l.teacher_id IS NOT NULL AND l.date BETWEEN ?1 AND ?2 GROUP BY l.teacher_id",
    )?;
    let rows = statement.query_map(params![from.to_string(), to.to_string()], |row| {
        Ok((row.get::<_, String>("teacher_id")?, optional_day(row, "last")?))
    })?;
    let mut last = BTreeMap::new();
    for row in rows {
        if let (teacher, Some(date)) = row? {
            last.insert(teacher, date);
        }
    }
    Ok(last)
}
