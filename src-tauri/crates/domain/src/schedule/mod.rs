//! Planned lessons (公开课安排): when, by whom, who comes, what clashes; and the lessons worth a teacher's free periods
//! (空堂可听). A planned lesson is the lesson on which sheets are written: one record, one identifier.

mod api;
mod board;
mod hearing;
mod hints;
mod propose;
mod rows;
mod save;
mod seats;
mod types;
mod visit;

pub(crate) use api::COMMANDS;
pub(crate) use board::board;
pub(crate) use hearing::Hearings;
pub(crate) use save::{save as plan_lesson, take_in};
pub(crate) use seats::ask as ask_seats;
pub use types::*;
