//! Deleting a quota.

use super::{rests, rows};
use crate::error::{Code, Error, Result};
use keji_store::Tx;

/// Deletes a quota.
///
/// # Errors
/// `NotFound`, `QuotaRest`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    let rules = rows::rules(tx)?;
    if !rules.iter().any(|rule| rule.id == id) {
        return Err(Error::rule(Code::NotFound));
    }
    rows::delete(tx, id)?;
    rests::kept(&rules, &rows::rules(tx)?)
}
