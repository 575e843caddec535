//! Writing the term's list of work.

use super::{
    rows,
    types::{WorkInput, WorkItem},
};
use crate::{
    calendar::{self, Term},
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::Tx;

/// Writes an item; a new one comes last among those of its time.
///
/// # Errors
/// `NotFound`, `NoTerm`, `TermUnknown`, `FieldEmpty`, `FieldTooLong`, `BadMonth`, `DaysReversed`, `WeekUnknown`, `WorkWhen`.
pub(crate) fn save(tx: &Tx<'_>, input: &WorkInput) -> Result<String> {
    let today = tx.now().date_naive();
    let known = match &input.id {
        Some(id) => Some(rows::get(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?),
        None => None,
    };
    let term_id = known.as_ref().map(|(_, term_id)| term_id.as_str()).or(input.term_id.as_deref());
    let term = calendar::term(tx, term_id, today)?;
    let (month, days) = when(tx, &term, &super::when::told(&term, input)?)?;
    let item = WorkItem {
        id: match &input.id {
            Some(id) => id.clone(),
            None => tx.new_id()?,
        },
        month,
        first_day: days.map(|(first, _)| first),
        last_day: days.map(|(_, last)| last),
        week: None,
        text: text::required("工作内容", &input.text, 200)?,
        owner: text::optional("负责", &input.owner, 20)?,
        done_on: known.as_ref().and_then(|(item, _)| item.done_on),
    };
    if known.is_some() {
        rows::update(tx, &item)?;
    } else {
        rows::insert(tx, &term.id, &item)?;
    }
    Ok(item.id)
}

/// Ticks an item off today, or opens it again.
///
/// # Errors
/// `NotFound`.
pub(crate) fn done(tx: &Tx<'_>, id: &str, done: bool) -> Result<()> {
    let today = tx.now().date_naive();
    found(rows::done(tx, id, done.then_some(today))?)
}

/// Deletes an item.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    found(rows::delete(tx, id)?)
}

fn found(changed: usize) -> Result<()> {
    if changed == 0 { Err(Error::rule(Code::NotFound)) } else { Ok(()) }
}

type When = (Option<String>, Option<(NaiveDate, NaiveDate)>);

/// Month and days of an item.
fn when(tx: &Tx<'_>, term: &Term, input: &WorkInput) -> Result<When> {
    let days = match (input.first_day, input.week) {
        (Some(first), _) => Some((first, input.last_day.unwrap_or(first))),
        (None, Some(number)) => {
            let weeks = calendar::weeks(tx, &term.id)?;
            let week = weeks.0.into_iter().find(|week| week.number == number && number > 0);
            let week = week.ok_or_else(|| Error::rule(Code::WeekUnknown).with("number", number))?;
            Some((week.first_day.max(term.first_day), week.last_day.min(term.last_day)))
        }
        (None, None) => None,
    };
    if days.is_some_and(|(first, last)| last < first) {
        return Err(Error::rule(Code::DaysReversed));
    }
    if let Some(month) = &input.month {
        text::month("月份", month)?;
    }
    let month = input.month.clone().or_else(|| days.map(|(first, _)| first.format("%Y-%m").to_string()));
    Ok((month, days))
}
