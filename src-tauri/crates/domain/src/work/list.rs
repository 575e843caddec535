//! Reading the term's list of work.

use super::{rows, types::WorkItem};
use crate::{
    calendar::{self, Week},
    error::Result,
};
use keji_store::Read;

/// The list of a term, each item with the number of its week.
///
/// # Errors
/// The store's refusal.
pub(crate) fn list(read: &Read<'_>, term_id: &str) -> Result<Vec<WorkItem>> {
    let weeks = calendar::weeks(read, term_id)?;
    let mut items = rows::of_term(read, term_id)?;
    for item in &mut items {
        item.week = item.first_day.and_then(|day| weeks.of(day));
    }
    Ok(items)
}

/// Items that are due in a week and not done.
pub(crate) fn due_in<'a>(items: &'a [WorkItem], week: &Week) -> impl Iterator<Item = &'a WorkItem> {
    let (from, to) = (week.first_day, week.last_day);
    items.iter().filter(move |item| {
        let inside = item.first_day.is_some_and(|first| first <= to && from <= item.last_day.unwrap_or(first));
        inside && item.done_on.is_none()
    })
}
