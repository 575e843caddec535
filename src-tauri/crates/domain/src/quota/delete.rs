//! Deleting a quota.

use super::rows;
use crate::error::{Code, Error, Result};
use keji_store::Tx;

/// Deletes a quota.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    if rows::rules(tx)?.iter().any(|rule| rule.id == id) {
        rows::delete(tx, id)
    } else {
        Err(Error::rule(Code::NotFound))
    }
}
