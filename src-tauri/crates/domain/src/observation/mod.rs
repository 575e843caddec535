//! Lesson observation (听课): lessons, the sheets that observers write on them, and the scoring sheet.

mod after;
mod after_rows;
mod after_types;
mod api;
mod book;
mod book_rows;
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
mod save;
mod types;
mod validity;
mod visit_rows;

pub(crate) use after::get as after;
pub use after_types::*;
pub(crate) use api::COMMANDS;
pub(crate) use book_rows::{book_reviews, evidence_sources};
pub(crate) use fact_rows::{Fact, between};
pub(crate) use get::get;
pub(crate) use kinds::{DROP_IN, LESSON_KINDS};
pub(crate) use left_rows::newest_draft;
pub(crate) use open_lessons::{OpenLesson, open_lessons, save_open_lesson};
pub(crate) use prefill::candidates;
pub(crate) use reach::sees;
pub(crate) use rows::timeline_entry;
pub(crate) use save::{save_draft, submit};
pub use types::*;
pub(crate) use validity::{NO_OPINION, NO_PROCESS};
pub(crate) use visit_rows::{Visit, topic, visits};
