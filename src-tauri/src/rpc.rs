//! The one command of the page: every call of the list goes through it.
// Tauri hands arguments over by value.
#![allow(clippy::needless_pass_by_value)]

use keji_domain::{WireError, command::Progress, office::Office, running::Running};
use serde_json::{Value, value::RawValue};
use std::sync::Arc;
use tauri::{State, ipc::Channel};

/// What the window holds.
pub(crate) struct Desk {
    pub(crate) office: Arc<Office>,
    pub(crate) running: Running,
}

/// Runs a command of the list off the window's thread.
#[tauri::command(async)]
pub(crate) fn rpc(
    desk: State<'_, Desk>,
    id: String,
    name: String,
    request: Value,
    progress: Channel<Progress>,
) -> Result<Box<RawValue>, WireError> {
    let run = desk.running.start(&id);
    let tell = |step: Progress| {
        if progress.send(step).is_err() {
            // The page went away: nobody waits for the rest.
            desk.running.cancel(&id);
        }
    };
    let result = desk.office.call_here(&name, request, &tell, &|| run.cancelled());
    desk.running.finish(&id);
    result.map_err(|error| error.to_wire())
}

/// Asks a call to stop.
#[tauri::command]
pub(crate) fn cancel(desk: State<'_, Desk>, id: String) {
    desk.running.cancel(&id);
}
