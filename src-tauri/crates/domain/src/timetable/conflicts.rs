//! Lessons at once: a teacher in two rooms, a class with two lessons; a joint class, groups, or a mistake.

use super::{
    book::Book,
    rows::LessonRow,
    save::travelling,
    types::{ConflictGuess, TimetableConflict, TimetableConflicts},
    versions::applying,
};
use crate::{calendar, error::Result};
use chrono::{Days, NaiveDate};
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// Weekday or date, and period.
type Slot = (Option<u32>, Option<NaiveDate>, u32);

/// All lessons at once in a term's timetables.
pub(crate) fn conflicts(read: &Read<'_>, term_id: &str, today: NaiveDate) -> Result<TimetableConflicts> {
    let book = Book::read(read, term_id)?;
    let first = calendar::term(read, Some(term_id), today)?.first_day;
    let days = turning_days(&book, first);
    let mut slots: BTreeMap<Slot, Vec<&LessonRow>> = BTreeMap::new();
    for row in &book.lessons {
        slots.entry((row.weekday, row.date, row.period)).or_default().push(row);
    }
    let mut rows = Vec::new();
    for lessons in slots.values() {
        let mut of_teacher: BTreeMap<&str, Vec<&LessonRow>> = BTreeMap::new();
        let mut of_class: BTreeMap<&str, Vec<&LessonRow>> = BTreeMap::new();
        for row in lessons {
            if let Some(teacher) = &row.teacher_id {
                of_teacher.entry(teacher).or_default().push(row);
            }
            of_class.entry(&row.class_id).or_default().push(row);
        }
        for (teacher, lessons) in of_teacher {
            let lessons = at_once(&book, &days, lessons);
            let classes: BTreeSet<&str> = lessons.iter().map(|row| row.class_id.as_str()).collect();
            if classes.len() > 1 {
                let (guess, why) = of_one_teacher(&book, &lessons);
                rows.push(conflict(&book, Some(teacher), None, guess, why, &lessons));
            }
        }
        for (class, lessons) in of_class {
            let lessons = at_once(&book, &days, lessons);
            if lessons.len() > 1 {
                let (guess, why) = of_one_class(&lessons);
                rows.push(conflict(&book, None, Some(class), guess, why, &lessons));
            }
        }
    }
    // Stable: within each part by day and period.
    rows.sort_by_key(|row| row.guess != ConflictGuess::Mistake);
    Ok(TimetableConflicts { rows })
}

/// Several classes of one teacher at once.
fn of_one_teacher(book: &Book, lessons: &[&LessonRow]) -> (ConflictGuess, &'static str) {
    let subjects: BTreeSet<&str> = lessons.iter().map(|row| row.subject.as_str()).collect();
    let places: BTreeSet<&str> = lessons.iter().map(|row| row.place.as_str()).collect();
    let grades: BTreeSet<&str> = lessons.iter().map(|row| book.grade(&row.class_id)).collect();
    let known = !places.contains("");
    match (subjects.len() == 1, places.len() == 1, grades.len() == 1) {
        (false, ..) => (ConflictGuess::Mistake, "同一时间教不同的科目，多半是排课有误。"),
        (true, true, _) if known => (ConflictGuess::Joint, "科目、地点都相同，可能是合班上课。"),
        (true, false, _) if known => (ConflictGuess::Mistake, "科目相同而地点不同，多半是排课有误。"),
        (true, _, true) => (ConflictGuess::Joint, "科目、年级都相同，可能是合班上课；课表没有写全地点，请核对。"),
        (true, _, false) => (ConflictGuess::Mistake, "跨了年级，多半是排课有误。"),
    }
}

/// Several lessons of one class at once.
fn of_one_class(lessons: &[&LessonRow]) -> (ConflictGuess, &'static str) {
    let subjects: BTreeSet<&str> = lessons.iter().map(|row| row.subject.as_str()).collect();
    let teachers: BTreeSet<Option<&str>> = lessons.iter().map(|row| row.teacher_id.as_deref()).collect();
    let apart = teachers.len() == lessons.len() && !teachers.contains(&None);
    match (apart, subjects.len() == 1) {
        (true, true) => (ConflictGuess::Split, "同一科目由几位教师上，可能是分组教学。"),
        (true, false) => (ConflictGuess::Split, "几门课由不同的教师上，可能是走班选课；不走班就是排重了。"),
        (false, _) => (ConflictGuess::Mistake, "同一节排了不止一门课，多半是排重了。"),
    }
}

fn conflict(
    book: &Book,
    teacher: Option<&str>,
    class: Option<&str>,
    guess: ConflictGuess,
    why: &str,
    lessons: &[&LessonRow],
) -> TimetableConflict {
    let name = if teacher.is_some() { book.names.teacher(teacher) } else { book.names.class(class) };
    TimetableConflict {
        teacher_id: teacher.map(str::to_owned),
        class_id: class.map(str::to_owned),
        name,
        guess,
        why: why.to_owned(),
        lessons: lessons.iter().map(|row| travelling((*row).clone(), &book.names)).collect(),
    }
}

/// Of lessons in one slot those that meet another one: not one in odd weeks and the other in even ones, not in
/// timetables of which one begins when the other has ended.
fn at_once<'a>(book: &Book, days: &BTreeSet<NaiveDate>, lessons: Vec<&'a LessonRow>) -> Vec<&'a LessonRow> {
    let meet = |a: &LessonRow, b: &LessonRow| {
        let weeks = a.weeks.is_none() || b.weeks.is_none() || a.weeks == b.weeks;
        // A lesson of a date is on that date, whichever timetable applies.
        let dated = a.date.is_some();
        weeks && (dated || days.iter().any(|day| applies(book, a, *day) && applies(book, b, *day)))
    };
    let all = lessons.clone();
    lessons.into_iter().filter(|row| all.iter().any(|other| other.id != row.id && meet(row, other))).collect()
}

fn applies(book: &Book, row: &LessonRow, day: NaiveDate) -> bool {
    let of = applying(&book.timetables, book.grade(&row.class_id), day).map(|table| &table.id);
    of == row.timetable_id.as_ref()
}

/// Days on which another timetable begins to apply: between them nothing changes.
fn turning_days(book: &Book, first: NaiveDate) -> BTreeSet<NaiveDate> {
    let begins = book.timetables.iter().filter_map(|table| table.valid_from);
    let ends = book.timetables.iter().filter_map(|table| table.valid_to).map(|last| last + Days::new(1));
    begins.chain(ends).filter(|day| *day > first).chain([first]).collect()
}
