//! SQL of lessons.

use super::open_lessons::OPEN_LESSON;
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

impl LessonRow {
    /// Whether it is at the same moment, of the same teacher before the same class, as another one.
    pub(super) fn same_key(&self, other: &Self) -> bool {
        (self.date, self.period, &self.teacher_id, &self.class_id, &self.outside, &self.outside_teacher)
            == (other.date, other.period, &other.teacher_id, &other.class_id, &other.outside, &other.outside_teacher)
    }
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

/// Planned lessons from one day to another, by day and period; those that were cancelled only on request. A lesson that
/// an earlier release planned has the type 公开课 and nothing else that says so.
pub(crate) fn planned(read: &Read<'_>, from: NaiveDate, to: NaiveDate, cancelled: bool) -> Result<Vec<LessonRow>> {
    let mut statement = read.prepare_cached(
        "SELECT l.id, l.date, l.period, l.lesson_count, l.teacher_id, l.subject, l.class_id, l.topic, l.lesson_type,
           l.place, l.outside, l.outside_teacher, l.pupils_due, l.pupils_present
         FROM lesson l LEFT JOIN planned_lesson p ON p.lesson_id = l.id AND p.deleted_at IS NULL
         WHERE l.date BETWEEN ?1 AND ?2 AND l.deleted_at IS NULL AND (?3 OR p.cancelled_on IS NULL)
           AND (p.id IS NOT NULL
             OR (l.lesson_type = ?4 AND NOT EXISTS (SELECT 1 FROM planned_lesson q WHERE q.lesson_id = l.id)))
         ORDER BY l.date, l.period, l.id",
    )?;
    let rows = statement.query_map(params![from.to_string(), to.to_string(), cancelled, OPEN_LESSON], lesson)?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Whether a lesson is planned: it stays when the last sheet on it goes.
pub(crate) fn is_planned(read: &Read<'_>, id: &str) -> Result<bool> {
    Ok(read
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM planned_lesson p WHERE p.lesson_id = ?1 AND p.deleted_at IS NULL)
               OR EXISTS (SELECT 1 FROM lesson l WHERE l.id = ?1 AND l.deleted_at IS NULL AND l.lesson_type = ?2
                 AND NOT EXISTS (SELECT 1 FROM planned_lesson q WHERE q.lesson_id = l.id)) AS planned",
        )?
        .query_row([id, OPEN_LESSON], |row| row.get("planned"))?)
}

/// Whether a sheet on a lesson was handed in.
pub(crate) fn is_given(read: &Read<'_>, id: &str) -> Result<bool> {
    let mut statement = read.prepare_cached(
        "SELECT 1 AS one FROM observation_sheet WHERE lesson_id = ?1 AND state <> 'draft' AND deleted_at IS NULL",
    )?;
    Ok(statement.exists([id])?)
}

/// The planned lesson of a day and teacher whose plan leaves the period or the class open; none when several fit.
pub(crate) fn find_open_plan(read: &Read<'_>, like: &LessonRow) -> Result<Option<String>> {
    let mut fitting = planned(read, like.date, like.date, false)?;
    fitting.retain(|plan| {
        let open = plan.period.is_none() || plan.class_id.is_none();
        let period = plan.period.is_none() || plan.period == like.period;
        let class = plan.class_id.is_none() || plan.class_id == like.class_id;
        open && period && class && plan.teacher_id.is_some() && plan.teacher_id == like.teacher_id
    });
    Ok(if fitting.len() == 1 { fitting.pop().map(|plan| plan.id) } else { None })
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
    at(read, like.date, like.period, like.teacher_id.as_deref().unwrap_or_default(), like.class_id.as_deref())
}

/// The same by its parts; none unless all of them are known.
pub(crate) fn at(
    read: &Read<'_>,
    date: NaiveDate,
    period: Option<u32>,
    teacher: &str,
    class: Option<&str>,
) -> Result<Option<String>> {
    Ok(read
        .prepare_cached(
            "SELECT id FROM lesson WHERE date = ?1 AND period = ?2 AND teacher_id = ?3 AND class_id = ?4
               AND deleted_at IS NULL ORDER BY id LIMIT 1",
        )?
        .query_row(params![date.to_string(), period, teacher, class], |row| row.get("id"))
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
