//! Deleting a sheet.

use super::{lesson_rows, rows};
use crate::error::{Code, Error, Result};
use keji_store::Tx;

/// Deletes a sheet, and its lesson when no other sheet is about it.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    let record = rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    rows::delete(tx, id)?;
    if lesson_rows::other_sheets(tx, &record.lesson_id, id)? == 0 {
        lesson_rows::delete(tx, &record.lesson_id)?;
    }
    Ok(())
}
