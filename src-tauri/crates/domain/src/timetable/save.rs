//! Reading and writing the lessons of the timetables.

use super::{
    book::Book,
    rows::{self, LessonRow},
    types::{OddEven, Timetable, TimetableLesson, TimetableLessonSave, TimetableRequest},
    versions,
};
use crate::{
    error::{Code, Error, Result},
    roster::Names,
    text,
};
use chrono::NaiveDate;
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
    /// The timetable; none for the term's first.
    pub(crate) timetable_id: Option<&'a str>,
    /// Only in odd or even weeks; none for every week.
    pub(crate) weeks: Option<OddEven>,
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
        timetable_id: lesson.timetable_id.map(str::to_owned),
        weeks: lesson.weeks,
    };
    rows::insert_lesson(tx, term_id, &row)?;
    Ok(row.id)
}

/// Changes what is taught in a lesson of the timetable and by whom.
pub(crate) fn update_lesson(tx: &Tx<'_>, id: &str, subject: &str, teacher_id: Option<&str>, place: &str) -> Result<()> {
    rows::update_lesson(tx, id, subject, teacher_id, place)
}

/// Writes a weekly lesson by hand.
///
/// # Errors
/// `NotFound`, what is wrong with its fields.
pub(crate) fn save_lesson(tx: &Tx<'_>, term_id: &str, input: &TimetableLessonSave) -> Result<String> {
    let known = match &input.id {
        Some(id) => Some(
            rows::lessons(tx, term_id)?
                .into_iter()
                .find(|row| row.id == *id)
                .ok_or_else(|| Error::rule(Code::NotFound))?,
        ),
        None => None,
    };
    let row = LessonRow {
        id: match &known {
            Some(known) => known.id.clone(),
            None => tx.new_id()?,
        },
        weekday: match &known {
            // A lesson of one date stays on it.
            Some(known) if known.date.is_some() => None,
            _ => Some(text::within("星期", input.weekday, 1, 7)?),
        },
        date: known.as_ref().and_then(|known| known.date),
        period: text::within("节次", input.period, 1, 16)?,
        class_id: text::required("班级", &input.class_id, 36)?,
        subject: text::required("科目", &input.subject, 20)?,
        teacher_id: input.teacher_id.clone(),
        place: text::optional("地点", &input.place, 40)?,
        timetable_id: known.as_ref().map_or_else(|| input.timetable_id.clone(), |known| known.timetable_id.clone()),
        weeks: input.weeks,
    };
    if known.is_some() {
        rows::replace_lesson(tx, &row)?;
    } else {
        rows::insert_lesson(tx, term_id, &row)?;
    }
    Ok(row.id)
}

/// The timetables of a term, or a teacher's or class's part of them.
pub(crate) fn timetable(read: &Read<'_>, term_id: &str, request: &TimetableRequest) -> Result<Timetable> {
    let names = Names::read(read)?;
    let all = rows::lessons(read, term_id)?;
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let timetables = versions::versions(&rows::timetables(read, term_id)?, &all);
    let asked = request.timetable_id.as_deref();
    let applying = match request.date {
        Some(date) => Some(Book::read(read, term_id)?.applying(read, date)?),
        None => None,
    };
    let lessons = all
        .into_iter()
        .filter(|row| request.teacher_id.is_none() || row.teacher_id == request.teacher_id)
        .filter(|row| request.class_id.as_ref().is_none_or(|class| row.class_id == *class))
        .filter(|row| asked.is_none_or(|asked| row.timetable_id.as_deref().unwrap_or_default() == asked))
        .filter(|row| applying.as_ref().is_none_or(|ids| ids.contains(&row.id)))
        .map(|row| travelling(row, &names))
        .collect();
    Ok(Timetable { lessons, total, timetables })
}

/// A row with the names of whom it points at.
pub(crate) fn travelling(row: LessonRow, names: &Names) -> TimetableLesson {
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
        timetable_id: row.timetable_id,
        weeks: row.weeks,
    }
}
