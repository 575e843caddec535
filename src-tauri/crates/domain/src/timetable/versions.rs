//! Timetables that follow one another in a term: which one applies, making and deleting one.

use super::{
    book::Book,
    rows::{self, LessonRow, TimetableRow},
    types::{TimetableSave, TimetableVersion},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::{Read, Tx};

/// Name of the timetable with which a term begins.
const FIRST: &str = "本学期课表";

/// The timetable that applies to a grade on a day: its own before the whole school's, the latest before earlier ones;
/// none for the term's first.
pub(crate) fn applying<'a>(all: &'a [TimetableRow], grade: &str, date: NaiveDate) -> Option<&'a TimetableRow> {
    all.iter()
        .filter(|row| row.grade.as_deref().is_none_or(|only| only == grade))
        .filter(|row| row.valid_from.is_none_or(|first| first <= date) && row.valid_to.is_none_or(|last| date <= last))
        .max_by(|a, b| (a.grade.is_some(), a.valid_from, &a.id).cmp(&(b.grade.is_some(), b.valid_from, &b.id)))
}

/// Which timetable applies to a grade on a day.
pub(crate) fn applies(read: &Read<'_>, term_id: &str, grade: &str, date: NaiveDate) -> Result<TimetableVersion> {
    let all = rows::timetables(read, term_id)?;
    let lessons = rows::lessons(read, term_id)?;
    Ok(version(applying(&all, grade, date), &lessons))
}

/// The timetables of a term, the first one first.
pub(crate) fn versions(all: &[TimetableRow], lessons: &[LessonRow]) -> Vec<TimetableVersion> {
    std::iter::once(None).chain(all.iter().map(Some)).map(|row| version(row, lessons)).collect()
}

/// Writes a timetable; a new one may begin with the weekly lessons that applied until then.
///
/// # Errors
/// `NotFound`, `DaysReversed`, what is wrong with the name.
pub(crate) fn save(tx: &Tx<'_>, term_id: &str, input: &TimetableSave) -> Result<String> {
    let name = text::required("课表名称", &input.name, 20)?;
    if let (Some(first), Some(last)) = (input.valid_from, input.valid_to)
        && last < first
    {
        return Err(Error::rule(Code::DaysReversed));
    }
    let grade = match &input.grade {
        Some(grade) => Some(text::required("年级", grade, 20)?),
        None => None,
    };
    let mut row = TimetableRow {
        id: input.id.clone().unwrap_or_default(),
        name,
        grade,
        valid_from: input.valid_from,
        valid_to: input.valid_to,
    };
    if input.id.is_some() {
        rows::update_timetable(tx, &row)?;
        return Ok(row.id);
    }
    row.id = tx.new_id()?;
    if input.copy {
        let from = row.valid_from.unwrap_or(crate::calendar::term(tx, Some(term_id), tx.now().date_naive())?.first_day);
        let book = Book::read(tx, term_id)?;
        for lesson in book.weekly_on(from, row.grade.as_deref()) {
            let copy = LessonRow { id: tx.new_id()?, timetable_id: Some(row.id.clone()), ..lesson.clone() };
            rows::insert_lesson(tx, term_id, &copy)?;
        }
    }
    rows::insert_timetable(tx, term_id, &row)?;
    Ok(row.id)
}

fn version(row: Option<&TimetableRow>, lessons: &[LessonRow]) -> TimetableVersion {
    let id = row.map(|row| row.id.clone());
    let count = lessons.iter().filter(|lesson| lesson.timetable_id == id).count();
    TimetableVersion {
        id,
        name: row.map_or_else(|| FIRST.to_owned(), |row| row.name.clone()),
        grade: row.and_then(|row| row.grade.clone()),
        valid_from: row.and_then(|row| row.valid_from),
        valid_to: row.and_then(|row| row.valid_to),
        lessons: u32::try_from(count).unwrap_or(u32::MAX),
    }
}
