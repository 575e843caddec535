//! Observation quotas (听课任务): what a group of posts owes in a term.

mod api;
mod apply;
mod delete;
mod rows;
mod save;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use apply::{Applied, apply};
pub(crate) use save::create_defaults;
pub use types::*;
