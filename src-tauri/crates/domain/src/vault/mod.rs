//! The vault: passphrases and accounts, backups, history, purge. It looks at everything; nothing looks back.

mod accounts;
mod api;
mod backups;
mod door;
mod history;
mod history_rows;
mod purge;
mod purge_rows;
mod restore;
mod rows;
mod settings;
mod types;
mod words;

pub(crate) use accounts::{bring_back, first as first_account, forget as forget_account, label, note, sign_in};
pub(crate) use api::COMMANDS;
pub(crate) use rows::{second_place, teacher_of};
pub use types::*;
