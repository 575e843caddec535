//! Deleting lesson plans and drafts.

use super::{draft_rows, reach, rows};
use crate::{
    access::People,
    error::{Code, Error, Result},
};
use keji_store::Tx;

/// Deletes a plan with its drafts.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn delete(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let plan = rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    reach::may_write(people, &plan)?;
    draft_rows::delete_of_plan(tx, id)?;
    rows::delete(tx, id)
}

/// Deletes one draft.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn delete_draft(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let draft = draft_rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let plan = rows::get(tx, &draft.plan_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    reach::may_write(people, &plan)?;
    draft_rows::delete(tx, id)
}
