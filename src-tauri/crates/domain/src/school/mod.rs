//! The school itself, the application's state, and taking things back.

mod api;
mod clock;
mod create;
mod recovered;
mod rows;
mod types;

pub(crate) use api::{COMMANDS, status};
pub(crate) use clock::{SchoolClock, pin};
pub(crate) use create::create;
pub(crate) use recovered::left_draft;
pub(crate) use rows::school;
pub use types::*;
