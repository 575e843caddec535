//! Deleting a sheet.

use super::{lesson_rows, reach, rows};
use crate::{
    access::People,
    error::{Code, Error, Result},
};
use keji_store::Tx;

/// Deletes a sheet, and its lesson when no other sheet is about it and nobody has planned it.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn delete(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let record = rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    reach::may_write(people, None, record.observer_id.as_deref())?;
    rows::delete(tx, id)?;
    let alone = lesson_rows::other_observers(tx, &record.lesson_id, id)?.is_empty();
    if alone && !lesson_rows::is_planned(tx, &record.lesson_id)? {
        lesson_rows::delete(tx, &record.lesson_id)?;
    }
    Ok(())
}
