//! SQL of timetables, their lessons and the changes of single lessons.

use super::types::{ChangeKind, OddEven};
use crate::{calendar::optional_day, error::Result};
use chrono::NaiveDate;
use keji_store::{Read, Tx, rusqlite::params};

/// A lesson of a timetable as it stands in its table.
#[derive(Clone)]
pub(crate) struct LessonRow {
    pub(crate) id: String,
    pub(crate) weekday: Option<u32>,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) period: u32,
    pub(crate) class_id: String,
    pub(crate) subject: String,
    pub(crate) teacher_id: Option<String>,
    pub(crate) place: String,
    pub(crate) timetable_id: Option<String>,
    pub(crate) weeks: Option<OddEven>,
}

/// A timetable that follows the term's first.
pub(crate) struct TimetableRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) grade: Option<String>,
    pub(crate) valid_from: Option<NaiveDate>,
    pub(crate) valid_to: Option<NaiveDate>,
}

/// A change of one lesson on one day.
#[derive(Clone)]
pub(crate) struct ChangeRow {
    pub(crate) id: String,
    pub(crate) kind: ChangeKind,
    pub(crate) lesson_id: String,
    pub(crate) date: NaiveDate,
    pub(crate) to_date: Option<NaiveDate>,
    pub(crate) to_period: Option<u32>,
    pub(crate) teacher_id: Option<String>,
    pub(crate) reason: String,
}

impl OddEven {
    fn stored(self) -> &'static str {
        match self {
            Self::Odd => "odd",
            Self::Even => "even",
        }
    }

    fn read(text: &str) -> Self {
        if text == "even" { Self::Even } else { Self::Odd }
    }
}

impl ChangeKind {
    fn stored(self) -> &'static str {
        match self {
            Self::Swap => "swap",
            Self::Substitute => "substitute",
            Self::Cancelled => "cancelled",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "swap" => Self::Swap,
            "substitute" => Self::Substitute,
            _ => Self::Cancelled,
        }
    }
}

pub(crate) fn lessons(read: &Read<'_>, term_id: &str) -> Result<Vec<LessonRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, weekday, date, period, class_id, subject, teacher_id, place, timetable_id, weeks
         FROM timetable_lesson WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY weekday, date, period, id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(LessonRow {
            id: row.get("id")?,
            weekday: row.get("weekday")?,
            date: optional_day(row, "date")?,
            period: row.get("period")?,
            class_id: row.get("class_id")?,
            subject: row.get("subject")?,
            teacher_id: row.get("teacher_id")?,
            place: row.get("place")?,
            timetable_id: row.get("timetable_id")?,
            weeks: row.get::<_, Option<String>>("weeks")?.as_deref().map(OddEven::read),
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn insert_lesson(tx: &Tx<'_>, term_id: &str, row: &LessonRow) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO timetable_lesson
           (id, term_id, weekday, date, period, class_id, subject, teacher_id, place, timetable_id, weeks)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        row.id,
        term_id,
        row.weekday,
        row.date.map(|date| date.to_string()),
        row.period,
        row.class_id,
        row.subject,
        row.teacher_id,
        row.place,
        row.timetable_id,
        row.weeks.map(OddEven::stored)
    ])?;
    Ok(())
}

pub(crate) fn update_lesson(tx: &Tx<'_>, id: &str, subject: &str, teacher_id: Option<&str>, place: &str) -> Result<()> {
    tx.prepare_cached("UPDATE timetable_lesson SET subject = ?2, teacher_id = ?3, place = ?4 WHERE id = ?1")?
        .execute(params![id, subject, teacher_id, place])?;
    Ok(())
}

pub(crate) fn replace_lesson(tx: &Tx<'_>, row: &LessonRow) -> Result<()> {
    tx.execute(
        "UPDATE timetable_lesson SET weekday = ?2, period = ?3, class_id = ?4, subject = ?5, teacher_id = ?6, place = ?7,
           weeks = ?8 WHERE id = ?1",
        params![
            row.id,
            row.weekday,
            row.period,
            row.class_id,
            row.subject,
            row.teacher_id,
            row.place,
            row.weeks.map(OddEven::stored)
        ],
    )?;
    Ok(())
}

pub(crate) fn delete_lesson(tx: &Tx<'_>, id: &str) -> Result<usize> {
    Ok(tx.execute(
        "UPDATE timetable_lesson SET deleted_at = ?2 WHERE id = ?1 AND deleted_at IS NULL",
        params![id, tx.now_text()],
    )?)
}

/// The term of a lesson, deleted or not.
pub(crate) fn term_of_lesson(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let mut statement = read.prepare_cached("SELECT term_id FROM timetable_lesson WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    Ok(match rows.next()? {
        Some(row) => Some(row.get("term_id")?),
        None => None,
    })
}

