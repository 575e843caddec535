//! Which teaching week a day lies in.

use super::{rows, types::Week};
use crate::error::Result;
use chrono::NaiveDate;
use keji_store::Read;

/// The weeks of one term, in order.
pub(crate) struct Weeks(pub(crate) Vec<Week>);

/// The weeks of a term.
pub(crate) fn weeks(read: &Read<'_>, term_id: &str) -> Result<Weeks> {
    Ok(Weeks(rows::weeks(read, term_id)?))
}

impl Weeks {
    /// Number of the week in which a day lies; none outside the term's weeks and in a week that is not counted.
    pub(crate) fn of(&self, date: NaiveDate) -> Option<u32> {
        self.0
            .iter()
            .find(|week| (week.first_day..=week.last_day).contains(&date))
            .map(|week| week.number)
            .filter(|number| *number > 0)
    }
}
