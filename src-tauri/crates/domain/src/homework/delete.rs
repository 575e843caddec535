//! Deleting a homework check.

use super::rows;
use crate::error::{Code, Error, Result};
use keji_store::Tx;

/// Deletes a check.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    rows::delete(tx, id)
}
