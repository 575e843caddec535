//! The papers made from the term's figures: preview, PDF, Word, Excel.

mod annex;
mod api;
mod coding;
mod document;
mod export;
mod hints;
mod homework;
mod lesson_plan;
mod line;
mod lock;
mod material;
mod mentoring;
mod observation;
mod overview;
mod paper;
mod preview;
mod print;
mod render;
#[cfg(test)]
mod tests;
mod texts;
mod types;
mod workbook;

pub(crate) use api::COMMANDS;
pub(crate) use coding::Codes;
pub(crate) use export::{Order, hand_out, hand_over, hand_over_noting};
pub(crate) use material::stamp;
pub(crate) use paper::Paper;
pub(crate) use texts::map_texts;
pub use types::*;
