//! Numbered blank forms: which numbers a term has, what a typed number stands for, and the sheet that is written from a
//! form. One number belongs to one sheet.

use super::{
    form_number::{self, GREATEST},
    form_rows::{self, FormRow, NewForm},
    form_types::BlankForm,
    get, lesson_rows, reach, rows,
};
use crate::{
    access::People,
    calendar::{self, Term},
    error::{Code, Error, Result},
    roster::Names,
    text,
    wire::Person,
};
use chrono::Datelike;
use keji_store::{Read, Tx};

/// Numbers that are to be printed.
pub(crate) struct Numbered {
    /// For whom each form is, with its number.
    pub(crate) forms: Vec<(Option<String>, String)>,
    first: u32,
}

/// The next numbers of a term, one for each form.
///
/// # Errors
/// `OutOfRange` when the term's numbers are used up.
pub(crate) fn next_numbers(read: &Read<'_>, term: &Term, observers: Vec<Option<String>>) -> Result<Numbered> {
    let first = form_rows::made(read, &term.id)? + 1;
    let prefix = form_number::prefix(&term.school_year, term.number).ok_or_else(|| Error::rule(Code::SchoolYear))?;
    let forms: Vec<_> =
        (first..).zip(observers).map(|(at, observer)| (observer, form_number::number(&prefix, at))).collect();
    if first as usize + forms.len() > GREATEST as usize {
        return Err(Error::rule(Code::OutOfRange).with("field", "表号").with("least", 1).with("most", GREATEST));
    }
    Ok(Numbered { forms, first })
}

/// Notes forms that were made.
///
/// # Errors
/// `Busy` when somebody made forms meanwhile.
pub(crate) fn note_forms(tx: &Tx<'_>, term: &Term, numbered: &Numbered) -> Result<()> {
    if form_rows::made(tx, &term.id)? + 1 != numbered.first {
        return Err(Error::rule(Code::Busy));
    }
    for (running, (observer, number)) in (numbered.first..).zip(&numbered.forms) {
        let observer_id = observer.as_deref();
        form_rows::insert(tx, &NewForm { term_id: &term.id, running, number, observer_id })?;
    }
    Ok(())
}

/// What a typed number stands for.
///
/// # Errors
/// `BlankFormMistyped`, `BlankFormUnknown`; `OutOfReach` for a form of somebody else, used or not.
pub(crate) fn find(read: &Read<'_>, people: &People, typed: &str) -> Result<BlankForm> {
    let (number, form) = known(read, typed)?;
    let names = Names::read(read)?;
    let sheet = if let Some(sheet) = &form.sheet_id {
        told(read, people, &names, sheet)?.ok_or_else(|| Error::rule(Code::OutOfReach))?
    } else {
        within(people, &form)?;
        String::new()
    };
    let terms = calendar::all_terms(read)?;
    Ok(BlankForm {
        number,
        term: terms.into_iter().find(|term| term.id == form.term_id).map(|term| term.name).unwrap_or_default(),
        observer: form.observer_id.map(|id| Person { name: names.teacher(Some(&id)), id }),
        sheet_id: form.sheet_id,
        sheet,
    })
}

/// Says that a sheet was written from the form of a typed number. Said again of the same sheet it changes nothing.
///
/// # Errors
/// As [`find`]; `BlankFormUsed` for a number that has a sheet.
pub(super) fn bind(tx: &Tx<'_>, people: &People, typed: &str, sheet_id: &str) -> Result<()> {
    let (number, form) = known(tx, typed)?;
    match &form.sheet_id {
        Some(other) if other == sheet_id => Ok(()),
        Some(other) => match told(tx, people, &Names::read(tx)?, other)? {
            Some(_) => Err(Error::rule(Code::BlankFormUsed).with("number", number)),
            None => Err(Error::rule(Code::OutOfReach)),
        },
        None => {
            within(people, &form)?;
            form_rows::bind(tx, &form.id, sheet_id)
        }
    }
}

/// The number of a sheet as it is printed; empty for a sheet without one.
///
/// # Errors
/// The store's refusal.
pub(super) fn of_sheet(read: &Read<'_>, sheet_id: &str) -> Result<String> {
    Ok(form_rows::of_sheet(read, sheet_id)?.join("、"))
}

/// Whether a text is the number of a form, of this school or of another one.
pub(crate) fn is_number(typed: &str) -> bool {
    form_number::read(typed).is_some()
}

fn known(read: &Read<'_>, typed: &str) -> Result<(String, FormRow)> {
    let number = form_number::read(typed).ok_or_else(|| Error::rule(Code::BlankFormMistyped))?;
    match form_rows::by_number(read, &number)? {
        Some(form) => Ok((number, form)),
        None => Err(Error::rule(Code::BlankFormUnknown).with("number", number)),
    }
}

/// A form for somebody is theirs; one for nobody is whoever's that has it.
fn within(people: &People, form: &FormRow) -> Result<()> {
    match &form.observer_id {
        Some(observer) => people.allow([Some(observer.as_str())]),
        None => Ok(()),
    }
}

/// Day, teacher and topic of a sheet; none of a sheet that the account does not see.
fn told(read: &Read<'_>, people: &People, names: &Names, sheet_id: &str) -> Result<Option<String>> {
    let Some(record) = rows::get(read, sheet_id)? else { return Ok(None) };
    let Some(lesson) = lesson_rows::get(read, &record.lesson_id)? else { return Ok(None) };
    let (observer, teacher) = (record.observer_id.as_deref(), lesson.teacher_id.as_deref());
    if !reach::sees(people, observer, teacher, get::handed_in(&record)) {
        return Ok(None);
    }
    let day = format!("{}月{}日", lesson.date.month(), lesson.date.day());
    let topic = text::in_marks(&lesson.topic);
    let teacher = if teacher.is_some() { names.teacher(teacher) } else { lesson.outside_teacher };
    Ok(Some(format!("{day} {teacher}{topic}").trim_end().to_owned()))
}
