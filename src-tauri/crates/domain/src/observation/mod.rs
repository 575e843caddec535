//! Lesson observation (听课): lessons, the sheets that observers write on them, and the scoring sheet.

mod api;
mod delete;
mod fact_rows;
mod get;
mod kinds;
mod left_rows;
mod lesson_rows;
mod open_lessons;
mod prefill;
mod reach;
mod rows;
mod rubric;
mod rubric_rows;
mod save;
mod types;
mod validity;

pub(crate) use api::COMMANDS;
pub(crate) use fact_rows::{Fact, between};
pub(crate) use get::get;
pub(crate) use kinds::{DROP_IN, LESSON_KINDS};
pub(crate) use left_rows::newest_draft;
pub(crate) use open_lessons::{OpenLesson, open_lessons, save_open_lesson};
pub(crate) use prefill::candidates;
pub(crate) use reach::sees;
pub(crate) use rubric::{create_defaults, present as present_rubric};
pub(crate) use save::{save_draft, submit};
pub use types::*;
