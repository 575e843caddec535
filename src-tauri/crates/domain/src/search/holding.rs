//! Sheets that hold pieces of a text, by the index alone: for those who compare texts.

use super::{index_rows, text_rows::Kind, words::Sought};
use crate::error::Result;
use keji_store::Read;
use std::{cmp::Reverse, collections::BTreeMap};

/// Identifiers of observation sheets in whose texts some pieces stand word for word: those that hold most of them first,
/// among these the newest; at most so many. Everybody writes the same stock phrases, and hardly anybody the same several
/// of them. What was not taken into the index yet is not among them.
pub(crate) fn sheets_with(read: &Read<'_>, pieces: &[String], most: usize) -> Result<Vec<String>> {
    // Each piece is looked up once: every phrase of a query costs as much again.
    let mut held: BTreeMap<i64, u32> = BTreeMap::new();
    for piece in pieces.iter().filter_map(|piece| Some(Sought::of(piece)?.expression("body"))) {
        for number in index_rows::numbers(read, &piece)? {
            *held.entry(number).or_default() += 1;
        }
    }
    let mut ranked: Vec<(i64, u32)> = held.into_iter().collect();
    ranked.sort_unstable_by_key(|(number, pieces)| Reverse((*pieces, *number)));
    let mut found = Vec::new();
    for (number, _) in ranked {
        if found.len() >= most {
            break;
        }
        if let Some((Kind::Observation, id)) = index_rows::record_of(read, number)? {
            found.push(id);
        }
    }
    Ok(found)
}
