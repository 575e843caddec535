//! Deleting pairings and activities.

use super::{activity_rows, duty_rows, rows};
use crate::{
    access::People,
    error::{Code, Error, Result},
};
use keji_store::Tx;

/// Deletes a pairing with its duties and activities.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    duty_rows::set(tx, id, &[])?;
    activity_rows::delete_of_pairing(tx, id)?;
    rows::delete(tx, id)
}

/// Deletes an activity.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn delete_activity(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let pairing = activity_rows::pairing_of(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    rows::get(tx, &pairing)?.ok_or_else(|| Error::rule(Code::NotFound))?.allow(people)?;
    activity_rows::delete(tx, id)
}
