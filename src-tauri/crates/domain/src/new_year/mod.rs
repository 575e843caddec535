//! The new year: one guided step that closes a term and opens the next.

mod api;
mod grades;
mod propose;
mod rows;
mod run;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use run::check_undo;
pub use types::*;
