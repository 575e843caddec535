//! Commands of files.

use super::types::{ByHandle, PickOpen, PickSave, Picked};
use crate::{command::Call, error::Result, wire::Nothing};
use std::path::PathBuf;

crate::command::commands! {
    /// Asks the user for a file to read.
    file_pick_open(PickOpen) -> Picked, ANYONE, reads &[], touches &[] => pick_open;
    /// Asks the user where to write.
    file_pick_save(PickSave) -> Picked, EVERYONE, reads &[], touches &[] => pick_save;
    /// Opens a file in the system's viewer.
    file_open(ByHandle) -> Nothing, EVERYONE, reads &[], touches &[] => open;
    /// Shows a file in its folder.
    file_reveal(ByHandle) -> Nothing, EVERYONE, reads &[], touches &[] => reveal;
}

fn pick_open(call: &Call<'_>, request: PickOpen) -> Result<Picked> {
    picked(call, call.office.host().pick_open(&request.purpose)?)
}

fn pick_save(call: &Call<'_>, request: PickSave) -> Result<Picked> {
    picked(call, call.office.host().pick_save(&request.file_name, &request.extension)?)
}

fn open(call: &Call<'_>, request: ByHandle) -> Result<Nothing> {
    call.office.host().open_file(&call.office.path_of(&request.handle)?)?;
    Ok(Nothing {})
}

fn reveal(call: &Call<'_>, request: ByHandle) -> Result<Nothing> {
    call.office.host().reveal_file(&call.office.path_of(&request.handle)?)?;
    Ok(Nothing {})
}

fn picked(call: &Call<'_>, path: Option<PathBuf>) -> Result<Picked> {
    let Some(path) = path else {
        return Ok(Picked { handle: None, file_name: String::new() });
    };
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Picked { handle: Some(call.office.keep_path(path)?), file_name })
}
