//! Bringing files in: roster, timetable, calendar and the registers of the four kinds, previewed before anything is
//! written. A file becomes a table (`reading`), its headings fields (`columns`), each row a verdict and a planned
//! write (`kinds`, held against `ground`), and the whole one act (`apply`).

mod answers;
mod api;
mod apply;
mod column_rows;
mod columns;
mod condition;
mod elsewhere;
mod gathering;
mod ground;
mod ground_classes;
mod headings;
mod judge;
mod kinds;
mod likeness;
mod personal;
mod plan;
mod reading;
mod rows;
mod scoring_sheet;
mod spelling;
mod table;
mod types;
#[cfg(test)]
mod variants;
mod words;
mod years;

pub(crate) use api::COMMANDS;
pub use api::Prepared;
pub(crate) use gathering::{About, Counts, Gathered, Reader, kept, look, write};
pub(crate) use table::Table;
pub use types::*;
