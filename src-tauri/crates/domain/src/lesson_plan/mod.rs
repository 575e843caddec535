//! Lesson plans (教案) and their drafts.

mod api;
mod delete;
mod draft_rows;
mod list;
mod reach;
mod rows;
mod save;
mod stages;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use draft_rows::DraftFact;
pub(crate) use list::{PlanFact, get, of_term};
pub(crate) use reach::sees;
pub(crate) use save::{save, save_draft};
pub(crate) use stages::stage;
pub use types::*;
