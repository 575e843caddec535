//! Keeping the index of words up with the records. A save writes nothing here: what it touched is taken in at the next
//! search, and every minute.

use super::{
    index_rows::{self, Standing},
    text_rows,
};
use crate::error::{Error, Result};
use keji_store::Store;

/// Records that are taken in under one lock: others may write in between.
const AT_ONCE: usize = 200;

/// Takes in what changed, at most so many records. Says whether the index holds everything now: not when there was more,
/// and not while somebody is writing.
///
/// # Errors
/// The store's refusal, such as a full disk.
pub(crate) fn catch_up(store: &Store, most: usize) -> Result<bool> {
    let mut left = most;
    while store.read(|read| index_rows::standing(read))? != Standing::Complete {
        if left == 0 {
            return Ok(false);
        }
        let some = left.min(AT_ONCE);
        let done = store.derive(|connection| {
            match index_rows::standing(connection)? {
                Standing::Missing => index_rows::lay(connection)?,
                Standing::Before => index_rows::grow(connection)?,
                Standing::Behind(after) => index_rows::note(connection, after)?,
                Standing::Waiting | Standing::Complete => {}
            }
            for (kind, id) in index_rows::waiting(connection, some)? {
                let record = text_rows::record(connection, kind, &id)?;
                index_rows::take_in(connection, kind, &id, record.as_ref())?;
            }
            Ok::<_, Error>(())
        })?;
        if done.is_none() {
            return Ok(false);
        }
        left -= some;
    }
    Ok(true)
}
