//! Swaps (调课), substitutions (代课) and lessons that are not given: recorded and taken back.

use super::{
    book::{Book, words},
    rows::{self, ChangeRow},
    types::{ChangeKind, LessonChangeSave, LessonOn, LessonSwap},
};
use crate::{
    calendar,
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::Tx;

/// Most characters of a reason.
const REASON: usize = 60;

/// A change that was recorded: its identifier, and whom it brings two lessons at once.
pub(crate) type Recorded = (String, Vec<String>);

/// Records what happens to one lesson.
///
/// # Errors
/// `NotFound`, `LessonNotOn`, `LessonChangedAlready`, `LessonSlotTaken`, `FieldEmpty` for what the kind needs.
pub(crate) fn save(tx: &Tx<'_>, term_id: &str, input: &LessonChangeSave) -> Result<Recorded> {
    let book = Book::read(tx, term_id)?;
    let lesson = given(tx, &book, &input.lesson_id, input.date)?;
    let needed = |field: &str| Error::rule(Code::FieldEmpty).with("field", field);
    let mut row = ChangeRow {
        id: tx.new_id()?,
        kind: input.kind,
        lesson_id: input.lesson_id.clone(),
        date: input.date,
        to_date: None,
        to_period: None,
        teacher_id: None,
        reason: text::optional("原因", &input.reason, REASON)?,
    };
    match input.kind {
        ChangeKind::Cancelled => {}
        ChangeKind::Substitute => {
            let teacher = input.teacher_id.clone().filter(|id| lesson.teacher_id.as_ref() != Some(id));
            row.teacher_id = Some(teacher.ok_or_else(|| needed("代课教师"))?);
        }
        ChangeKind::Swap => {
            let date = input.to_date.ok_or_else(|| needed("调至日期"))?;
            let period = text::within("调至节次", input.to_period.ok_or_else(|| needed("调至节次"))?, 1, 16)?;
            in_term(tx, term_id, date)?;
            let taken = book
                .on(tx, date)?
                .into_iter()
                .find(|other| !other.off && other.period == period && other.class_id == lesson.class_id);
            if let Some(other) = taken {
                return Err(Error::rule(Code::LessonSlotTaken)
                    .with("class", other.class_name)
                    .with("subject", other.subject));
            }
            (row.to_date, row.to_period) = (Some(date), Some(period));
            row.teacher_id = input.teacher_id.clone().filter(|id| lesson.teacher_id.as_ref() != Some(id));
        }
    }
    rows::insert_change(tx, term_id, &row)?;
    let warnings = clashes(tx, term_id, &[&row])?;
    Ok((row.id, warnings))
}

/// Records that two lessons change places, in one step.
///
/// # Errors
/// As [`save`].
pub(crate) fn swap(tx: &Tx<'_>, term_id: &str, input: &LessonSwap) -> Result<Recorded> {
    let book = Book::read(tx, term_id)?;
    let one = given(tx, &book, &input.lesson_id, input.date)?;
    let other = given(tx, &book, &input.other_id, input.other_date)?;
    if (one.date, one.period) == (other.date, other.period) {
        return Err(Error::rule(Code::LessonsAtOnce));
    }
    let reason = text::optional("原因", &input.reason, REASON)?;
    let goes = |from: &LessonOn, to: &LessonOn| -> Result<ChangeRow> {
        Ok(ChangeRow {
            id: tx.new_id()?,
            kind: ChangeKind::Swap,
            lesson_id: from.lesson_id.clone(),
            date: from.date,
            to_date: Some(to.date),
            to_period: Some(to.period),
            teacher_id: None,
            reason: reason.clone(),
        })
    };
    let (there, back) = (goes(&one, &other)?, goes(&other, &one)?);
    rows::insert_change(tx, term_id, &there)?;
    rows::insert_change(tx, term_id, &back)?;
    let warnings = clashes(tx, term_id, &[&there, &back])?;
    Ok((there.id, warnings))
}

/// Takes a change back; of two lessons that changed places both go back.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    let term_id = rows::term_of_change(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let book = Book::read(tx, &term_id)?;
    let place = |change: &ChangeRow| Some((change.date, book.lesson(&change.lesson_id)?.period));
    let goal = |change: &ChangeRow| Some((change.to_date?, change.to_period?));
    rows::delete_change(tx, id)?;
    let Some(change) = book.changes.iter().find(|change| change.id == id) else { return Ok(()) };
    let back = book.changes.iter().find(|other| {
        other.id != id && goal(other).is_some() && goal(other) == place(change) && place(other) == goal(change)
    });
    match back {
        Some(back) => rows::delete_change(tx, &back.id),
        None => Ok(()),
    }
}

/// The lesson as it is given on a day and has not been changed yet.
fn given(tx: &Tx<'_>, book: &Book, lesson_id: &str, date: NaiveDate) -> Result<LessonOn> {
    if book.changes.iter().any(|change| change.lesson_id == lesson_id && change.date == date) {
        return Err(Error::rule(Code::LessonChangedAlready));
    }
    let found = book.on(tx, date)?.into_iter().find(|lesson| lesson.lesson_id == lesson_id && !lesson.off);
    found.ok_or_else(|| Error::rule(Code::LessonNotOn).with("day", words(date)))
}

fn in_term(tx: &Tx<'_>, term_id: &str, date: NaiveDate) -> Result<()> {
    match calendar::term_containing(tx, date)? {
        Some(term) if term.id == term_id => Ok(()),
        _ => Err(Error::rule(Code::LessonNotOn).with("day", words(date))),
    }
}

/// Who now has two lessons at once where a change put a lesson.
fn clashes(tx: &Tx<'_>, term_id: &str, changes: &[&ChangeRow]) -> Result<Vec<String>> {
    let book = Book::read(tx, term_id)?;
    let mut said = Vec::new();
    for change in changes {
        let date = change.to_date.unwrap_or(change.date);
        let lessons: Vec<LessonOn> = book.on(tx, date)?.into_iter().filter(|lesson| !lesson.off).collect();
        let Some(own) = lessons.iter().find(|lesson| lesson.change_id.as_ref() == Some(&change.id)) else { continue };
        for other in lessons.iter().filter(|other| other.lesson_id != own.lesson_id && other.period == own.period) {
            if own.teacher_id.is_some() && own.teacher_id == other.teacher_id {
                let (day, period) = (words(date), own.period);
                said.push(format!("{}{day}第 {period} 节在{}班还有课。", own.teacher, other.class_name));
            }
            if own.class_id == other.class_id {
                said.push(format!("{}班{}第 {} 节还有{}课。", own.class_name, words(date), own.period, other.subject));
            }
        }
    }
    said.sort();
    said.dedup();
    Ok(said)
}
