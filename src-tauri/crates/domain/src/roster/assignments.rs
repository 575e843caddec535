//! Who teaches what to which class, term by term.

use super::{
    assignment_rows::{self, AssignmentRow},
    list::teachers,
    names::Names,
    rows,
    types::{Assignment, AssignmentInput, Assignments},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::{Read, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Assignments of a term by class and subject.
pub(crate) fn assignments(read: &Read<'_>, term_id: &str) -> Result<Assignments> {
    let names = Names::read(read)?;
    let order: Vec<String> = super::classes(read)?.into_iter().map(|class| class.id).collect();
    let mut rows: Vec<Assignment> = assignment_rows::assignments(read, term_id)?
        .into_iter()
        .map(|row| Assignment {
            teacher: names.teacher(Some(&row.teacher_id)),
            class_name: names.class(Some(&row.class_id)),
            id: row.id,
            teacher_id: row.teacher_id,
            class_id: row.class_id,
            subject: row.subject,
            lessons_per_week: row.lessons_per_week,
            proposed: row.proposed,
        })
        .collect();
    let place = |row: &Assignment| order.iter().position(|id| *id == row.class_id).unwrap_or(order.len());
    rows.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.subject.cmp(&b.subject)));
    Ok(Assignments { rows })
}

/// Writes an assignment; what was a proposal is confirmed by it.
///
/// # Errors
/// `NotFound`, `UnknownTeacher`, `FieldEmpty`, `OutOfRange`, `AssignmentExists`.
pub(crate) fn save(tx: &Tx<'_>, input: &AssignmentInput) -> Result<String> {
    let teacher = teachers(tx)?
        .into_iter()
        .find(|teacher| teacher.id == input.teacher_id)
        .ok_or_else(|| Error::rule(Code::UnknownTeacher).with("field", "任课教师"))?;
    let subject = if input.subject.trim().is_empty() { &teacher.subject } else { &input.subject };
    let subject = text::required("学科", subject, 20)?;
    if input.lessons_per_week.is_some_and(|lessons| !(0.0..=40.0).contains(&lessons)) {
        return Err(Error::rule(Code::OutOfRange).with("field", "周课时").with("least", 0).with("most", 40));
    }
    if !rows::term_exists(tx, &input.term_id)? || !rows::class_exists(tx, &input.class_id)? {
        return Err(Error::rule(Code::NotFound));
    }
    let row = AssignmentRow {
        id: match &input.id {
            Some(id) => id.clone(),
            None => tx.new_id()?,
        },
        term_id: input.term_id.clone(),
        teacher_id: input.teacher_id.clone(),
        class_id: input.class_id.clone(),
        subject,
        lessons_per_week: input.lessons_per_week,
        proposed: false,
    };
    let same = |other: &AssignmentRow| key(other) == key(&row) && other.id != row.id;
    if assignment_rows::assignments(tx, &row.term_id)?.iter().any(same) {
        return Err(Error::rule(Code::AssignmentExists));
    }
    match assignment_rows::put(tx, &row, input.id.is_none())? {
        0 => Err(Error::rule(Code::NotFound)),
        _ => Ok(row.id),
    }
}

/// Deletes an assignment.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    match assignment_rows::delete(tx, id)? {
        0 => Err(Error::rule(Code::NotFound)),
        _ => Ok(()),
    }
}

/// Confirms all proposals of a term.
///
/// # Errors
/// The store's refusals.
pub(crate) fn confirm(tx: &Tx<'_>, term_id: &str) -> Result<()> {
    assignment_rows::confirm(tx, term_id)
}

/// Copies a term's assignments into another one as proposals: into the classes that continue the old ones, of teachers
/// who are in service. Returns how many.
///
/// # Errors
/// The store's refusals.
pub(crate) fn propose(
    tx: &Tx<'_>,
    from_term: &str,
    to_term: &str,
    continued: Option<&BTreeMap<String, String>>,
) -> Result<u32> {
    let serving: BTreeSet<String> =
        teachers(tx)?.into_iter().filter(|teacher| teacher.in_service).map(|teacher| teacher.id).collect();
    let there = assignment_rows::assignments(tx, to_term)?;
    let mut count = 0;
    for old in assignment_rows::assignments(tx, from_term)? {
        let class = match continued {
            None => Some(&old.class_id),
            Some(continued) => continued.get(&old.class_id),
        };
        let Some(class_id) = class.filter(|_| serving.contains(&old.teacher_id)) else { continue };
        let row = AssignmentRow {
            id: tx.new_id()?,
            term_id: to_term.to_owned(),
            class_id: class_id.clone(),
            teacher_id: old.teacher_id,
            subject: old.subject,
            lessons_per_week: old.lessons_per_week,
            proposed: true,
        };
        if !there.iter().any(|other| key(other) == key(&row)) {
            assignment_rows::put(tx, &row, true)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Somebody teaches a subject to a class.
#[derive(Debug, Clone)]
pub(crate) struct Taught {
    /// Teacher.
    pub(crate) teacher_id: String,
    /// Class.
    pub(crate) class_id: String,
    /// Subject.
    pub(crate) subject: String,
    /// Lessons a week.
    pub(crate) lessons_per_week: f64,
}

/// What is taught and stands in no assignment of the term; only by people and to classes of the roster.
///
/// # Errors
/// The store's refusals.
pub(crate) fn unassigned(read: &Read<'_>, term_id: &str, mut taught: Vec<Taught>) -> Result<Vec<Taught>> {
    let there = assignment_rows::assignments(read, term_id)?;
    let there: BTreeSet<_> = there.iter().map(key).collect();
    let people: BTreeSet<String> = teachers(read)?.into_iter().map(|teacher| teacher.id).collect();
    let classes: BTreeSet<String> = super::classes(read)?.into_iter().map(|class| class.id).collect();
    taught.retain(|one| {
        let known = people.contains(&one.teacher_id) && classes.contains(&one.class_id);
        known && !there.contains(&(one.teacher_id.as_str(), one.class_id.as_str(), one.subject.as_str()))
    });
    Ok(taught)
}

/// Writes what is taught as proposals of a term. Returns how many.
///
/// # Errors
/// The store's refusals.
pub(crate) fn propose_taught(tx: &Tx<'_>, term_id: &str, taught: Vec<Taught>) -> Result<u32> {
    let mut count = 0;
    for one in taught {
        let row = AssignmentRow {
            id: tx.new_id()?,
            term_id: term_id.to_owned(),
            teacher_id: one.teacher_id,
            class_id: one.class_id,
            subject: one.subject,
            lessons_per_week: Some(one.lessons_per_week),
            proposed: true,
        };
        assignment_rows::put(tx, &row, true)?;
        count += 1;
    }
    Ok(count)
}

/// Assignments of a term whose teacher goes on, by class.
pub(crate) fn of_term(read: &Read<'_>, term_id: &str) -> Result<Vec<(String, String)>> {
    Ok(assignment_rows::assignments(read, term_id)?.into_iter().map(|row| (row.teacher_id, row.class_id)).collect())
}

fn key(row: &AssignmentRow) -> (&str, &str, &str) {
    (&row.teacher_id, &row.class_id, &row.subject)
}
