//! When something is due, as people write it: 12周, 11月, 11.26, 11.26—11.28.

use super::types::WorkInput;
use crate::{
    calendar::Term,
    error::{Code, Error, Result},
};
use chrono::{Datelike, NaiveDate};
use keji_intake::parse;

/// An item whose time is written out is given its week, month or days; any other stays as it is.
///
/// # Errors
/// `WorkWhen` for a text that says none of them.
pub(crate) fn told(term: &Term, input: &WorkInput) -> Result<WorkInput> {
    let text: String = input.when.as_deref().unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(input.clone());
    }
    let blank = WorkInput { when: None, month: None, week: None, first_day: None, last_day: None, ..input.clone() };
    let bare = text.trim_start_matches('第').trim_end_matches('周');
    if let Some(week) = parse::integer(bare).sure() {
        return Ok(WorkInput { week: Some(week), ..blank });
    }
    let months = text.trim_end_matches('份').strip_suffix('月').and_then(|number| parse::integer(number).sure());
    if let Some(month) = months {
        let mut days = term.first_day.iter_days().take_while(|day| *day <= term.last_day);
        let found = days.find(|day| day.month() == month).ok_or_else(|| Error::rule(Code::WorkWhen))?;
        return Ok(WorkInput { month: Some(found.format("%Y-%m").to_string()), ..blank });
    }
    let (first, last) = text.split_once(['—', '–', '~', '～', '至', '到']).unwrap_or((&text, &text));
    let last = last.trim_start_matches('—');
    let first = day(first, term);
    let in_month = || first?.with_day(parse::integer(last.trim_end_matches(['日', '号'])).sure()?);
    match (first, day(last, term).or_else(in_month)) {
        (Some(first), Some(last)) => Ok(WorkInput { first_day: Some(first), last_day: Some(last), ..blank }),
        _ => Err(Error::rule(Code::WorkWhen)),
    }
}

/// A day; without its year it is one of the term.
fn day(text: &str, term: &Term) -> Option<NaiveDate> {
    if let Some(date) = parse::date(text).sure() {
        return NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
    }
    let (month, number) = parse::month_day(text)?;
    let mut years = term.first_day.year()..=term.last_day.year();
    years.find_map(|year| {
        let day = NaiveDate::from_ymd_opt(year, month.into(), number.into())?;
        (term.first_day..=term.last_day).contains(&day).then_some(day)
    })
}
