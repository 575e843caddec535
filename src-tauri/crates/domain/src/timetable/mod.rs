//! Who teaches what to which class, when: timetables that follow one another, swaps and substitutions, what is on.

mod api;
mod assign;
mod book;
mod change;
mod conflicts;
mod rows;
mod save;
mod types;
mod versions;
mod week;

pub(crate) use api::COMMANDS;
pub(crate) use book::{lessons_between, lessons_on};
pub(crate) use save::{NewLesson, insert_lesson, timetable, update_lesson};
pub use types::*;
pub(crate) use week::ringing;
