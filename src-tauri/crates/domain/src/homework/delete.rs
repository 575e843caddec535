//! Deleting a homework check.

use super::rows;
use crate::{
    access::People,
    error::{Code, Error, Result},
};
use keji_store::Tx;

/// Deletes a check.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn delete(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let row = rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    people.allow([Some(row.teacher_id.as_str())])?;
    rows::delete(tx, id)
}
