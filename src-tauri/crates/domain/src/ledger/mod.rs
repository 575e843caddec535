//! The quota ledger: for each person what is owed, waived, observed, counted and refused with reasons, and what is left.
//! Coverage: who saw whom and when, and whom to visit next.

mod api;
mod book;
mod coverage;
mod coverage_types;
mod judge;
mod line;
mod notes;
mod promise_rows;
mod proposal;
mod read;
mod records;
mod reminder;
mod seat_rows;
mod types;

pub(crate) use api::{COMMANDS, ledger, records};
pub(crate) use book::{Book, valid as valid_of_book};

pub use coverage_types::*;
pub(crate) use read::Ledger;
pub use types::*;
