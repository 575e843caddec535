//! Open lessons (公开课) that are planned: lessons that nobody has written a sheet on yet.

use super::lesson_rows::{self, LessonRow};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::{Read, Tx};

/// The type of lesson that plans of open lessons give.
pub(crate) const OPEN_LESSON: &str = "公开课";

/// An open lesson.
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

/// All open lessons, by day and period.
///
/// # Errors
/// The store's refusal.
pub(crate) fn open_lessons(read: &Read<'_>) -> Result<Vec<OpenLesson>> {
    let (Some(from), Some(to)) = (NaiveDate::from_ymd_opt(1, 1, 1), NaiveDate::from_ymd_opt(9999, 12, 31)) else {
        return Ok(Vec::new());
    };
    let rows = lesson_rows::of_type(read, OPEN_LESSON, from, to)?;
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

/// Plans an open lesson, or changes a planned one.
///
/// # Errors
/// `NotFound`, `FieldTooLong`.
pub(crate) fn save_open_lesson(tx: &Tx<'_>, lesson: &OpenLesson) -> Result<String> {
    let known = match &lesson.id {
        Some(id) => Some(lesson_rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?),
        None => None,
    };
    let row = LessonRow {
        id: match &known {
            Some(known) => known.id.clone(),
            None => tx.new_id()?,
        },
        date: lesson.date,
        period: lesson.period,
        lesson_count: known.as_ref().map_or(1, |known| known.lesson_count),
        teacher_id: Some(lesson.teacher_id.clone()),
        subject: text::optional("学科", &lesson.subject, 20)?,
        class_id: lesson.class_id.clone(),
        topic: text::optional("课题", &lesson.topic, 100)?,
        lesson_type: OPEN_LESSON.to_owned(),
        place: text::optional("地点", &lesson.place, 40)?,
        outside: String::new(),
        outside_teacher: String::new(),
        pupils_due: known.as_ref().and_then(|known| known.pupils_due),
        pupils_present: known.as_ref().and_then(|known| known.pupils_present),
    };
    match known {
        Some(_) => lesson_rows::update(tx, &row)?,
        None => lesson_rows::insert(tx, &row)?,
    }
    Ok(row.id)
}
