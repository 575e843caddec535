//! Papers about the data itself: the notice to the staff, the sheet of the recovery key, what the store holds about one
//! person, and the table of codes.

mod api;
mod assessment;
mod blank_form;
mod book;
mod code_table;
mod dossier;
mod hearing_slip;
mod ledger_paper;
mod ledger_table;
mod lesson;
mod notice;
mod recovery;
mod rows;
mod types;
mod week_sheet;

pub(crate) use api::COMMANDS;
pub use recovery::recovery_sheet;
pub use types::*;
