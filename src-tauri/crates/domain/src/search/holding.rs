//! Sheets that hold pieces of a text, by the index alone: for those who compare texts.

use super::{index_rows, text_rows::Kind, words::Sought};
use crate::error::Result;
use keji_store::Read;

/// Identifiers of observation sheets in whose texts one of some pieces stands word for word, the newest first; at most so
/// many. What was not taken into the index yet is not among them.
pub(crate) fn sheets_with(read: &Read<'_>, pieces: &[String], most: usize) -> Result<Vec<String>> {
    let phrases: Vec<String> =
        pieces.iter().filter_map(|piece| Some(format!("({})", Sought::of(piece)?.expression("body")))).collect();
    let mut found = Vec::new();
    if phrases.is_empty() {
        return Ok(found);
    }
    let expression = format!("({}) AND whose : \"{}\"", phrases.join(" OR "), Kind::Observation.word());
    index_rows::look_up(read, &expression, |_, id| {
        found.push(id);
        Ok(found.len() >= most)
    })?;
    Ok(found)
}
