//! A term's timetables as one book: the lessons of any day, with what has changed.

use super::{
    rows::{self, ChangeRow, LessonRow, TimetableRow},
    types::{ChangeKind, LessonOn, OddEven},
    versions::applying,
    week::days_of,
};
use crate::{
    calendar::{self, DayKind},
    error::Result,
    roster::{self, Names},
};
use chrono::{Datelike, NaiveDate};
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that a term's timetables say.
pub(crate) struct Book {
    pub(crate) term_id: String,
    pub(crate) names: Names,
    pub(crate) timetables: Vec<TimetableRow>,
    pub(crate) lessons: Vec<LessonRow>,
    pub(crate) changes: Vec<ChangeRow>,
    grades: BTreeMap<String, String>,
    campuses: BTreeMap<String, String>,
    /// Place of a class in the roster's order.
    places: BTreeMap<String, usize>,
    /// Grades with a timetable of a date, by that date.
    dated: BTreeSet<(NaiveDate, String)>,
}

/// Lessons that are given on a day: of the timetable that applies, on the weekday that is followed, in its weeks, with
/// swaps, substitutions and what is cancelled.
pub(crate) fn lessons_on(read: &Read<'_>, term_id: &str, date: NaiveDate) -> Result<Vec<LessonOn>> {
    let mut lessons = Book::read(read, term_id)?.on(read, date)?;
    lessons.retain(|lesson| !lesson.off);
    Ok(lessons)
}

/// The same for every day from one to another.
pub(crate) fn lessons_between(
    read: &Read<'_>,
    term_id: &str,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<BTreeMap<NaiveDate, Vec<LessonOn>>> {
    let book = Book::read(read, term_id)?;
    let days = first.iter_days().take_while(|day| *day <= last);
    days.map(|day| {
        let mut lessons = book.on(read, day)?;
        lessons.retain(|lesson| !lesson.off);
        Ok((day, lessons))
    })
    .collect()
}

impl Book {
    /// Reads the book of a term.
    pub(crate) fn read(read: &Read<'_>, term_id: &str) -> Result<Self> {
        let lessons = rows::lessons(read, term_id)?;
        let classes = roster::classes(read)?;
        let places = classes.iter().enumerate().map(|(place, class)| (class.id.clone(), place)).collect();
        let campuses = classes.iter().filter_map(|class| Some((class.id.clone(), class.campus_id.clone()?))).collect();
        let grades: BTreeMap<String, String> = classes.into_iter().map(|class| (class.id, class.grade)).collect();
        let grade = |class: &str| grades.get(class).cloned().unwrap_or_default();
        let dated = lessons.iter().filter_map(|row| Some((row.date?, grade(&row.class_id)))).collect();
        Ok(Self {
            term_id: term_id.to_owned(),
            names: Names::read(read)?,
            timetables: rows::timetables(read, term_id)?,
            changes: rows::changes(read, term_id)?,
            lessons,
            dated,
            places,
            campuses,
            grades,
        })
    }

    /// Grade of a class; empty when unknown.
    pub(crate) fn grade(&self, class_id: &str) -> &str {
        self.grades.get(class_id).map_or("", String::as_str)
    }

    /// Campus of a class; none when the school has only one or does not say.
    pub(crate) fn campus(&self, class_id: &str) -> Option<&str> {
        self.campuses.get(class_id).map(String::as_str)
    }

    /// A lesson of the term.
    pub(crate) fn lesson(&self, id: &str) -> Option<&LessonRow> {
        self.lessons.iter().find(|row| row.id == id)
    }

    /// Every lesson of a day, those that are not given here among them, by period and class.
    pub(crate) fn on(&self, read: &Read<'_>, date: NaiveDate) -> Result<Vec<LessonOn>> {
        let mut days = Days { book: self, read, date, known: BTreeMap::new() };
        let mut found = Vec::new();
        for row in &self.lessons {
            if days.has(row)? {
                let change = self.changes.iter().find(|change| change.date == date && change.lesson_id == row.id);
                found.push(self.stays_or_goes(row, date, change));
            }
        }
        for change in self.changes.iter().filter(|change| change.to_date == Some(date)) {
            if let (Some(row), Some(period)) = (self.lesson(&change.lesson_id), change.to_period) {
                let mut arrived = self.plain(row, date);
                arrived.period = period;
                arrived.change_id = Some(change.id.clone());
                arrived.note = format!("由{}第 {} 节调来", words(change.date), row.period);
                if let Some(teacher) = &change.teacher_id {
                    arrived.teacher = self.names.teacher(Some(teacher));
                    arrived.note = format!("{}，{}代课", arrived.note, arrived.teacher);
                    arrived.teacher_id = Some(teacher.clone());
                }
                found.push(arrived);
            }
        }
        let place = |lesson: &LessonOn| self.places.get(&lesson.class_id).copied();
        found.sort_by(|a, b| (a.period, place(a), &a.lesson_id).cmp(&(b.period, place(b), &b.lesson_id)));
        Ok(found)
    }

    /// Weekly lessons that apply on a day to a grade, or to all.
    pub(crate) fn weekly_on<'a>(
        &'a self,
        date: NaiveDate,
        grade: Option<&'a str>,
    ) -> impl Iterator<Item = &'a LessonRow> {
        self.lessons.iter().filter(move |row| {
            let of = self.grade(&row.class_id);
            let applies = applying(&self.timetables, of, date).map(|table| &table.id) == row.timetable_id.as_ref();
            row.weekday.is_some() && applies && grade.is_none_or(|only| only == of)
        })
    }

    /// Lessons that apply on a day, whichever weekday they are on: of weekly timetables, and dated ones of the day's week.
    pub(crate) fn applying(&self, read: &Read<'_>, date: NaiveDate) -> Result<BTreeSet<String>> {
        let days = days_of(read, &self.term_id, date)?;
        let dated = self.lessons.iter().filter(|row| row.date.is_some_and(|own| days.contains(&own)));
        Ok(self.weekly_on(date, None).chain(dated).map(|row| row.id.clone()).collect())
    }

    fn stays_or_goes(&self, row: &LessonRow, date: NaiveDate, change: Option<&ChangeRow>) -> LessonOn {
        let mut lesson = self.plain(row, date);
        let Some(change) = change else { return lesson };
        lesson.change_id = Some(change.id.clone());
        match change.kind {
            ChangeKind::Cancelled => {
                lesson.off = true;
                "停课".clone_into(&mut lesson.note);
            }
            ChangeKind::Substitute => {
                lesson.teacher = self.names.teacher(change.teacher_id.as_deref());
                lesson.teacher_id.clone_from(&change.teacher_id);
                lesson.note = format!("{}代课", lesson.teacher);
            }
            ChangeKind::Swap => {
                lesson.off = true;
                let (to, period) = (change.to_date.unwrap_or(date), change.to_period.unwrap_or(row.period));
                lesson.note = format!("调至{}第 {period} 节", words(to));
            }
        }
        if !change.reason.is_empty() {
            lesson.note = format!("{}（{}）", lesson.note, change.reason);
        }
        lesson
    }

    fn plain(&self, row: &LessonRow, date: NaiveDate) -> LessonOn {
        LessonOn {
            lesson_id: row.id.clone(),
            date,
            period: row.period,
            class_id: row.class_id.clone(),
            class_name: self.names.class(Some(&row.class_id)),
            subject: row.subject.clone(),
            teacher_id: row.teacher_id.clone(),
            teacher: self.names.teacher(row.teacher_id.as_deref()),
            planned_id: row.teacher_id.clone(),
            place: row.place.clone(),
            off: false,
            change_id: None,
            note: String::new(),
        }
    }
}

