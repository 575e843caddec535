//! What 课迹 knows of schools: a slice per idea, one list of commands over them, no word of windows.
//!
//! Start reading at [`commands`]; `src-tauri/ARCHITECTURE.md` walks one command from the screen to the table.

// Handlers take their request by value: the list of commands calls them all in one shape.
#![allow(clippy::needless_pass_by_value)]

pub mod access;
pub mod bindings;
mod calls;
mod codes;
pub mod command;
pub mod commands;
mod entrance;
mod error;
mod host;
mod keeping;
pub mod messages;
pub mod office;
mod passphrases;
mod patience;
mod reseal;
pub mod running;
mod safekeeping;
mod schema;
mod slots;
mod text;
pub mod wire;

pub mod calendar;
pub mod exchange;
pub mod files;
pub mod help;
pub mod hints;
pub mod homework;
pub mod ledger;
pub mod lesson_plan;
pub mod mentoring;
pub mod new_year;
pub mod observation;
pub mod papers;
pub mod quota;
pub mod register;
pub mod report;
pub mod roster;
pub mod rubric;
pub mod sample;
pub mod schedule;
pub mod school;
pub mod search;
pub mod summary;
pub mod timetable;
pub mod vault;
pub mod work;

pub use error::{Code, Error, Result, WireError};
pub use schema::MIGRATIONS;
