//! Homework checks (作业检查): a check of one teacher × class × subject.

mod amount;
mod api;
mod delete;
mod kinds;
mod list;
mod rows;
mod save;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use list::between;
pub(crate) use save::save;
pub use types::*;
