//! The timetable: who teaches what to which class, when.

use super::{
    days, rows,
    rows::LessonRow,
    types::{DayKind, Timetable, TimetableLesson, TimetableRequest},
};
use crate::{error::Result, roster::Names};
use chrono::{Datelike, NaiveDate};
use keji_store::{Read, Tx};

/// A lesson to be written into the timetable.
pub(crate) struct NewLesson<'a> {
    /// Weekday 1–7 for a weekly lesson.
    pub(crate) weekday: Option<u32>,
    /// The day for a lesson of a dated timetable.
    pub(crate) date: Option<NaiveDate>,
    /// Period, from 1.
    pub(crate) period: u32,
    /// Class.
    pub(crate) class_id: &'a str,
    /// Subject.
    pub(crate) subject: &'a str,
    /// Teacher; none when not named.
    pub(crate) teacher_id: Option<&'a str>,
    /// Room; may be empty.
    pub(crate) place: &'a str,
}

/// Writes a lesson into a term's timetable.
pub(crate) fn insert_lesson(tx: &Tx<'_>, term_id: &str, lesson: &NewLesson<'_>) -> Result<String> {
    let row = LessonRow {
        id: tx.new_id()?,
        weekday: lesson.weekday,
        date: lesson.date,
        period: lesson.period,
        class_id: lesson.class_id.to_owned(),
        subject: lesson.subject.to_owned(),
        teacher_id: lesson.teacher_id.map(str::to_owned),
        place: lesson.place.to_owned(),
    };
    rows::insert_lesson(tx, term_id, &row)?;
    Ok(row.id)
}

/// Changes what is taught in a lesson of the timetable and by whom.
pub(crate) fn update_lesson(tx: &Tx<'_>, id: &str, subject: &str, teacher_id: Option<&str>, place: &str) -> Result<()> {
    rows::update_lesson(tx, id, subject, teacher_id, place)
}

/// The timetable of a term, or a teacher's or class's part of it.
pub(crate) fn timetable(read: &Read<'_>, term_id: &str, request: &TimetableRequest) -> Result<Timetable> {
    let names = Names::read(read)?;
    let all = rows::lessons(read, term_id)?;
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let lessons = all
        .into_iter()
        .filter(|row| request.teacher_id.is_none() || row.teacher_id == request.teacher_id)
        .filter(|row| request.class_id.as_ref().is_none_or(|class| row.class_id == *class))
        .map(|row| travelling(row, &names))
        .collect();
    Ok(Timetable { lessons, total })
}

/// Lessons on a day: of the dated timetable, or else of the weekday, or of the weekday that a make-up day follows.
/// A holiday has none.
pub(crate) fn lessons_on(read: &Read<'_>, term_id: &str, date: NaiveDate) -> Result<Vec<TimetableLesson>> {
    let special = days::special_days(read, date, date)?.into_iter().next();
    let weekday = match special.as_ref().map(|day| day.kind) {
        Some(DayKind::Holiday) => return Ok(Vec::new()),
        Some(DayKind::MakeUp) => special.and_then(|day| day.follows_weekday),
        None => Some(date.weekday().number_from_monday()),
    };
    let names = Names::read(read)?;
    let all = rows::lessons(read, term_id)?;
    let dated = all.iter().any(|row| row.date == Some(date));
    Ok(all
        .into_iter()
        .filter(|row| if dated { row.date == Some(date) } else { weekday.is_some() && row.weekday == weekday })
        .map(|row| travelling(row, &names))
        .collect())
}

fn travelling(row: LessonRow, names: &Names) -> TimetableLesson {
    TimetableLesson {
        class_name: names.class(Some(&row.class_id)),
        teacher: names.teacher(row.teacher_id.as_deref()),
        id: row.id,
        weekday: row.weekday,
        date: row.date,
        period: row.period,
        class_id: row.class_id,
        subject: row.subject,
        teacher_id: row.teacher_id,
        place: row.place,
    }
}
