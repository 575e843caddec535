//! Which teaching week a day lies in.

use super::{
    rows,
    types::{Week, WeekKind},
};
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
    /// Weeks in which lessons may be observed, and those of them after the week of a day: neither holidays nor
    /// examinations, which coverage and the ruler hatch.
    pub(crate) fn with_lessons(&self, day: NaiveDate) -> (u32, u32) {
        let weeks = || self.0.iter().filter(|week| week.kind == WeekKind::Teaching && week.number > 0);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        (count(weeks().count()), count(weeks().filter(|week| week.first_day > day).count()))
    }

    /// Number of the week in which a day lies; none outside the term's weeks and in a week that is not counted.
    pub(crate) fn of(&self, date: NaiveDate) -> Option<u32> {
        self.0
            .iter()
            .find(|week| (week.first_day..=week.last_day).contains(&date))
            .map(|week| week.number)
            .filter(|number| *number > 0)
    }
}
