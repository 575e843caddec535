//! Running the step, and the end of its undoing.

use super::{
    grades::Grades,
    propose, rows,
    types::{NewYearDone, NewYearRun},
};
use crate::{
    calendar::{self, TermCreate},
    error::{Code, Error, Result},
    roster::{self, Entry, Roll},
    text,
};
use chrono::NaiveDate;
use keji_store::{Read, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Closes the term and opens the next, all under one act. The act itself is not known yet: its field stays empty.
///
/// # Errors
/// `TermUnknown`, `TermClosed`, what the calendar says of the new term's days, `OutOfRange`, `NotFound` of a leaver.
pub(crate) fn run(tx: &Tx<'_>, request: &NewYearRun) -> Result<NewYearDone> {
    let closing = propose::named(tx, &request.closing_id)?;
    propose::still_open(tx, &closing)?;
    let opening = propose::opening(tx, &closing)?;
    let new_year = propose::begins_year(tx, &closing)?;
    let (school_year, number) = propose::following(&closing);
    let (term_id, first_day) = if let Some(id) = opening.id {
        (id, opening.first_day)
    } else {
        let create = TermCreate {
            school_year: school_year.clone(),
            number,
            first_day: request.first_day,
            last_day: request.last_day,
            week_start: closing.week_start,
        };
        (calendar::create_term(tx, &create)?, request.first_day)
    };
    calendar::close_term(tx, &closing.id)?;
    let mut done = NewYearDone {
        act: String::new(),
        term_id,
        term: opening.name,
        classes: 0,
        assignments: 0,
        leavers: leave(tx, request, closing.last_day)?,
        moved: 0,
        left_behind: 0,
        prep_groups: 0,
    };
    let mut continued = None;
    if new_year {
        let rolled = roll(tx, request, &closing.school_year, &school_year, &mut done)?;
        done.moved = roster::follow_classes(tx, &rolled.renamed, &done.term_id, first_day)?;
        done.left_behind = roster::left_behind(tx, &done.term_id, &school_year)?;
        done.classes = u32::try_from(roster::classes(tx)?.len()).unwrap_or(u32::MAX);
        continued = Some(rolled.continued);
    }
    done.assignments = roster::propose_assignments(tx, &closing.id, &done.term_id, continued.as_ref())?;
    Ok(done)
}

/// Marks who leaves with the term; who had left before keeps the day. Returns how many have left now.
fn leave(tx: &Tx<'_>, request: &NewYearRun, last_day: NaiveDate) -> Result<u32> {
    let gone: BTreeSet<String> =
        roster::teachers(tx)?.into_iter().filter(|teacher| !teacher.in_service).map(|teacher| teacher.id).collect();
    let leavers: BTreeSet<&String> = request.leavers.iter().filter(|id| !gone.contains(*id)).collect();
    for leaver in &leavers {
        roster::leave(tx, leaver, last_day)?;
    }
    Ok(u32::try_from(leavers.len()).unwrap_or(u32::MAX))
}

fn roll(
    tx: &Tx<'_>,
    request: &NewYearRun,
    closing: &str,
    opening: &str,
    done: &mut NewYearDone,
) -> Result<roster::Rolled> {
    let mut entries = Vec::new();
    for entry in &request.entries {
        let classes = text::within("新班级数", entry.classes, 0, 60)?;
        let campus_id = entry.campus_id.clone().filter(|id| !id.is_empty());
        entries.push(Entry { grade: text::required("年级", &entry.grade, 10)?, classes, campus_id });
    }
    let grades = Grades::read(tx)?;
    if request.prep_groups {
        let steps: Vec<_> =
            grades.prep_groups(tx)?.into_iter().map(|step| (step.id, step.next, step.next_name)).collect();
        roster::roll_prep_groups(tx, &steps)?;
        done.prep_groups = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    }
    let mut steps: BTreeMap<String, String> = grades.rolls.into_iter().map(|roll| (roll.grade, roll.next)).collect();
    for step in &request.steps {
        steps.insert(step.grade.clone(), text::required("升入的年级", &step.next, 10)?);
    }
    roster::roll(tx, &Roll { closing, opening, graduates: &request.graduates, steps: &steps, entries: &entries })
}

/// Refuses to take the step back once the term that it opened has a record.
///
/// # Errors
/// `NewYearBegun` with the number of records.
pub(crate) fn check_undo(read: &Read<'_>, act: &str) -> Result<()> {
    let Some(closed) = rows::closed_by(read, act)? else { return Ok(()) };
    let terms = calendar::all_terms(read)?;
    let Some(closing) = terms.iter().find(|term| term.id == closed) else { return Ok(()) };
    let (school_year, number) = propose::following(closing);
    let Some(opened) = terms.iter().find(|term| term.school_year == school_year && term.number == number) else {
        return Ok(());
    };
    match rows::records(read, act, &opened.id, opened.first_day)? {
        0 => Ok(()),
        count => Err(Error::rule(Code::NewYearBegun).with("count", count)),
    }
}
