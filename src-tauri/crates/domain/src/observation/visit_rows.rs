//! SQL of visits: sheets that were handed in, as far as a quota asks of them. The ledger of a large school must be there
//! at once: two indexes hold all that is read here, no totals are computed, and equal words are held once.

use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{Row, params, types::ValueRef},
};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::Arc;

/// One observer in one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visit {
    /// Number of the sheet, valid within one reading.
    pub(crate) sheet: i64,
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
    /// Place among the sheets of its lesson by the moment of handing in, from 0.
    pub(crate) turn: u32,
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

/// Visits from one day to another, both included; oldest first, those of one lesson one after the other.
///
/// Lessons, sheets and first rows of timelines are each read in the order of an index and put together here, instead of
/// looking up the sheets of each of thousands of lessons and the rows of each sheet.
pub(crate) fn visits(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Visit>> {
    let mut words = Words::default();
    let lessons = Lessons::read(read, &mut words, from, to)?;
    let mut sheets = Sheets::read(read, &mut words, &lessons, from, to)?;
    sheets.find_processes(read)?;
    sheets.rows.sort_unstable_by_key(|sheet| (sheet.place, sheet.turn));
    let visit = |sheet: Sheet| {
        let lesson = &lessons.rows[sheet.place];
        Visit {
            sheet: sheet.number,
            lesson: lesson.number,
            date: lesson.date,
            period: lesson.period,
            class_id: lesson.class_id.clone(),
            lesson_count: lesson.count,
            teacher_id: lesson.teacher_id.clone(),
            subject: Arc::clone(&lesson.subject),
            observer_id: sheet.observer_id,
            lesson_kind: sheet.lesson_kind,
            outside: lesson.outside,
            turn: sheet.turn,
            has_process: sheet.has_process,
            has_opinion: sheet.has_opinion,
        }
    };
    Ok(sheets.rows.into_iter().map(visit).collect())
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

/// Lessons by their days and periods.
struct Lessons {
    rows: Vec<Lesson>,
    ids: Ids,
}

impl Lessons {
    fn read(read: &Read<'_>, words: &mut Words, from: NaiveDate, to: NaiveDate) -> Result<Self> {
        let mut statement = read.prepare_cached(
            "SELECT rowid AS lesson, id, date, period, class_id, lesson_count, teacher_id, subject,
               coalesce(outside, '') <> '' AS outside
             FROM lesson INDEXED BY lesson_visited WHERE date BETWEEN ?1 AND ?2 ORDER BY date, period, id",
        )?;
        // Columns are found by their names once and not in each of thousands of rows.
        let at = |name| statement.column_index(name);
        let (number, id, date, period, class) = (at("lesson")?, at("id")?, at("date")?, at("period")?, at("class_id")?);
        let (count, teacher, subject, outside) =
            (at("lesson_count")?, at("teacher_id")?, at("subject")?, at("outside")?);
        let mut last = LastDay::default();
        let mut lessons = Self { rows: Vec::new(), ids: Ids::default() };
        let mut rows = statement.query(params![from.to_string(), to.to_string()])?;
        while let Some(row) = rows.next()? {
            lessons.ids.push(text(row, id)?);
            lessons.rows.push(Lesson {
                number: row.get(number)?,
                date: last.of(row, date)?,
                period: row.get(period)?,
                class_id: words.known(row.get_ref(class)?)?,
                count: row.get(count)?,
                teacher_id: words.known(row.get_ref(teacher)?)?,
                subject: words.known(row.get_ref(subject)?)?.unwrap_or_default(),
                outside: row.get(outside)?,
            });
        }
        Ok(lessons)
    }
}

/// What a visit takes from its sheet.
struct Sheet {
    /// Place of its lesson.
    place: usize,
    number: i64,
    observer_id: Option<Arc<str>>,
    lesson_kind: Arc<str>,
    turn: u32,
    has_process: bool,
    has_opinion: bool,
}

/// Sheets that were handed in.
struct Sheets {
    rows: Vec<Sheet>,
    ids: Ids,
}

impl Sheets {
    /// Sheets of lessons, those of one lesson one after the other by the moment of handing in; nothing is known of
    /// their processes yet.
    fn read(read: &Read<'_>, words: &mut Words, lessons: &Lessons, from: NaiveDate, to: NaiveDate) -> Result<Self> {
        let mut sheets = Self { rows: Vec::with_capacity(lessons.rows.len()), ids: Ids::default() };
        let Some((first, last)) = lessons.ids.ends() else { return Ok(sheets) };
        // Identifiers follow the time at which they were made: those of a term lie together, unless several terms were
        // taken in at once. Then the sheets are looked up by their lessons.
        let between: u32 = read
            .prepare_cached("SELECT count(*) AS n FROM lesson WHERE id BETWEEN ?1 AND ?2")?
            .query_row([first, last], |row| row.get("n"))?;
        let together = between as usize <= lessons.rows.len().saturating_mul(2);
        let of_lessons = if together {
            "FROM observation_sheet s INDEXED BY observation_sheet_visits WHERE s.lesson_id BETWEEN ?1 AND ?2"
        } else {
            "FROM lesson l INDEXED BY lesson_visited
             CROSS JOIN observation_sheet s INDEXED BY observation_sheet_visits ON s.lesson_id = l.id
             WHERE l.date BETWEEN ?1 AND ?2"
        };
        let mut statement = read.prepare_cached(&format!(
            "SELECT s.rowid AS sheet, s.id, s.lesson_id, s.observer_id, s.lesson_kind,
               (s.strengths <> '' OR s.problems <> '' OR s.advice <> '' OR s.gains <> '') AS has_opinion
             {of_lessons} AND s.deleted_at IS NULL AND s.state <> 'draft'
             ORDER BY s.lesson_id, coalesce(s.submitted_at, ''), s.id"
        ))?;
        let at = |name| statement.column_index(name);
        let (number, id, lesson_id, observer) = (at("sheet")?, at("id")?, at("lesson_id")?, at("observer_id")?);
        let (kind, opinion) = (at("lesson_kind")?, at("has_opinion")?);
        let places = lessons.ids.places();
        let (from, to) = (from.to_string(), to.to_string());
        let mut rows = statement.query(if together { [first, last] } else { [from.as_str(), to.as_str()] })?;
        while let Some(row) = rows.next()? {
            // Between the identifiers of a term lie a few of others.
            let Some(place) = places.get(text(row, lesson_id)?).copied() else { continue };
            sheets.ids.push(text(row, id)?);
            let turn = sheets.rows.last().filter(|last| last.place == place).map_or(0, |last| last.turn + 1);
            sheets.rows.push(Sheet {
                place,
                number: row.get(number)?,
                observer_id: words.known(row.get_ref(observer)?)?,
                lesson_kind: words.known(row.get_ref(kind)?)?.unwrap_or_default(),
                turn,
                has_process: false,
                has_opinion: row.get(opinion)?,
            });
        }
        Ok(sheets)
    }

    /// Finds out which sheets have a process. Nearly all of them have a first row in their timelines, and those lie
    /// together; of the others each is asked whether it has any row, or a page written by hand.
    fn find_processes(&mut self, read: &Read<'_>) -> Result<()> {
        let Some((first, last)) = self.ids.ends() else { return Ok(()) };
        // Where the identifiers of many terms are mixed it is no use to read on.
        let most = i64::try_from(self.rows.len().saturating_mul(16)).unwrap_or(i64::MAX);
        let places = self.ids.places();
        let mut statement = read.prepare_cached(
            "SELECT sheet_id FROM timeline_entry INDEXED BY timeline_entry_first
             WHERE sheet_id BETWEEN ?1 AND ?2 AND position = 1 AND deleted_at IS NULL LIMIT ?3",
        )?;
        let id = statement.column_index("sheet_id")?;
        let mut rows = statement.query(params![first, last, most])?;
        while let Some(row) = rows.next()? {
            if let Some(place) = places.get(text(row, id)?) {
                self.rows[*place].has_process = true;
            }
        }
        let mut statement = read.prepare_cached(
            "SELECT (EXISTS (SELECT 1 FROM timeline_entry WHERE sheet_id = ?1 AND deleted_at IS NULL)
               OR EXISTS (SELECT 1 FROM photo WHERE sheet_id = ?1 AND kind = 'page' AND deleted_at IS NULL))
               AS has_process",
        )?;
        for (place, sheet) in self.rows.iter_mut().enumerate().filter(|(_, sheet)| !sheet.has_process) {
            sheet.has_process = statement.query_row([self.ids.get(place)], |row| row.get("has_process"))?;
        }
        Ok(())
    }
}

/// Identifiers of rows by their places, one after the other in one text.
#[derive(Default)]
struct Ids {
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }

    fn get(&self, place: usize) -> &str {
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[from..self.ends[place]]
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|place| self.get(place))
    }

    /// The place of each.
    fn places(&self) -> FxHashMap<&str, usize> {
        let mut places = FxHashMap::with_capacity_and_hasher(self.ends.len(), FxBuildHasher);
        places.extend(self.iter().zip(0..));
        places
    }

    /// The least and the greatest.
    fn ends(&self) -> Option<(&str, &str)> {
        let first = self.iter().next()?;
        Some(self.iter().fold((first, first), |(least, most), id| (least.min(id), most.max(id))))
    }
}

