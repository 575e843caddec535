//! Reading terms and calendars.

use super::{
    bell_rows, propose, rows,
    types::{Calendar, Term},
};
use crate::error::{Code, Error, Result};
use chrono::NaiveDate;
use keji_store::Read;

/// The term of an identifier or a key such as `2026-2027-1`; the present one without.
///
/// # Errors
/// `NoTerm` when there is none at all, `TermUnknown` for an unknown one.
pub(crate) fn term(read: &Read<'_>, id: Option<&str>, today: NaiveDate) -> Result<Term> {
    match id {
        Some(id) => rows::terms(read)?
            .into_iter()
            .find(|term| term.id == id || term.key == id)
            .ok_or_else(|| Error::rule(Code::TermUnknown).with("key", id)),
        None => present_term(read, today)?.ok_or_else(|| Error::rule(Code::NoTerm)),
    }
}

/// The term that holds a day, or else the latest one that has begun, or else the next.
pub(crate) fn present_term(read: &Read<'_>, today: NaiveDate) -> Result<Option<Term>> {
    let terms = rows::terms(read)?;
    let present = terms.iter().find(|term| term.first_day <= today).or(terms.last());
    Ok(present.cloned())
}

/// The term in whose weeks a day lies.
pub(crate) fn term_containing(read: &Read<'_>, date: NaiveDate) -> Result<Option<Term>> {
    Ok(rows::terms(read)?
        .into_iter()
        .find(|term| propose::week_start(term.first_day, term.week_start) <= date && date <= term.last_day))
}

/// Weeks from one day to another by the calendar: 0 in the same week, 1 in the week after.
pub(crate) fn weeks_between(term: &Term, from: NaiveDate, to: NaiveDate) -> i64 {
    let start = |day| propose::week_start(day, term.week_start);
    (start(to) - start(from)).num_days() / 7
}

/// Everything about a term's time.
pub(crate) fn calendar(read: &Read<'_>, id: Option<&str>, today: NaiveDate) -> Result<Calendar> {
    let terms = rows::terms(read)?;
    let chosen = if terms.is_empty() { None } else { Some(term(read, id, today)?) };
    let mut calendar = Calendar {
        term: None,
        terms,
        weeks: Vec::new(),
        days: Vec::new(),
        periods: super::periods(read)?,
        schedules: super::periods::schedules(read)?,
        campuses: bell_rows::campuses(read)?,
        length_weeks: String::new(),
        length_days: String::new(),
    };
    if let Some(term) = chosen {
        calendar.weeks = rows::weeks(read, &term.id)?;
        calendar.days = rows::days(read, term.first_day, term.last_day)?;
        (calendar.length_weeks, calendar.length_days) = propose::lengths(&term);
        calendar.term = Some(term);
    }
    Ok(calendar)
}
