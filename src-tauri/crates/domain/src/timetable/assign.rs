//! What the timetable says of who teaches what to which class: assignments that it allows to propose.

use super::{book::Book, rows::LessonRow};
use crate::{calendar::Term, error::Result, roster::Taught};
use chrono::{Datelike, NaiveDate};
use keji_store::Read;
use std::collections::BTreeMap;

/// What stands in timetables and is no subject.
const NO_SUBJECTS: [&str; 10] =
    ["自修", "自习", "早自修", "晚自修", "早读", "班会", "班队", "大扫除", "升旗仪式", "开学典礼"];

/// Who teaches what to which class, by the timetable that applies on a day, with lessons a week. A lesson of odd weeks
/// or of even weeks counts half. What stands only under dates counts as often as in the fullest week.
///
/// # Errors
/// The store's refusals.
pub(crate) fn taught(read: &Read<'_>, term: &Term, today: NaiveDate) -> Result<Vec<Taught>> {
    let book = Book::read(read, &term.id)?;
    let day = today.clamp(term.first_day, term.last_day);
    let mut halves: BTreeMap<Key<'_>, u32> = BTreeMap::new();
    for (key, lesson) in book.weekly_on(day, None).filter_map(keyed) {
        *halves.entry(key).or_default() += if lesson.weeks.is_none() { 2 } else { 1 };
    }
    let mut weeks: BTreeMap<Key<'_>, BTreeMap<(i32, u32), u32>> = BTreeMap::new();
    for (key, lesson) in book.lessons.iter().filter_map(keyed) {
        if let Some(date) = lesson.date.filter(|_| !halves.contains_key(&key)) {
            let week = date.iso_week();
            *weeks.entry(key).or_default().entry((week.year(), week.week())).or_default() += 2;
        }
    }
    halves.extend(weeks.into_iter().map(|(key, weeks)| (key, weeks.into_values().max().unwrap_or_default())));
    let taught = halves.into_iter().map(|((class, subject, teacher), halves)| Taught {
        teacher_id: teacher.to_owned(),
        class_id: class.to_owned(),
        subject: subject.to_owned(),
        lessons_per_week: f64::from(halves) / 2.0,
    });
    Ok(taught.collect())
}

/// Class, subject, teacher.
type Key<'a> = (&'a str, &'a str, &'a str);

fn keyed(lesson: &LessonRow) -> Option<(Key<'_>, &LessonRow)> {
    let teacher = lesson.teacher_id.as_deref()?;
    let subject = lesson.subject.trim();
    let is_subject = !subject.is_empty() && !NO_SUBJECTS.contains(&subject);
    is_subject.then_some(((lesson.class_id.as_str(), subject, teacher), lesson))
}
