//! Finding people and classes by characters, full pinyin or initials, and records by their topic.

mod api;
pub(crate) mod pinyin;
mod rows;
mod types;

pub(crate) use api::COMMANDS;
pub use types::*;
