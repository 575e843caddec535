//! Commands of mentor pairings.

use super::types::{ActivityInput, Pairing, PairingInput, PairingList};
use crate::{
    command::{Call, Topic},
    error::Result,
    wire::{Acted, ById, OfTerm, Saved},
};

crate::command::commands! {
    /// All pairings that run in a term.
    pairing_list(OfTerm) -> PairingList, EVERYONE, reads &[Topic::Mentoring, Topic::Roster, Topic::Calendar], touches &[] => list;
    /// One pairing with duties and activities.
    pairing_get(ById) -> Pairing, EVERYONE, reads &[Topic::Mentoring, Topic::Roster], touches &[] => get;
    /// Writes a new pairing or changes one.
    pairing_save(PairingInput) -> Saved, OFFICE, reads &[], touches &[Topic::Mentoring] => save;
    /// Deletes a pairing; `undo` brings it back.
    pairing_delete(ById) -> Acted, OFFICE, reads &[], touches &[Topic::Mentoring] => delete;
    /// Writes an activity of a pair.
    pairing_activity_save(ActivityInput) -> Saved, EVERYONE, reads &[], touches &[Topic::Mentoring] => save_activity;
    /// Deletes an activity; `undo` brings it back.
    pairing_activity_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::Mentoring] => delete_activity;
}

fn list(call: &Call<'_>, request: OfTerm) -> Result<PairingList> {
    let today = call.office.now().date_naive();
    call.read(|read| super::list::list(read, &call.people(read)?, today, request.term_id.as_deref()))
}

fn get(call: &Call<'_>, request: ById) -> Result<Pairing> {
    call.read(|read| super::list::get(read, &call.people(read)?, &request.id))
}

fn save(call: &Call<'_>, input: PairingInput) -> Result<Saved> {
    let (id, act) = call.write("pairing_save", |tx| super::save::save(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("pairing_delete", |tx| super::delete::delete(tx, &request.id))?;
    Ok(Acted { act })
}

fn save_activity(call: &Call<'_>, input: ActivityInput) -> Result<Saved> {
    let (id, act) =
        call.write("pairing_activity_save", |tx| super::activity::save_activity(tx, &call.people(tx)?, &input))?;
    Ok(Saved { id, act })
}

fn delete_activity(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) =
        call.write("pairing_activity_delete", |tx| super::delete::delete_activity(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}
