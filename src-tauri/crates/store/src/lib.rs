//! The encrypted store: one `SQLCipher` file per school, read through [`Read`], written through one door
//! ([`Store::write`]) that keeps a change log of every field of every table.
//!
//! This crate knows tables only through the schema; it knows nothing of schools.

mod act;
mod act_of;
pub mod backup;
mod capture;
mod chain;
mod check;
mod clock;
mod connection;
mod content;
mod derived;
mod dump;
mod durable;
mod error;
mod facts;
mod ids;
mod incoming;
mod keys;
mod lock;
mod migrate;
mod open;
mod own;
mod place;
mod purge;
mod rekey;
mod reserve;
pub mod restore;
mod standing;
mod store;
mod undo;

pub use act::{Act, ActSummary};
pub use chain::ChainHead;
pub use check::Finding;
pub use clock::{Clock, FixedClock, RunningClock, SystemClock};
pub use derived::drop_derived;
pub use error::{Result, StoreError};
pub use ids::{Ids, RandomIds, SeededIds};

pub use keys::{DataKey, KeyFile, Slot};
pub use lock::Holder;
pub use migrate::Migration;
pub use open::{Site, StoreFiles};
pub use place::{network_share, same_disk};
pub use rekey::{change_key, change_slots, drop_reserve, rescue_keys};
pub use rusqlite;
pub use store::{Read, Store, Tx};
