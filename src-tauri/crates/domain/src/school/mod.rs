//! The school itself, the application's state, and taking things back.

mod api;
mod clock;
mod create;
mod rows;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use clock::{SchoolClock, pin};
pub(crate) use create::create;
pub(crate) use rows::school;
pub use types::*;
