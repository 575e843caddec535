//! Writing scoring sheets: a version that was used is frozen; a change makes the next one.

use super::{
    check, choose, rows,
    types::{Band, Rubric, RubricDocument, RubricFault, RubricInput, RubricPurpose, Scoring, VetoEffect},
    undo_rows,
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::{Read, StoreError, Tx};
use std::collections::BTreeSet;

/// Items, deductions, bonuses and vetoes of a sheet at most: the longest printed one has 32.
const MOST_PARTS: usize = 120;

/// Makes a scoring sheet or changes one; a version that was used stays, and the change makes the next.
///
/// # Errors
/// `NotFound`, `RubricSum` and the other faults of [`check::faults`], `FieldEmpty`, `FieldTooLong`, `RubricLast`.
pub(crate) fn save(tx: &Tx<'_>, input: &RubricInput) -> Result<String> {
    let id = write(tx, input)?;
    one_is_left(tx)?;
    Ok(id)
}

fn write(tx: &Tx<'_>, input: &RubricInput) -> Result<String> {
    let document = prepared(tx, &input.document)?;
    let rubric = match &input.id {
        None => {
            let id = tx.new_id()?;
            Rubric { line_id: id.clone(), id, version: 1, document }
        }
        Some(id) => {
            let known = rows::present(tx, id)?;
            if known.document == document {
                return Ok(known.id);
            }
            if !rows::used(tx, id)? {
                let rubric = Rubric { document, ..known };
                rows::update(tx, &rubric)?;
                return Ok(rubric.id);
            }
            let newest = rows::newest(tx, &known.line_id)?.max(known.version);
            Rubric { id: tx.new_id()?, line_id: known.line_id, version: newest + 1, document }
        }
    };
    rows::insert(tx, &rubric)?;
    Ok(rubric.id)
}

/// Offers a line of scoring sheets no longer, or again.
///
/// # Errors
/// `NotFound`, `RubricLast`.
pub(crate) fn retire(tx: &Tx<'_>, id: &str, on: Option<NaiveDate>) -> Result<()> {
    let line = rows::present(tx, id)?.line_id;
    for version in rows::versions(tx)?.into_iter().filter(|version| version.rubric.line_id == line) {
        if version.retired_on != on {
            rows::set_retired(tx, &version.rubric.id, on)?;
        }
    }
    one_is_left(tx)
}

/// Deletes a version that no sheet was filled by.
///
/// # Errors
/// `NotFound`, `RubricUsed`, `RubricLast`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    rows::present(tx, id)?;
    if rows::used(tx, id)? {
        return Err(Error::rule(Code::RubricUsed));
    }
    rows::delete(tx, id)?;
    one_is_left(tx)
}

/// An act cannot be taken back when that would change or take away what sheets were filled by.
///
/// # Errors
/// `RubricUsed`; `UndoConflict` where a draft would go back to a version that was changed or deleted since.
pub(crate) fn check_undo(read: &Read<'_>, act: &str) -> Result<()> {
    for id in undo_rows::written(read, act)? {
        if rows::used(read, &id)? {
            return Err(Error::rule(Code::RubricUsed));
        }
    }
    if undo_rows::goes_back_to_changed(read, act)? {
        return Err(StoreError::UndoConflict.into());
    }
    Ok(())
}

/// A lesson is scored by some sheet: without one offered, none could be written down.
fn one_is_left(read: &Read<'_>) -> Result<()> {
    if choose::offered(read, RubricPurpose::Lesson)?.is_empty() {
        return Err(Error::rule(Code::RubricLast));
    }
    Ok(())
}

/// The document with its texts trimmed and an identifier for each part that has none.
fn prepared(tx: &Tx<'_>, document: &RubricDocument) -> Result<RubricDocument> {
    let mut document = document.clone();
    document.name = text::required("评价表名称", &document.name, 40)?;
    document.note = text::optional("说明", &document.note, 1000)?;
    let mut taken = BTreeSet::new();
    let mut parts = 0;
    let mut identify = |id: &mut String, name: &mut String, most: usize| -> Result<()> {
        *name = text::optional("名称", name, most)?;
        if id.is_empty() || !taken.insert(id.clone()) {
            *id = tx.new_id()?;
            taken.insert(id.clone());
        }
        parts += 1;
        Ok(())
    };
    for section in &mut document.sections {
        identify(&mut section.id, &mut section.name, 60)?;
        tidy_bands(&mut section.bands)?;
        for item in &mut section.items {
            identify(&mut item.id, &mut item.name, 200)?;
            item.hint = text::optional("要点", &item.hint, 1000)?;
            tidy("学科", &mut item.subjects)?;
            match &mut item.scoring {
                Scoring::Deduct { rules, .. } => {
                    for rule in rules {
                        identify(&mut rule.id, &mut rule.name, 100)?;
                    }
                }
                Scoring::Levels { levels } => {
                    for level in levels {
                        level.name = text::optional("等级", &level.name, 20)?;
                        level.text = text::optional("等级说明", &level.text, 300)?;
                    }
                }
                Scoring::Grades { grades } => tidy("等级", grades)?,
                Scoring::Points { .. } | Scoring::Base { .. } => {}
            }
        }
    }
    tidy_bands(&mut document.bands)?;
    tidy("学科", &mut document.subjects)?;
    tidy("听课类型", &mut document.lesson_kinds)?;
    for rule in &mut document.deductions {
        identify(&mut rule.id, &mut rule.name, 100)?;
    }
    for bonus in &mut document.bonuses {
        identify(&mut bonus.id, &mut bonus.name, 100)?;
    }
    for veto in &mut document.vetoes {
        identify(&mut veto.id, &mut veto.name, 100)?;
        if let VetoEffect::Band { name } = &mut veto.effect {
            *name = text::required("等级", name, 20)?;
        }
    }
    if parts > MOST_PARTS {
        return Err(Error::rule(Code::OutOfRange).with("field", "项目数").with("least", 1).with("most", MOST_PARTS));
    }
    match check::faults(&document).into_iter().next() {
        Some(fault) => Err(refusal(&fault)),
        None => Ok(document),
    }
}

/// Names without the spaces around them.
fn tidy(field: &'static str, names: &mut [String]) -> Result<()> {
    for name in names {
        *name = text::required(field, name, 20)?;
    }
    Ok(())
}

/// A band without a name is told as a fault, with its place.
fn tidy_bands(bands: &mut [Band]) -> Result<()> {
    for band in bands {
        band.name = text::optional("等级", &band.name, 20)?;
    }
    Ok(())
}

fn refusal(fault: &RubricFault) -> Error {
    let code = Code::ALL.iter().copied().find(|code| code.as_str() == fault.code).unwrap_or(Code::RubricScoring);
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let difference = match (fault.printed, fault.computed) {
        (Some(printed), Some(computed)) => ((computed - printed) * 100.0).round() / 100.0,
        _ => 0.0,
    };
    let place = match (fault.place.is_empty(), fault.subject.is_empty()) {
        (true, true) => "总分".to_owned(),
        (false, true) => fault.place.clone(),
        (true, false) => format!("总分（{}）", fault.subject),
        (false, false) => format!("{}（{}）", fault.place, fault.subject),
    };
    Error::rule(code)
        .with("place", place)
        .with("printed", number(fault.printed))
        .with("computed", number(fault.computed))
        .with("difference", if difference > 0.0 { format!("多 {difference}") } else { format!("少 {}", -difference) })
}
