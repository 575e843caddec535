//! Headings of planned lessons (公开课安排): lessons like any other, there before anybody writes a sheet on them.

use super::{
    lesson_rows::{self, LessonRow},
    reach::joined,
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::{Read, Tx};

/// The type of lesson by which an earlier release marked open lessons; now the plan says so.
pub(crate) const OPEN_LESSON: &str = "公开课";

/// Heading of a planned lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenLesson {
    /// The record; none for a new one.
    pub(crate) id: Option<String>,
    /// Day.
    pub(crate) date: NaiveDate,
    /// Period of the day.
    pub(crate) period: Option<u32>,
    /// Who gives it.
    pub(crate) teacher_id: String,
    /// Subject.
    pub(crate) subject: String,
    /// Class.
    pub(crate) class_id: Option<String>,
    /// Topic.
    pub(crate) topic: String,
    /// Room.
    pub(crate) place: String,
}

/// Headings of all planned lessons that were not cancelled, by day and period.
///
/// # Errors
/// The store's refusal.
pub(crate) fn open_lessons(read: &Read<'_>) -> Result<Vec<OpenLesson>> {
    let (Some(from), Some(to)) = (NaiveDate::from_ymd_opt(1, 1, 1), NaiveDate::from_ymd_opt(9999, 12, 31)) else {
        return Ok(Vec::new());
    };
    open_lessons_between(read, from, to)
}

/// The same of some days: the lessons of all other days are not looked at.
///
/// # Errors
/// The store's refusal.
pub(crate) fn open_lessons_between(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<OpenLesson>> {
    let rows = lesson_rows::planned(read, from, to, false)?;
    let lessons = rows.into_iter().filter_map(|row| {
        Some(OpenLesson {
            id: Some(row.id),
            date: row.date,
            period: row.period,
            teacher_id: row.teacher_id?,
            subject: row.subject,
            class_id: row.class_id,
            topic: row.topic,
            place: row.place,
        })
    });
    Ok(lessons.collect())
}

/// Writes the heading of a planned lesson. A new one that meets a lesson of the same day, period, teacher and class is
/// that lesson.
///
/// # Errors
/// `NotFound`, `FieldTooLong`.
pub(crate) fn save_open_lesson(tx: &Tx<'_>, lesson: &OpenLesson) -> Result<String> {
    let known = match &lesson.id {
        Some(id) => Some(lesson_rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?),
        None => {
            match lesson_rows::at(tx, lesson.date, lesson.period, &lesson.teacher_id, lesson.class_id.as_deref())? {
                Some(id) => lesson_rows::get(tx, &id)?,
                None => None,
            }
        }
    };
    let mut row = LessonRow {
        id: known.as_ref().map(|known| known.id.clone()).unwrap_or_default(),
        date: lesson.date,
        period: lesson.period,
        lesson_count: known.as_ref().map_or(1, |known| known.lesson_count),
        teacher_id: Some(lesson.teacher_id.clone()),
        subject: text::optional("学科", &lesson.subject, 20)?,
        class_id: lesson.class_id.clone(),
        topic: text::optional("课题", &lesson.topic, 100)?,
        lesson_type: known
            .as_ref()
            .map(|known| known.lesson_type.clone())
            .filter(|own| own != OPEN_LESSON)
            .unwrap_or_default(),
        place: text::optional("地点", &lesson.place, 40)?,
        outside: known.as_ref().map(|known| known.outside.clone()).unwrap_or_default(),
        outside_teacher: known.as_ref().map(|known| known.outside_teacher.clone()).unwrap_or_default(),
        pupils_due: known.as_ref().and_then(|known| known.pupils_due),
        pupils_present: known.as_ref().and_then(|known| known.pupils_present),
    };
    // What was handed in says what it said: a plan fills in what is missing there.
    if let Some(known) = &known
        && lesson_rows::is_given(tx, &known.id)?
    {
        row = joined(known.clone(), &row);
    }
    match known {
        Some(known) if known == row => {}
        Some(_) => lesson_rows::update(tx, &row)?,
        None => {
            row.id = tx.new_id()?;
            lesson_rows::insert(tx, &row)?;
        }
    }
    Ok(row.id)
}

/// The lesson of a day, period, teacher and class, if a record of it exists.
///
/// # Errors
/// The store's refusal.
pub(crate) fn lesson_at(
    read: &Read<'_>,
    date: NaiveDate,
    period: u32,
    teacher_id: &str,
    class_id: &str,
) -> Result<Option<String>> {
    lesson_rows::at(read, date, Some(period), teacher_id, Some(class_id))
}

/// Deletes the lesson of a plan that was given up, where nobody writes a sheet on it; else it is a lesson like any other.
///
/// # Errors
/// `NotFound`.
pub(crate) fn drop_open_lesson(tx: &Tx<'_>, id: &str) -> Result<()> {
    let known = lesson_rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    if lesson_rows::other_observers(tx, id, "")?.is_empty() {
        return lesson_rows::delete(tx, id);
    }
    if known.lesson_type == OPEN_LESSON {
        lesson_rows::update(tx, &LessonRow { lesson_type: String::new(), ..known })?;
    }
    Ok(())
}
