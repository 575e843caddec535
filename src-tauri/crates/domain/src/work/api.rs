//! Commands of the term's list of work.

use super::types::{WorkDone, WorkInput, WorkList};
use crate::{
    calendar,
    command::{Call, Topic},
    error::Result,
    wire::{Acted, ById, OfTerm, Saved},
};

const CALENDAR: &[Topic] = &[Topic::Calendar];

crate::command::commands! {
    /// The term's list of work by month and week.
    work_list(OfTerm) -> WorkList, EVERYONE, reads CALENDAR, touches &[] => list;
    /// Writes an item of the list.
    work_save(WorkInput) -> Saved, DIRECTOR, reads &[], touches CALENDAR => save;
    /// Ticks an item off, or opens it again.
    work_done(WorkDone) -> Acted, DIRECTOR, reads &[], touches CALENDAR => done;
    /// Deletes an item; `undo` brings it back.
    work_delete(ById) -> Acted, DIRECTOR, reads &[], touches CALENDAR => delete;
}

fn list(call: &Call<'_>, request: OfTerm) -> Result<WorkList> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let term = match request.term_id.as_deref() {
            Some(id) => Some(calendar::term(read, Some(id), today)?),
            None => calendar::present_term(read, today)?,
        };
        let rows = match &term {
            Some(term) => super::list(read, &term.id)?,
            None => Vec::new(),
        };
        Ok(WorkList { term, rows })
    })
}

fn save(call: &Call<'_>, input: WorkInput) -> Result<Saved> {
    let (id, act) = call.write("work_save", |tx| super::save(tx, &input))?;
    Ok(Saved { id, act })
}

fn done(call: &Call<'_>, request: WorkDone) -> Result<Acted> {
    let op = if request.done { "work_done" } else { "work_reopen" };
    let ((), act) = call.write(op, |tx| super::save::done(tx, &request.id, request.done))?;
    Ok(Acted { act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("work_delete", |tx| super::save::delete(tx, &request.id))?;
    Ok(Acted { act })
}
