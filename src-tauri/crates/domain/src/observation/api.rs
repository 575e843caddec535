//! Commands of lesson observation.

use super::types::{Prefill, PrefillRequest, Sheet, SheetInput, SheetList, SheetSaved, SheetSubmit};
use crate::{
    command::{Call, Topic},
    error::Result,
    text,
    wire::{Acted, ById, OfTerm, Saved},
};

const SHOWN: &[Topic] = &[Topic::Observation, Topic::Roster, Topic::Calendar];

crate::command::commands! {
    /// All sheets of a term, newest first.
    observation_list(OfTerm) -> SheetList, EVERYONE, reads SHOWN, touches &[] => list;
    /// One sheet, whole.
    observation_get(ById) -> Sheet, EVERYONE, reads SHOWN, touches &[] => get;
    /// What the timetable knows of a moment, and the choices of a sheet.
    observation_prefill(PrefillRequest) -> Prefill, EVERYONE, reads &[Topic::Timetable, Topic::Observation, Topic::Roster, Topic::Calendar], touches &[] => prefill;
    /// Saves a sheet while it is written; the saves of one sitting are one change.
    observation_save(SheetInput) -> SheetSaved, EVERYONE, reads &[], touches &[Topic::Observation] => save;
    /// Hands a sheet in, or amends one that was handed in.
    observation_submit(SheetSubmit) -> Saved, EVERYONE, reads &[], touches &[Topic::Observation] => submit;
    /// Deletes a sheet; `undo` brings it back.
    observation_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::Observation] => delete;
}

fn list(call: &Call<'_>, request: OfTerm) -> Result<SheetList> {
    let today = call.office.now().date_naive();
    call.read(|read| super::get::list(read, &call.people(read)?, today, request.term_id.as_deref()))
}

fn get(call: &Call<'_>, request: ById) -> Result<Sheet> {
    call.read(|read| super::get::get(read, &call.people(read)?, &request.id))
}

fn prefill(call: &Call<'_>, request: PrefillRequest) -> Result<Prefill> {
    let now = call.office.now();
    call.read(|read| super::prefill::prefill(read, &call.people(read)?, now, &request))
}

fn save(call: &Call<'_>, input: SheetInput) -> Result<SheetSaved> {
    text::id("sitting", &input.sitting)?;
    let (id, act) = call.write_in_sitting("observation_save", &input.sitting, |tx| {
        super::save::save_draft(tx, &call.people(tx)?, &input)
    })?;
    Ok(SheetSaved { id, act, saved_at: call.office.now().format("%H:%M:%S").to_string() })
}

fn submit(call: &Call<'_>, request: SheetSubmit) -> Result<Saved> {
    let (id, act) =
        call.write("observation_submit", |tx| super::save::submit(tx, &call.people(tx)?, &request.sheet))?;
    Ok(Saved { id, act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("observation_delete", |tx| super::delete::delete(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}
