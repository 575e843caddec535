//! Running the step, and the end of its undoing.

use super::{
    propose, rows,
    types::{NewYearDone, NewYearRun},
};
use crate::{
    calendar::{self, TermCreate},
    error::{Code, Error, Result},
    roster::{self, Entry},
    text,
};
use keji_store::{Read, Tx};

/// Closes the term and opens the next, all under one act. The act itself is not known yet: its field stays empty.
///
/// # Errors
/// `TermUnknown`, `TermClosed`, what the calendar says of the new term's days, `OutOfRange`, `NotFound` of a leaver.
pub(crate) fn run(tx: &Tx<'_>, request: &NewYearRun) -> Result<NewYearDone> {
    let closing = calendar::all_terms(tx)?
        .into_iter()
        .find(|term| term.id == request.closing_id)
        .ok_or_else(|| Error::rule(Code::TermUnknown).with("key", ""))?;
    propose::still_open(tx, &closing)?;
    let opening = propose::opening(tx, &closing)?;
    let (school_year, number) = propose::following(&closing);
    let term_id = match opening.id {
        Some(id) => id,
        None => calendar::create_term(
            tx,
            &TermCreate {
                school_year: school_year.clone(),
                number,
                first_day: request.first_day,
                last_day: request.last_day,
                week_start: closing.week_start,
            },
        )?,
    };
    calendar::close_term(tx, &closing.id)?;
    for leaver in &request.leavers {
        roster::leave(tx, leaver, closing.last_day)?;
    }
    let new_year = closing.number == 2;
    let mut continued = None;
    if new_year {
        let mut entries = Vec::new();
        for entry in &request.entries {
            let classes = text::within("新班级数", entry.classes, 0, 60)?;
            entries.push(Entry { grade: text::required("年级", &entry.grade, 10)?, classes });
        }
        continued = Some(roster::roll(tx, &closing.school_year, &school_year, &request.graduates, &entries)?);
    }
    let assignments = roster::propose_assignments(tx, &closing.id, &term_id, continued.as_ref())?;
    let classes = if new_year { roster::classes(tx)?.len() } else { 0 };
    Ok(NewYearDone {
        act: String::new(),
        term_id,
        term: opening.name,
        classes: u32::try_from(classes).unwrap_or(u32::MAX),
        assignments,
        leavers: u32::try_from(request.leavers.len()).unwrap_or(u32::MAX),
    })
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
    match rows::records(read, &opened.id, opened.first_day)? {
        0 => Ok(()),
        count => Err(Error::rule(Code::NewYearBegun).with("count", count)),
    }
}
