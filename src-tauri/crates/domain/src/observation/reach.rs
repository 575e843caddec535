//! Whose sheets an account sees and writes.
//!
//! A draft is its observer's alone. Once handed in, a sheet is also its teacher's: who reaches the one or the other
//! sees it. Only who reaches the observer writes it; the teacher's answer will be a record of its own.

use super::{lesson_rows::LessonRow, rows::SheetRecord};
use crate::{access::People, error::Result};

/// Whether an account sees a sheet of an observer on a teacher's lesson.
pub(crate) fn sees(people: &People, observer: Option<&str>, teacher: Option<&str>, handed_in: bool) -> bool {
    people.has(observer) || (handed_in && people.has(teacher))
}

/// Lets a sheet be written for an observer; a known one must have been of the account's reach before, too.
///
/// # Errors
/// `OutOfReach`.
pub(super) fn may_write(people: &People, known: Option<&SheetRecord>, observer: Option<&str>) -> Result<()> {
    if let Some(record) = known {
        people.allow([record.observer_id.as_deref()])?;
    }
    people.allow([observer])
}

/// The heading of a lesson on which somebody out of reach has a sheet as well: theirs stays as they wrote it, and only
/// what it lacks is filled in. A refusal would tell that there is such a sheet and lose what was written.
pub(super) fn joined(theirs: LessonRow, own: &LessonRow) -> LessonRow {
    let filled = |theirs: String, own: &str| if theirs.is_empty() { own.to_owned() } else { theirs };
    LessonRow {
        period: theirs.period.or(own.period),
        teacher_id: theirs.teacher_id.clone().or_else(|| own.teacher_id.clone()),
        class_id: theirs.class_id.clone().or_else(|| own.class_id.clone()),
        subject: filled(theirs.subject, &own.subject),
        topic: filled(theirs.topic, &own.topic),
        lesson_type: filled(theirs.lesson_type, &own.lesson_type),
        place: filled(theirs.place, &own.place),
        outside: filled(theirs.outside, &own.outside),
        outside_teacher: filled(theirs.outside_teacher, &own.outside_teacher),
        pupils_due: theirs.pupils_due.or(own.pupils_due),
        pupils_present: theirs.pupils_present.or(own.pupils_present),
        ..theirs
    }
}