/// 11月19日.
pub(crate) fn words(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// What a day is for each grade, asked once.
struct Days<'a, 'r> {
    book: &'a Book,
    read: &'a Read<'r>,
    date: NaiveDate,
    known: BTreeMap<&'a str, Day>,
}

/// What counts of a day for the timetable.
#[derive(Clone, Copy, Default)]
struct Day {
    follows: Option<u32>,
    weeks: Option<OddEven>,
    /// Whether a timetable of the date itself is followed.
    dated: bool,
}

impl<'a> Days<'a, '_> {
    /// Whether a lesson of the timetable is on this day.
    fn has(&mut self, row: &'a LessonRow) -> Result<bool> {
        let grade = self.book.grade(&row.class_id);
        let day = if let Some(day) = self.known.get(grade) {
            *day
        } else {
            let day = self.day(grade)?;
            self.known.insert(grade, day);
            day
        };
        if day.dated {
            return Ok(row.date == Some(self.date));
        }
        let applying = applying(&self.book.timetables, grade, self.date).map(|table| &table.id);
        let in_week = row.weeks.is_none() || row.weeks == day.weeks;
        Ok(in_week && row.weekday.is_some() && row.weekday == day.follows && applying == row.timetable_id.as_ref())
    }

    fn day(&self, grade: &str) -> Result<Day> {
        let asked = Some(grade).filter(|grade| !grade.is_empty());
        let Some(day) = calendar::day_of(self.read, &self.book.term_id, self.date, asked)? else {
            return Ok(Day::default());
        };
        let mut dated = self.book.dated.contains(&(self.date, grade.to_owned()));
        if dated && day.follows.is_none() {
            // A make-up day needs no weekday when it has a timetable of its own; a holiday has no lessons.
            let special = calendar::special_days(self.read, self.date, self.date)?;
            dated = special.iter().any(|special| special.kind == DayKind::MakeUp);
        }
        let weeks = day.week.map(|_| if day.odd { OddEven::Odd } else { OddEven::Even });
        Ok(Day { follows: day.follows, weeks, dated })
    }
}
