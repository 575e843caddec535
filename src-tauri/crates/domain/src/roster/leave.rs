//! Leaving and coming back: who has left is in no list of choices any more, the records stay.

use super::{person_rows, rows};
use crate::error::{Code, Error, Result};
use chrono::NaiveDate;
use keji_store::Tx;

/// Marks a teacher as left after a day.
///
/// # Errors
/// `NotFound`.
pub(crate) fn leave(tx: &Tx<'_>, id: &str, last_day: NaiveDate) -> Result<()> {
    service(tx, id, Some(last_day))
}

/// Takes a teacher back into service.
///
/// # Errors
/// `NotFound`.
pub(crate) fn come_back(tx: &Tx<'_>, id: &str) -> Result<()> {
    service(tx, id, None)
}

fn service(tx: &Tx<'_>, id: &str, left_on: Option<NaiveDate>) -> Result<()> {
    if !rows::teacher_exists(tx, id)? {
        return Err(Error::rule(Code::NotFound));
    }
    person_rows::set_service(tx, id, left_on)
}
