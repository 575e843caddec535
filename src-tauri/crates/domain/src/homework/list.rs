//! Reading homework checks: the list of a term, and one check.

use super::{
    amount::amount_band,
    kinds::{BANDS, BOOK_KINDS},
    rows::{self, CheckRow},
    types::{HomeworkCheck, HomeworkList},
};
use crate::{
    access::People,
    calendar::{self, Weeks},
    error::{Code, Error, Result},
    roster::Names,
};
use chrono::NaiveDate;
use keji_store::Read;

/// All checks of some people's homework in a term, newest first. Without any term: those of all time.
///
/// # Errors
/// `NotFound` for an unknown term.
pub(crate) fn list(read: &Read<'_>, people: &People, today: NaiveDate, term_id: Option<&str>) -> Result<HomeworkList> {
    let term = match term_id {
        Some(id) => Some(calendar::term(read, Some(id), today)?),
        None => calendar::present_term(read, today)?,
    };
    let (days, weeks) = match &term {
        Some(term) => (Some((term.first_day, term.last_day)), Some(calendar::weeks(read, &term.id)?)),
        None => (None, None),
    };
    let mut rows = rows::between(read, days)?;
    rows.retain(|row| people.has(Some(&row.teacher_id)));
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Ok(HomeworkList { rows: told(read, rows, weeks.as_ref())?, book_kinds: owned(&BOOK_KINDS), bands: owned(&BANDS) })
}

/// Checks from one day to another, both included; newest first. Weeks are those of the term that holds the last day.
pub(crate) fn between(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<HomeworkCheck>> {
    let weeks = weeks_of(read, to)?;
    told(read, rows::between(read, Some((from, to)))?, weeks.as_ref())
}

/// One check.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(crate) fn get(read: &Read<'_>, people: &People, id: &str) -> Result<HomeworkCheck> {
    let row = rows::get(read, id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    people.allow([Some(row.teacher_id.as_str())])?;
    let weeks = weeks_of(read, row.date)?;
    let one = told(read, vec![row], weeks.as_ref())?;
    one.into_iter().next().ok_or_else(|| Error::rule(Code::NotFound))
}

fn weeks_of(read: &Read<'_>, date: NaiveDate) -> Result<Option<Weeks>> {
    match calendar::term_containing(read, date)? {
        Some(term) => Ok(Some(calendar::weeks(read, &term.id)?)),
        None => Ok(None),
    }
}

/// Adds names, weeks and the band of the amount to rows.
fn told(read: &Read<'_>, rows: Vec<CheckRow>, weeks: Option<&Weeks>) -> Result<Vec<HomeworkCheck>> {
    let names = Names::read(read)?;
    let tell = |row: CheckRow| HomeworkCheck {
        week: weeks.and_then(|weeks| weeks.of(row.date)),
        checker: names.teacher(row.checker_id.as_deref()),
        teacher: names.teacher(Some(&row.teacher_id)),
        class_name: names.class(row.class_id.as_deref()),
        amount_band: amount_band(row.required, row.assigned).to_owned(),
        id: row.id,
        date: row.date,
        checker_id: row.checker_id,
        teacher_id: row.teacher_id,
        class_id: row.class_id,
        subject: row.subject,
        book_kind: row.book_kind,
        required: row.required,
        assigned: row.assigned,
        fully_marked: row.fully_marked,
        remarked: row.remarked,
        sampled: row.sampled,
        band: row.band,
        advice: row.advice,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(tell).collect())
}
