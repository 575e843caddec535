//! The papers made from the term's figures: preview, PDF, Word, Excel.

mod annex;
mod api;
mod document;
mod export;
mod hints;
mod homework;
mod lesson_plan;
mod line;
mod material;
mod mentoring;
mod observation;
mod overview;
mod preview;
mod print;
mod render;
#[cfg(test)]
mod tests;
mod types;
mod workbook;

pub(crate) use api::COMMANDS;
pub use types::*;
