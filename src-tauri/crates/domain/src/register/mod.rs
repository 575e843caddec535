//! 听课登记表: a form for each department sent out as a workbook, the folder of returned ones read at once, and who has
//! handed in nothing. What is written of the sheets is the import's (`exchange`); here stands what went out and came back.

mod api;
mod collect;
mod folder;
mod form;
mod mark;
mod rows;
mod send;
mod standing;
mod types;

pub(crate) use api::COMMANDS;
pub use types::*;
