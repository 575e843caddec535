//! SQL of visits: sheets that were handed in, as far as a quota asks of them. The ledger of a large school must be there
//! at once: two indexes hold all that is read here, no totals are computed, and equal words are held once.

use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{OptionalExtension, Row, params, types::ValueRef},
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// One observer in one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visit {
    /// The sheet.
    pub(crate) sheet_id: String,
    /// Number of the lesson, valid within one reading; several sheets may share it.
    pub(crate) lesson: i64,
    /// Day.
    pub(crate) date: NaiveDate,
    /// Period.
    pub(crate) period: Option<u32>,
    /// Class.
    pub(crate) class_id: Option<Arc<str>>,
    /// Lessons that it is, 1–3.
    pub(crate) lesson_count: u32,
    /// Who gave the lesson.
    pub(crate) teacher_id: Option<Arc<str>>,
    /// Subject.
    pub(crate) subject: Arc<str>,
    /// Who observed.
    pub(crate) observer_id: Option<Arc<str>>,
    /// Kind of observation.
    pub(crate) lesson_kind: Arc<str>,
    /// Whether it was in another school.
    pub(crate) outside: bool,
    /// When it was handed in.
    pub(crate) submitted_at: String,
    /// Whether 教学过程 or 随评 has a word, or a photo shows a page written by hand.
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
///
/// Lessons and sheets are read one after the other, each in the order of its index, and put together here, instead of
/// looking up the sheets of each of thousands of lessons.
pub(crate) fn visits(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Visit>> {
    let mut words = Words::default();
    let lessons = lessons(read, &mut words, from, to)?;
    let mut visits = sheets(read, &mut words, &lessons, from, to)?;
    visits.sort_by(|a, b| (a.date, a.period, &a.sheet_id).cmp(&(b.date, b.period, &b.sheet_id)));
    Ok(visits)
}

/// What a visit takes from its lesson.
struct Lesson {
    number: i64,
    date: NaiveDate,
    period: Option<u32>,
    class_id: Option<Arc<str>>,
    count: u32,
    teacher_id: Option<Arc<str>>,
    subject: Arc<str>,
    outside: bool,
}

fn lessons(read: &Read<'_>, words: &mut Words, from: NaiveDate, to: NaiveDate) -> Result<HashMap<String, Lesson>> {
    let mut statement = read.prepare_cached(
        "SELECT rowid AS lesson, id, date, period, class_id, lesson_count, teacher_id, subject,
           coalesce(outside, '') <> '' AS outside
         FROM lesson INDEXED BY lesson_visited WHERE date BETWEEN ?1 AND ?2 ORDER BY date",
    )?;
    // Columns are found by their names once and not in each of thousands of rows.
    let at = |name| statement.column_index(name);
    let (number, id, date, period, class) = (at("lesson")?, at("id")?, at("date")?, at("period")?, at("class_id")?);
    let (count, teacher, subject, outside) = (at("lesson_count")?, at("teacher_id")?, at("subject")?, at("outside")?);
    let mut last = LastDay::default();
    let mut lessons = HashMap::new();
    let mut rows = statement.query(params![from.to_string(), to.to_string()])?;
    while let Some(row) = rows.next()? {
        let lesson = Lesson {
            number: row.get(number)?,
            date: last.of(row, date)?,
            period: row.get(period)?,
            class_id: words.known(row.get_ref(class)?)?,
            count: row.get(count)?,
            teacher_id: words.known(row.get_ref(teacher)?)?,
            subject: words.known(row.get_ref(subject)?)?.unwrap_or_default(),
            outside: row.get(outside)?,
        };
        lessons.insert(row.get(id)?, lesson);
    }
    Ok(lessons)
}

/// The columns of a sheet; a page written by hand is a process, too.
const SHEET: &str = "s.id, s.lesson_id, s.observer_id, s.lesson_kind, coalesce(s.submitted_at, '') AS submitted_at,
    (EXISTS (SELECT 1 FROM timeline_entry t WHERE t.sheet_id = s.id AND t.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM photo p WHERE p.sheet_id = s.id AND p.kind = 'page' AND p.deleted_at IS NULL))
      AS has_process,
    (s.strengths <> '' OR s.problems <> '' OR s.advice <> '' OR s.gains <> '') AS has_opinion";

fn sheets(
    read: &Read<'_>,
    words: &mut Words,
    lessons: &HashMap<String, Lesson>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Visit>> {
    let (Some(first), Some(last)) = (lessons.keys().min(), lessons.keys().max()) else { return Ok(Vec::new()) };
    // Identifiers follow the time at which they were made: those of a term lie together, unless several terms were
    // taken in at once. Then the sheets are looked up by their lessons.
    let between: u32 = read
        .prepare_cached("SELECT count(*) AS n FROM lesson WHERE id BETWEEN ?1 AND ?2")?
        .query_row([first, last], |row| row.get("n"))?;
    let together = between as usize <= lessons.len().saturating_mul(2);
    let live = "s.deleted_at IS NULL AND s.state <> 'draft'";
    let sql = if together {
        format!(
            "SELECT {SHEET} FROM observation_sheet s INDEXED BY observation_sheet_visits
             WHERE s.lesson_id BETWEEN ?1 AND ?2 AND {live}"
        )
    } else {
        format!(
            "SELECT {SHEET} FROM lesson l INDEXED BY lesson_visited
             CROSS JOIN observation_sheet s INDEXED BY observation_sheet_visits ON s.lesson_id = l.id AND {live}
             WHERE l.date BETWEEN ?1 AND ?2"
        )
    };
    let mut statement = read.prepare_cached(&sql)?;
    let at = |name| statement.column_index(name);
    let (sheet, lesson_id, observer, kind) = (at("id")?, at("lesson_id")?, at("observer_id")?, at("lesson_kind")?);
    let (submitted, process, opinion) = (at("submitted_at")?, at("has_process")?, at("has_opinion")?);
    let (from, to) = (from.to_string(), to.to_string());
    let mut visits = Vec::with_capacity(lessons.len());
    let mut rows = statement.query(if together { [first, last] } else { [&from, &to] })?;
    while let Some(row) = rows.next()? {
        let lesson_id = row.get_ref(lesson_id)?.as_str().map_err(keji_store::rusqlite::Error::from)?;
        let Some(lesson) = lessons.get(lesson_id) else { continue };
        visits.push(Visit {
            sheet_id: row.get(sheet)?,
            lesson: lesson.number,
            date: lesson.date,
            period: lesson.period,
            class_id: lesson.class_id.clone(),
            lesson_count: lesson.count,
            teacher_id: lesson.teacher_id.clone(),
            subject: Arc::clone(&lesson.subject),
            observer_id: words.known(row.get_ref(observer)?)?,
            lesson_kind: words.known(row.get_ref(kind)?)?.unwrap_or_default(),
            outside: lesson.outside,
            submitted_at: row.get(submitted)?,
            has_process: row.get(process)?,
            has_opinion: row.get(opinion)?,
        });
    }
    Ok(visits)
}

/// The topic of a sheet's lesson; empty when not known.
pub(crate) fn topic(read: &Read<'_>, sheet_id: &str) -> Result<String> {
    let mut statement = read.prepare_cached(
        "SELECT l.topic FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.id = ?1",
    )?;
    Ok(statement.query_row([sheet_id], |row| row.get("topic")).optional()?.unwrap_or_default())
}

/// Words that occur again and again, each held once.
#[derive(Default)]
struct Words(HashSet<Arc<str>>);

impl Words {
    fn known(&mut self, value: ValueRef<'_>) -> Result<Option<Arc<str>>> {
        let Some(text) = value.as_str_or_null().map_err(keji_store::rusqlite::Error::from)? else { return Ok(None) };
        if let Some(word) = self.0.get(text) {
            return Ok(Some(Arc::clone(word)));
        }
        let word: Arc<str> = text.into();
        self.0.insert(Arc::clone(&word));
        Ok(Some(word))
    }
}

/// The day of the row before: days come in their order, so that each is read once.
#[derive(Default)]
struct LastDay(String, Option<NaiveDate>);

impl LastDay {
    fn of(&mut self, row: &Row<'_>, column: usize) -> Result<NaiveDate> {
        let text = row.get_ref(column)?.as_str().map_err(keji_store::rusqlite::Error::from)?;
        match self.1 {
            Some(day) if self.0 == text => Ok(day),
            _ => {
                let found = day(row, column)?;
                text.clone_into(&mut self.0);
                self.1 = Some(found);
                Ok(found)
            }
        }
    }
}
