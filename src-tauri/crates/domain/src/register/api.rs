//! Commands of registers.

use super::{
    collect, send, standing,
    types::{
        RegisterCollect, RegisterLook, RegisterPick, RegisterPicked, RegisterPlace, RegisterPreview, RegisterResult,
        RegisterSend, RegisterSent, RegisterStanding,
    },
};
use crate::{
    command::{Call, Topic},
    error::Result,
    wire::OfTerm,
};

const READS: &[Topic] = &[Topic::Observation, Topic::Roster, Topic::Calendar];

crate::command::commands! {
    /// Asks the user for the folder of forms, or for what came back.
    register_pick(RegisterPick) -> RegisterPicked, LEADERS, reads &[], touches &[] => pick;
    /// Makes the forms of some departments in a folder.
    register_send(RegisterSend) -> RegisterSent, LEADERS, reads &[], touches &[Topic::Observation] => make;
    /// Reads returned files and says what would be written; writes nothing.
    register_look(RegisterLook) -> RegisterPreview, LEADERS, reads &[], touches &[] => look;
    /// Writes what a preview of returned files showed, in one act.
    register_collect(RegisterCollect) -> RegisterResult, LEADERS, reads &[], touches &[Topic::Observation] => collect;
    /// What went out and came back: of each department that the account holds, and its teachers.
    register_get(OfTerm) -> RegisterStanding, LEADERS, reads READS, touches &[] => get;
}

fn pick(call: &Call<'_>, request: RegisterPick) -> Result<RegisterPicked> {
    let host = call.office.host();
    let paths = match request.place {
        RegisterPlace::Out => host.pick_folder("registers_out")?.into_iter().collect(),
        RegisterPlace::Folder => host.pick_folder("registers_in")?.into_iter().collect(),
        RegisterPlace::Files => host.pick_files("import")?,
    };
    let name = paths.first().and_then(|path| path.file_name());
    let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let handles = paths.into_iter().map(|path| call.office.keep_path(path)).collect::<Result<_>>()?;
    Ok(RegisterPicked { handles, name })
}

fn make(call: &Call<'_>, request: RegisterSend) -> Result<RegisterSent> {
    send::send(call, &request)
}

fn look(call: &Call<'_>, request: RegisterLook) -> Result<RegisterPreview> {
    collect::look(call, request)
}

fn collect(call: &Call<'_>, request: RegisterCollect) -> Result<RegisterResult> {
    collect::collect(call, &request)
}

fn get(call: &Call<'_>, request: OfTerm) -> Result<RegisterStanding> {
    let today = call.office.now().date_naive();
    call.read(|read| standing::standing(read, &call.session.reach, request.term_id.as_deref(), today))
}
