//! SQL of visits: sheets that were handed in, as far as a quota asks of them. The ledger of a large school must be there
//! at once: two indexes hold all that is read here, no totals are computed, and equal words are held once.

use crate::{calendar::day, error::Result};
use chrono::NaiveDate;
use keji_store::{
    Read,
    rusqlite::{Row, params, types::ValueRef},
};
use rustc_hash::FxHashSet;
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
/// Lessons and sheets are read one after the other, each in the order of its index, and put together here, instead of
/// looking up the sheets of each of thousands of lessons.
pub(crate) fn visits(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Visit>> {
    let mut words = Words::default();
    let lessons = Lessons::read(read, &mut words, from, to)?;
    let sheets = sheets(read, &mut words, &lessons, from, to)?;
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
    Ok(sheets.into_iter().map(visit).collect())
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
    /// Their identifiers, one after the other, and where each ends.
    ids: String,
    ends: Vec<usize>,
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
        let mut lessons = Self { rows: Vec::new(), ids: String::new(), ends: Vec::new() };
        let mut rows = statement.query(params![from.to_string(), to.to_string()])?;
        while let Some(row) = rows.next()? {
            lessons.ids.push_str(text(row, id)?);
            lessons.ends.push(lessons.ids.len());
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

    fn id(&self, place: usize) -> &str {
        let from = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[from..self.ends[place]]
    }

    /// Places in the order of the identifiers.
    fn by_id(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.rows.len()).collect();
        places.sort_by(|one, other| self.id(*one).cmp(self.id(*other)));
        places
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

/// The columns of a sheet; a page written by hand is a process, too.
const SHEET: &str = "s.rowid AS sheet, s.id, s.lesson_id, s.observer_id, s.lesson_kind,
    coalesce(s.submitted_at, '') AS submitted_at,
    (EXISTS (SELECT 1 FROM timeline_entry t WHERE t.sheet_id = s.id AND t.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM photo p WHERE p.sheet_id = s.id AND p.kind = 'page' AND p.deleted_at IS NULL))
      AS has_process,
    (s.strengths <> '' OR s.problems <> '' OR s.advice <> '' OR s.gains <> '') AS has_opinion";

/// Sheets in the order of their lessons, those of one lesson by the moment of handing in.
fn sheets(read: &Read<'_>, words: &mut Words, lessons: &Lessons, from: NaiveDate, to: NaiveDate) -> Result<Vec<Sheet>> {
    let mut order = lessons.by_id();
    let [Some(first), Some(last)] = [order.first(), order.last()].map(|place| place.map(|place| lessons.id(*place)))
    else {
        return Ok(Vec::new());
    };
    // Identifiers follow the time at which they were made: those of a term lie together, unless several terms were
    // taken in at once. Then the sheets are looked up by their lessons.
    let between: u32 = read
        .prepare_cached("SELECT count(*) AS n FROM lesson WHERE id BETWEEN ?1 AND ?2")?
        .query_row([first, last], |row| row.get("n"))?;
    let together = between as usize <= lessons.rows.len().saturating_mul(2);
    let live = "s.deleted_at IS NULL AND s.state <> 'draft'";
    let sql = if together {
        format!(
            "SELECT {SHEET} FROM observation_sheet s INDEXED BY observation_sheet_visits
             WHERE s.lesson_id BETWEEN ?1 AND ?2 AND {live} ORDER BY s.lesson_id"
        )
    } else {
        format!(
            "SELECT {SHEET} FROM lesson l INDEXED BY lesson_visited
             CROSS JOIN observation_sheet s INDEXED BY observation_sheet_visits ON s.lesson_id = l.id AND {live}
             WHERE l.date BETWEEN ?1 AND ?2 ORDER BY l.date, l.period, l.id"
        )
    };
    let mut statement = read.prepare_cached(&sql)?;
    let at = |name| statement.column_index(name);
    let (sheet, id, lesson_id, observer) = (at("sheet")?, at("id")?, at("lesson_id")?, at("observer_id")?);
    let (kind, submitted, process, opinion) =
        (at("lesson_kind")?, at("submitted_at")?, at("has_process")?, at("has_opinion")?);
    let (from, to) = (from.to_string(), to.to_string());
    let mut sheets: Vec<Sheet> = Vec::with_capacity(lessons.rows.len());
    let mut moments = Moments::default();
    let mut rows = statement.query(if together { [first, last] } else { [from.as_str(), to.as_str()] })?;
    if !together {
        order.sort_unstable();
    }
    // Sheets come in the order of their lessons: both are gone through side by side.
    let mut lesson = order.into_iter().peekable();
    while let Some(row) = rows.next()? {
        let own = text(row, lesson_id)?;
        while lesson
            .next_if(|place| if together { lessons.id(*place) < own } else { lessons.id(*place) != own })
            .is_some()
        {}
        let Some(place) = lesson.peek().copied().filter(|place| lessons.id(*place) == own) else { continue };
        // Both ways of reading tell of the sheets of a lesson one after the other.
        moments.take(&mut sheets, place, text(row, submitted)?, text(row, id)?);
        sheets.push(Sheet {
            place,
            number: row.get(sheet)?,
            observer_id: words.known(row.get_ref(observer)?)?,
            lesson_kind: words.known(row.get_ref(kind)?)?.unwrap_or_default(),
            turn: 0,
            has_process: row.get(process)?,
            has_opinion: row.get(opinion)?,
        });
    }
    moments.settle(&mut sheets);
    sheets.sort_unstable_by_key(|sheet| (sheet.place, sheet.turn));
    Ok(sheets)
}

/// When the sheets of one lesson were handed in: most lessons have one, of which nothing is kept.
#[derive(Default)]
struct Moments {
    place: Option<usize>,
    /// Moment and identifier of the sheets at the end of the list.
    of: Vec<(String, String)>,
    used: usize,
}

impl Moments {
    /// Notes the sheet that comes next; with another lesson the turns of the one before are known.
    fn take(&mut self, sheets: &mut [Sheet], place: usize, moment: &str, id: &str) {
        if self.place != Some(place) {
            self.settle(sheets);
            self.place = Some(place);
        }
        if self.used == self.of.len() {
            self.of.push((String::new(), String::new()));
        }
        let (own_moment, own_id) = &mut self.of[self.used];
        moment.clone_into(own_moment);
        id.clone_into(own_id);
        self.used += 1;
    }

    /// Gives the sheets of the lesson their turns: by the moment, then by the identifier.
    fn settle(&mut self, sheets: &mut [Sheet]) {
        if self.used > 1 {
            let own = &self.of[..self.used];
            let from = sheets.len() - own.len();
            for (sheet, one) in sheets[from..].iter_mut().zip(own) {
                sheet.turn = own.iter().map(|other| u32::from(other < one)).sum();
            }
        }
        self.used = 0;
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
struct Words(FxHashSet<Arc<str>>);

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
