//! The help: what the program can do and how, told in topics. The texts are Markdown in `assets/help`, part of the
//! program; they know nothing of any school and are open to everybody, also before there is one.

mod api;
mod book;
mod find;
mod manual;
mod markdown;
mod types;

pub(crate) use api::COMMANDS;
pub use manual::document;
pub use types::*;
