//! Private hints to whoever writes an observation sheet: what may be a slip of the pen. They are computed when they are
//! asked for; nothing of them is stored, printed or counted.

mod alike;
mod api;
mod hint_rows;
mod moment;
mod types;

pub(crate) use api::COMMANDS;
pub use types::*;