pub(crate) fn timetables(read: &Read<'_>, term_id: &str) -> Result<Vec<TimetableRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, name, grade, valid_from, valid_to FROM timetable WHERE term_id = ?1 AND deleted_at IS NULL
         ORDER BY valid_from, id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(TimetableRow {
            id: row.get("id")?,
            name: row.get("name")?,
            grade: row.get("grade")?,
            valid_from: optional_day(row, "valid_from")?,
            valid_to: optional_day(row, "valid_to")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The term of a timetable that is there.
pub(crate) fn term_of(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let mut statement = read.prepare_cached("SELECT term_id FROM timetable WHERE id = ?1 AND deleted_at IS NULL")?;
    let mut rows = statement.query([id])?;
    Ok(match rows.next()? {
        Some(row) => Some(row.get("term_id")?),
        None => None,
    })
}

pub(crate) fn insert_timetable(tx: &Tx<'_>, term_id: &str, row: &TimetableRow) -> Result<()> {
    tx.execute(
        "INSERT INTO timetable (id, term_id, name, grade, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            row.id,
            term_id,
            row.name,
            row.grade,
            row.valid_from.map(|day| day.to_string()),
            row.valid_to.map(|day| day.to_string())
        ],
    )?;
    Ok(())
}

pub(crate) fn update_timetable(tx: &Tx<'_>, row: &TimetableRow) -> Result<()> {
    tx.execute(
        "UPDATE timetable SET name = ?2, grade = ?3, valid_from = ?4, valid_to = ?5 WHERE id = ?1",
        params![
            row.id,
            row.name,
            row.grade,
            row.valid_from.map(|day| day.to_string()),
            row.valid_to.map(|day| day.to_string())
        ],
    )?;
    Ok(())
}

/// Deletes a timetable with its lessons.
pub(crate) fn delete_timetable(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE timetable SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    tx.execute(
        "UPDATE timetable_lesson SET deleted_at = ?2 WHERE timetable_id = ?1 AND deleted_at IS NULL",
        params![id, tx.now_text()],
    )?;
    Ok(())
}

pub(crate) fn changes(read: &Read<'_>, term_id: &str) -> Result<Vec<ChangeRow>> {
    let mut statement = read.prepare_cached(
        "SELECT id, kind, lesson_id, date, to_date, to_period, teacher_id, reason FROM lesson_change
         WHERE term_id = ?1 AND deleted_at IS NULL ORDER BY date, id",
    )?;
    let rows = statement.query_map([term_id], |row| {
        Ok(ChangeRow {
            id: row.get("id")?,
            kind: ChangeKind::read(&row.get::<_, String>("kind")?),
            lesson_id: row.get("lesson_id")?,
            date: crate::calendar::day(row, "date")?,
            to_date: optional_day(row, "to_date")?,
            to_period: row.get("to_period")?,
            teacher_id: row.get("teacher_id")?,
            reason: row.get("reason")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// The term of a change that is there.
pub(crate) fn term_of_change(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    let mut statement =
        read.prepare_cached("SELECT term_id FROM lesson_change WHERE id = ?1 AND deleted_at IS NULL")?;
    let mut rows = statement.query([id])?;
    Ok(match rows.next()? {
        Some(row) => Some(row.get("term_id")?),
        None => None,
    })
}

pub(crate) fn insert_change(tx: &Tx<'_>, term_id: &str, row: &ChangeRow) -> Result<()> {
    tx.execute(
        "INSERT INTO lesson_change (id, term_id, kind, lesson_id, date, to_date, to_period, teacher_id, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            row.id,
            term_id,
            row.kind.stored(),
            row.lesson_id,
            row.date.to_string(),
            row.to_date.map(|day| day.to_string()),
            row.to_period,
            row.teacher_id,
            row.reason
        ],
    )?;
    Ok(())
}

pub(crate) fn delete_change(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.execute("UPDATE lesson_change SET deleted_at = ?2 WHERE id = ?1", params![id, tx.now_text()])?;
    Ok(())
}
