//! Bringing files in: roster, timetable, calendar and the registers of the four kinds, previewed before anything is
//! written. A file becomes a table (`reading`), its headings fields (`columns`), each row a verdict and a planned
//! write (`kinds`, held against `ground`), and the whole one act (`apply`).

mod api;
mod apply;
mod columns;
mod condition;
mod ground;
mod headings;
mod judge;
mod kinds;
mod plan;
mod reading;
mod rows;
mod table;
mod types;
mod words;

pub(crate) use api::COMMANDS;
pub use api::Prepared;
pub use types::*;
