//! Scoring sheets (量表): what they say, whether they add up, what follows from scores; versions frozen by use.

mod accept;
mod api;
mod check;
mod choose;
mod describe;
mod presets;
mod rows;
mod save;
mod score;
#[cfg(test)]
mod tests;
mod together;
mod types;
mod undo_rows;

pub(crate) use accept::accept;
pub(crate) use api::COMMANDS;
pub(crate) use check::faults;
pub(crate) use choose::{for_lesson, offered};
pub(crate) use describe::{describe, number};
pub(crate) use presets::{create_defaults, present};
pub(crate) use rows::get;
pub(crate) use save::check_undo;
pub(crate) use score::{band, item_points, one_decimal, outcome};
pub use together::{Part, together};
pub use types::*;
