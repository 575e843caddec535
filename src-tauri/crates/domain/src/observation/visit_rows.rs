//! SQL of visits: sheets that were handed in, as far as a quota asks of them. No totals are computed: the ledger of a
//! large school must be there at once.

use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{Read, rusqlite::params};

/// One observer in one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visit {
    /// The sheet.
    pub(crate) sheet_id: String,
    /// The lesson; several sheets may share it.
    pub(crate) lesson_id: String,
    /// Day.
    pub(crate) date: NaiveDate,
    /// Period.
    pub(crate) period: Option<u32>,
    /// Class.
    pub(crate) class_id: Option<String>,
    /// Lessons that it is, 1–3.
    pub(crate) lesson_count: u32,
    /// Who gave the lesson.
    pub(crate) teacher_id: Option<String>,
    /// Subject.
    pub(crate) subject: String,
    /// Topic.
    pub(crate) topic: String,
    /// Who observed.
    pub(crate) observer_id: Option<String>,
    /// Kind of observation.
    pub(crate) lesson_kind: String,
    /// Whether it was in another school.
    pub(crate) outside: bool,
    /// When it was handed in.
    pub(crate) submitted_at: String,
    /// Whether 教学过程 or 随评 has a word.
    pub(crate) has_process: bool,
    /// Whether 优点, 不足, 建议 or 收获 has a word.
    pub(crate) has_opinion: bool,
}

impl Visit {
    /// Whether somebody gave the lesson.
    pub(crate) fn of(&self, teacher: &str) -> bool {
        self.teacher_id.as_deref() == Some(teacher)
    }
}

/// Visits from one day to another, both included; oldest first.
pub(crate) fn visits(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Visit>> {
    let mut statement = read.prepare_cached(
        "SELECT s.id, s.lesson_id, l.date, l.period, l.class_id, l.lesson_count, l.teacher_id, l.subject, l.topic,
           s.observer_id, s.lesson_kind, coalesce(l.outside, '') <> '' AS outside,
           coalesce(s.submitted_at, '') AS submitted_at,
           EXISTS (SELECT 1 FROM timeline_entry t WHERE t.sheet_id = s.id AND t.deleted_at IS NULL) AS has_process,
           (s.strengths <> '' OR s.problems <> '' OR s.advice <> '' OR s.gains <> '') AS has_opinion
         FROM lesson l JOIN observation_sheet s ON s.lesson_id = l.id AND s.deleted_at IS NULL AND s.state <> 'draft'
         WHERE l.date BETWEEN ?1 AND ?2
         ORDER BY l.date, l.period, s.id",
    )?;
    // Columns are found by their names once and not in each of thousands of rows.
    let at = |name| statement.column_index(name);
    let (sheet, lesson, date, period, class) =
        (at("id")?, at("lesson_id")?, at("date")?, at("period")?, at("class_id")?);
    let (count, teacher, subject, topic) = (at("lesson_count")?, at("teacher_id")?, at("subject")?, at("topic")?);
    let (observer, kind, outside, submitted) =
        (at("observer_id")?, at("lesson_kind")?, at("outside")?, at("submitted_at")?);
    let (process, opinion) = (at("has_process")?, at("has_opinion")?);
    let rows = statement.query_map(params![from.to_string(), to.to_string()], |row| {
        Ok(Visit {
            sheet_id: row.get(sheet)?,
            lesson_id: row.get(lesson)?,
            date: day(row, date)?,
            period: row.get(period)?,
            class_id: row.get(class)?,
            lesson_count: row.get(count)?,
            teacher_id: row.get(teacher)?,
            subject: row.get(subject)?,
            topic: row.get(topic)?,
            observer_id: row.get(observer)?,
            lesson_kind: row.get(kind)?,
            outside: row.get(outside)?,
            submitted_at: row.get(submitted)?,
            has_process: row.get(process)?,
            has_opinion: row.get(opinion)?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
