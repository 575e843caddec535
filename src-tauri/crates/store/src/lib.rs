//! The encrypted store: one `SQLCipher` file per school, read through [`Read`], written through one door
//! ([`Store::write`]) that keeps a change log of every field of every table.
//!
//! This crate knows tables only through the schema; it knows nothing of schools.

mod act;
mod capture;
mod check;
mod clock;
mod connection;
mod dump;
mod error;
mod ids;
mod keys;
mod migrate;
mod open;
mod snapshot;
mod store;
mod undo;

pub use act::{Act, ActSummary};
pub use check::Finding;
pub use clock::{Clock, FixedClock, RunningClock, SystemClock};
pub use error::{Result, StoreError};
pub use ids::{Ids, RandomIds, SeededIds};
pub use migrate::Migration;
pub use open::{Site, StoreFiles};
pub use rusqlite;
pub use store::{Read, Store, Tx};
