//! Files that the user chooses: dialogs live in the host, the web view sees handles.

mod api;
mod types;

pub(crate) use api::COMMANDS;
pub use types::*;
