//! Deleting from the roster: only what no record names. Who leaves is marked as left instead.

use super::rows;
use crate::error::{Code, Error, Result};
use keji_store::Tx;

/// Deletes a teacher whom no record names.
///
/// # Errors
/// `TeacherInUse` with the number of records.
pub(crate) fn delete_teacher(tx: &Tx<'_>, id: &str) -> Result<()> {
    match rows::uses_of_teacher(tx, id)? {
        0 => rows::delete_teacher(tx, id),
        count => Err(Error::rule(Code::TeacherInUse).with("count", count)),
    }
}

/// Deletes a class that no record names.
///
/// # Errors
/// `ClassInUse` with the number of records.
pub(crate) fn delete_class(tx: &Tx<'_>, id: &str) -> Result<()> {
    match rows::uses_of_class(tx, id)? {
        0 => rows::delete_class(tx, id),
        count => Err(Error::rule(Code::ClassInUse).with("count", count)),
    }
}
