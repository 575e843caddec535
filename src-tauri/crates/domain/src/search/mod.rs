//! Finding people and classes by characters, full pinyin or initials, and records by their topic and by the words that
//! stand in them.

mod api;
mod finder;
mod fit;
mod forms;
mod holding;
mod index;
mod index_rows;
mod lesson_text_rows;
pub(crate) mod pinyin;
mod rows;
mod sight;
mod surnames;
mod text_rows;
mod texts;
mod types;
mod words;

pub(crate) use api::{COMMANDS, caught_up};
pub(crate) use finder::Kept;
pub(crate) use fit::Form;
pub(crate) use holding::sheets_with;
pub(crate) use index::catch_up;
pub(crate) use texts::snippet;
pub use types::*;
pub(crate) use words::Sought;
