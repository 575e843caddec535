//! The term's figures: the quota ledger, homework, plans, pairings; and the records behind each figure.

mod api;
mod dashboard;
mod desk_types;
mod get;
mod ground;
mod homework;
mod lesson_plan;
mod mentoring;
mod observation;
mod reach;
mod records;
mod rounding;
mod ruler;
mod todos;
mod types;
pub(crate) mod words;

pub use crate::ledger::EvidenceSource;
pub(crate) use api::COMMANDS;
pub use desk_types::*;
pub(crate) use get::summary;
pub(crate) use reach::within;
pub(crate) use rounding::{percent, quotient};
pub use types::*;
#[cfg(test)]
pub(crate) use {ground::Ground, records::of as records_of};
