//! 行事历: the term's list of work by month and week, ticked off one by one.

mod api;
mod list;
mod rows;
mod save;
mod types;
mod when;

pub(crate) use api::COMMANDS;
pub(crate) use list::{due_in, list};
pub(crate) use save::{done, save};
pub use types::*;
