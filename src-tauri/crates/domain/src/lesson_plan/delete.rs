//! Deleting lesson plans and drafts.

use super::{draft_rows, rows};
use crate::error::{Code, Error, Result};
use keji_store::Tx;

/// Deletes a plan with its drafts.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    draft_rows::delete_of_plan(tx, id)?;
    rows::delete(tx, id)
}

/// Deletes one draft.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete_draft(tx: &Tx<'_>, id: &str) -> Result<()> {
    draft_rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    draft_rows::delete(tx, id)
}
