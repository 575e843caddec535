//! Commands of homework checks.

use super::types::{HomeworkCheck, HomeworkInput, HomeworkList};
use crate::{
    command::{Call, Topic},
    error::Result,
    wire::{Acted, ById, OfTerm, Saved},
};

crate::command::commands! {
    /// All checks of a term, newest first.
    homework_list(OfTerm) -> HomeworkList, EVERYONE, reads &[Topic::Homework, Topic::Roster, Topic::Calendar], touches &[] => list;
    /// One check.
    homework_get(ById) -> HomeworkCheck, EVERYONE, reads &[Topic::Homework, Topic::Roster], touches &[] => get;
    /// Writes a new check or changes one.
    homework_save(HomeworkInput) -> Saved, LEADERS, reads &[], touches &[Topic::Homework] => save;
    /// Deletes a check; `undo` brings it back.
    homework_delete(ById) -> Acted, LEADERS, reads &[], touches &[Topic::Homework] => delete;
}

fn list(call: &Call<'_>, request: OfTerm) -> Result<HomeworkList> {
    let today = call.office.now().date_naive();
    call.read(|read| super::list::list(read, &call.people(read)?, today, request.term_id.as_deref()))
}

fn get(call: &Call<'_>, request: ById) -> Result<HomeworkCheck> {
    call.read(|read| super::list::get(read, &call.people(read)?, &request.id))
}

fn save(call: &Call<'_>, input: HomeworkInput) -> Result<Saved> {
    let (id, act) = call.write("homework_save", |tx| super::save::save(tx, &call.people(tx)?, &input))?;
    Ok(Saved { id, act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("homework_delete", |tx| super::delete::delete(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}
