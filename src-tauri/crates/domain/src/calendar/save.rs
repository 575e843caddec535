//! Making and changing terms and weeks.

use super::{
    propose, refit, rows, shape,
    types::{Day, Term, TermCreate, TermUpdate, WeekUpdate},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::Tx;

/// Makes a term and its proposed weeks.
///
/// # Errors
/// `SchoolYear`, `DaysReversed`, `TermLength`, `TermExists`, `TermsOverlap`.
pub(crate) fn create_term(tx: &Tx<'_>, input: &TermCreate) -> Result<String> {
    check_year(&input.school_year)?;
    text::within("学期", input.number, 1, 2)?;
    let term = Term {
        id: tx.new_id()?,
        key: format!("{}-{}", input.school_year, input.number),
        name: super::term_name(&input.school_year, input.number),
        school_year: input.school_year.clone(),
        number: input.number,
        first_day: input.first_day,
        last_day: input.last_day,
        week_start: input.week_start,
        weeks: 0,
    };
    if rows::terms(tx)?.iter().any(|known| known.key == term.key) {
        return Err(Error::rule(Code::TermExists).with("key", &term.key));
    }
    check_days(tx, &term)?;
    rows::insert_term(tx, &term)?;
    propose_weeks(tx, &term)?;
    Ok(term.id)
}

/// Changes a term's days. Weeks that the office has reshaped stay as far as they lie in it, the others are proposed anew.
///
/// # Errors
/// `NotFound`, `DaysReversed`, `TermLength`, `TermsOverlap`.
pub(crate) fn update_term(tx: &Tx<'_>, input: &TermUpdate) -> Result<()> {
    let known =
        rows::terms(tx)?.into_iter().find(|term| term.id == input.id).ok_or_else(|| Error::rule(Code::NotFound))?;
    let term =
        Term { first_day: input.first_day, last_day: input.last_day, week_start: input.week_start, ..known.clone() };
    if term == known {
        return Ok(());
    }
    check_days(tx, &term)?;
    rows::update_term(tx, &term)?;
    let days = school_days(tx, known.first_day.min(term.first_day), known.last_day.max(term.last_day))?;
    let before = rows::weeks(tx, &term.id)?;
    shape::write(tx, &term.id, &before, &refit::refitted(&known, &term, &before, &days))
}

/// Changes a week's kind or note.
///
/// # Errors
/// `NotFound`, `FieldTooLong`.
pub(crate) fn update_week(tx: &Tx<'_>, input: &WeekUpdate) -> Result<()> {
    let label = text::optional("备注", &input.label, 8)?;
    match rows::update_week(tx, &input.id, input.kind, &label)? {
        0 => Err(Error::rule(Code::NotFound)),
        _ => Ok(()),
    }
}

fn propose_weeks(tx: &Tx<'_>, term: &Term) -> Result<()> {
    let days = school_days(tx, term.first_day, term.last_day)?;
    for week in propose::weeks(term, &days) {
        rows::insert_week(tx, &term.id, &week)?;
    }
    Ok(())
}

/// Special days of the school as a whole.
fn school_days(tx: &Tx<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Day>> {
    let mut days = rows::days(tx, from, to)?;
    days.retain(|day| day.grade.is_none());
    Ok(days)
}

fn check_year(year: &str) -> Result<()> {
    let good = year
        .split_once('-')
        .and_then(|(from, to)| Some((from.parse::<u32>().ok()?, to.parse::<u32>().ok()?)))
        .is_some_and(|(from, to)| (2000..2100).contains(&from) && to == from + 1);
    if good { Ok(()) } else { Err(Error::rule(Code::SchoolYear)) }
}

fn check_days(tx: &Tx<'_>, term: &Term) -> Result<()> {
    if !matches!(term.week_start, 1 | 7) {
        return Err(Error::rule(Code::OutOfRange).with("field", "每周第一天").with("least", 1).with("most", 7));
    }
    if term.last_day <= term.first_day {
        return Err(Error::rule(Code::DaysReversed));
    }
    let weeks = (term.last_day - term.first_day).num_days() / 7 + 1;
    if !(4..=32).contains(&weeks) {
        return Err(Error::rule(Code::TermLength).with("weeks", weeks));
    }
    let overlaps = |a: (NaiveDate, NaiveDate), b: (NaiveDate, NaiveDate)| a.0 <= b.1 && b.0 <= a.1;
    let clash = rows::terms(tx)?.into_iter().find(|other| {
        other.id != term.id && overlaps((other.first_day, other.last_day), (term.first_day, term.last_day))
    });
    match clash {
        Some(other) => Err(Error::rule(Code::TermsOverlap).with("key", other.key)),
        None => Ok(()),
    }
}