/// The identifier of a visit's sheet, and the topic of its lesson.
pub(crate) fn sheet_of(read: &Read<'_>, visit: &Visit) -> Result<(String, String)> {
    let mut statement = read.prepare_cached(
        "SELECT s.id, l.topic FROM observation_sheet s JOIN lesson l ON l.id = s.lesson_id WHERE s.rowid = ?1",
    )?;
    Ok(statement.query_row([visit.sheet], |row| Ok((row.get("id")?, row.get("topic")?)))?)
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<&'a str> {
    Ok(row.get_ref(column)?.as_str().map_err(keji_store::rusqlite::Error::from)?)
}

/// Words that occur again and again, each held once.
#[derive(Default)]
struct Words(FxHashMap<Box<[u8]>, Arc<str>>);

impl Words {
    fn known(&mut self, value: ValueRef<'_>) -> Result<Option<Arc<str>>> {
        let Some(bytes) = value.as_bytes_or_null().map_err(keji_store::rusqlite::Error::from)? else { return Ok(None) };
        if let Some(word) = self.0.get(bytes) {
            return Ok(Some(Arc::clone(word)));
        }
        let word: Arc<str> = value.as_str().map_err(keji_store::rusqlite::Error::from)?.into();
        self.0.insert(bytes.into(), Arc::clone(&word));
        Ok(Some(word))
    }
}

/// The day of the row before: days come in their order, so that each is read once.
#[derive(Default)]
struct LastDay(String, Option<NaiveDate>);

impl LastDay {
    fn of(&mut self, row: &Row<'_>, column: usize) -> Result<NaiveDate> {
        let text = text(row, column)?;
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
