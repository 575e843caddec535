//! Mentor pairings (青蓝结对). Which sheets fulfil a duty is computed in `summary`: evidence is found, not re-entered.

mod activity;
mod activity_rows;
mod api;
mod delete;
mod duty_rows;
mod kinds;
mod list;
mod reach;
mod rows;
mod save;
mod types;

pub(crate) use activity::save_activity;
pub(crate) use api::COMMANDS;
pub(crate) use list::between;
pub(crate) use save::save;
pub use types::*;
