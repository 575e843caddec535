//! Reshaping the teaching weeks of a term: joined, cut, not counted, numbered otherwise, moved. Whatever is done, the
//! weeks stay in order, cover the term without gap or overlap, and their numbers grow.

use super::{
    propose, rows,
    types::{Term, Week, WeekKind, WeekReshape, WeekShape},
};
use crate::error::{Code, Error, Result};
use chrono::{Days, NaiveDate};
use keji_store::Tx;

/// Fewest and most days of a week.
pub(super) const LENGTH: (i64, i64) = (4, 12);
/// Highest number of a week: a school year has no more.
const MOST: u32 = 60;

impl WeekShape {
    /// Name of the write in the change log.
    pub(crate) const fn op(&self) -> &'static str {
        match self {
            Self::Merge => "week_merge",
            Self::Split { .. } => "week_split",
            Self::Skip => "week_skip",
            Self::Count => "week_count",
            Self::Renumber { .. } => "week_renumber",
            Self::Days { .. } => "week_days",
        }
    }
}

/// Reshapes a week and writes whatever changes with it.
///
/// # Errors
/// `NotFound`, or a refusal of [`reshaped`].
pub(crate) fn reshape(tx: &Tx<'_>, input: &WeekReshape) -> Result<()> {
    let term_id = rows::term_of_week(tx, &input.id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    let term =
        rows::terms(tx)?.into_iter().find(|term| term.id == term_id).ok_or_else(|| Error::rule(Code::NotFound))?;
    let before = rows::weeks(tx, &term.id)?;
    let after = reshaped(&term, &before, &input.id, &input.shape)?;
    write(tx, &term.id, &before, &after)
}

/// Writes what differs between the weeks of a term as they were and as they are to be.
pub(super) fn write(tx: &Tx<'_>, term_id: &str, before: &[Week], after: &[Week]) -> Result<()> {
    for week in before {
        match after.iter().find(|other| other.id == week.id) {
            None => rows::delete_week(tx, &week.id)?,
            Some(other) if other != week => rows::reshape_week(tx, other)?,
            Some(_) => {}
        }
    }
    for week in after.iter().filter(|week| week.id.is_empty()) {
        rows::insert_week(tx, term_id, week)?;
    }
    Ok(())
}

/// The weeks of a term after one of them was reshaped; a new one has no identifier yet.
///
/// # Errors
/// `NotFound`, `WeekLast`, `WeekLength`, `WeekEdge`, `WeekNumber`, `DaysReversed`.
pub(crate) fn reshaped(term: &Term, weeks: &[Week], id: &str, shape: &WeekShape) -> Result<Vec<Week>> {
    let mut weeks = weeks.to_vec();
    let at = weeks.iter().position(|week| week.id == id).ok_or_else(|| Error::rule(Code::NotFound))?;
    match shape {
        WeekShape::Merge => merge(term, &mut weeks, at)?,
        WeekShape::Split { on } => split(term, &mut weeks, at, *on)?,
        WeekShape::Skip => skip(&mut weeks, at),
        WeekShape::Count => count(&mut weeks, at),
        WeekShape::Renumber { number } => renumber(&mut weeks, at, *number)?,
        WeekShape::Days { first_day, last_day } => days(&mut weeks, at, *first_day, *last_day)?,
    }
    check(term, &weeks)?;
    Ok(weeks)
}

fn merge(term: &Term, weeks: &mut Vec<Week>, at: usize) -> Result<()> {
    if at + 1 >= weeks.len() {
        return Err(Error::rule(Code::WeekLast));
    }
    let gone = weeks.remove(at + 1);
    let week = &mut weeks[at];
    week.last_day = gone.last_day;
    // A first week is counted from the term's first day, when it would be too long otherwise; so is a last one.
    if length(week) > LENGTH.1 {
        week.first_day = week.first_day.max(term.first_day);
        week.last_day = week.last_day.min(term.last_day);
    }
    if week.label.is_empty() {
        week.label = gone.label;
    }
    match (week.number, gone.number) {
        (0, number) => {
            week.number = number;
            week.kind = gone.kind;
        }
        (_, 0) => {}
        _ => shift(&mut weeks[at + 1..], -1),
    }
    Ok(())
}

fn split(term: &Term, weeks: &mut Vec<Week>, at: usize, on: NaiveDate) -> Result<()> {
    let week = &mut weeks[at];
    let eve = on.checked_sub_days(Days::new(1)).unwrap_or(on);
    if on <= week.first_day || on > week.last_day {
        return Err(Error::rule(Code::WeekEdge));
    }
    let mut second = Week { id: String::new(), first_day: on, ..week.clone() };
    week.last_day = eve;
    // The first and the last week of a term may reach beyond it, as proposed ones do.
    if length(week) < LENGTH.0 && week.first_day <= term.first_day {
        week.first_day = propose::week_start(term.first_day, term.week_start);
    }
    if length(&second) < LENGTH.0 && second.last_day >= term.last_day {
        let start = propose::week_start(term.last_day, term.week_start);
        second.last_day = start.checked_add_days(Days::new(6)).unwrap_or(term.last_day);
    }
    if week.number > 0 {
        second.number = week.number + 1;
        shift(&mut weeks[at + 1..], 1);
    }
    weeks.insert(at + 1, second);
    Ok(())
}

fn skip(weeks: &mut [Week], at: usize) {
    if weeks[at].number > 0 {
        weeks[at].number = 0;
        weeks[at].kind = WeekKind::Holiday;
        shift(&mut weeks[at + 1..], -1);
    }
}

fn count(weeks: &mut [Week], at: usize) {
    if weeks[at].number == 0 {
        weeks[at].number = before(weeks, at) + 1;
        weeks[at].kind = WeekKind::Teaching;
        shift(&mut weeks[at + 1..], 1);
    }
}

fn renumber(weeks: &mut [Week], at: usize, number: u32) -> Result<()> {
    if number == 0 || number > MOST || number <= before(weeks, at) {
        return Err(Error::rule(Code::WeekNumber).with("least", before(weeks, at) + 1).with("most", MOST));
    }
    if weeks[at].number == 0 {
        count(weeks, at);
    }
    let by = i64::from(number) - i64::from(weeks[at].number);
    shift(&mut weeks[at..], by);
    Ok(())
}

fn days(weeks: &mut [Week], at: usize, first_day: NaiveDate, last_day: NaiveDate) -> Result<()> {
    let (Some(eve), Some(morrow)) = (first_day.checked_sub_days(Days::new(1)), last_day.checked_add_days(Days::new(1)))
    else {
        return Err(Error::rule(Code::WeekEdge));
    };
    if last_day < first_day {
        return Err(Error::rule(Code::DaysReversed));
    }
    if at > 0 {
        weeks[at - 1].last_day = eve;
    }
    if let Some(next) = weeks.get_mut(at + 1) {
        next.first_day = morrow;
    }
    weeks[at].first_day = first_day;
    weeks[at].last_day = last_day;
    Ok(())
}

/// Number of the last counted week before a place; 0 when there is none.
fn before(weeks: &[Week], at: usize) -> u32 {
    weeks[..at].iter().map(|week| week.number).max().unwrap_or(0)
}

/// Moves the numbers of counted weeks.
fn shift(weeks: &mut [Week], by: i64) {
    for week in weeks.iter_mut().filter(|week| week.number > 0) {
        week.number = u32::try_from(i64::from(week.number) + by).unwrap_or(0);
    }
}

/// Days of a week.
pub(super) fn length(week: &Week) -> i64 {
    (week.last_day - week.first_day).num_days() + 1
}

/// Holds what is true of every term's weeks.
pub(super) fn check(term: &Term, weeks: &[Week]) -> Result<()> {
    if let Some(week) = weeks.iter().find(|week| !(LENGTH.0..=LENGTH.1).contains(&length(week))) {
        let refusal = Error::rule(Code::WeekLength).with("days", length(week).max(0));
        return Err(refusal.with("least", LENGTH.0).with("most", LENGTH.1));
    }
    let edges = weeks.first().is_some_and(|week| week.first_day <= term.first_day)
        && weeks.last().is_some_and(|week| week.last_day >= term.last_day);
    let joined = weeks.windows(2).all(|pair| pair[0].last_day.succ_opt() == Some(pair[1].first_day));
    let outside = weeks.iter().any(|week| week.last_day < term.first_day || week.first_day > term.last_day);
    if !edges || !joined || outside {
        return Err(Error::rule(Code::WeekEdge));
    }
    let numbers: Vec<u32> = weeks.iter().map(|week| week.number).filter(|number| *number > 0).collect();
    if !numbers.is_sorted_by(|one, next| one < next) || numbers.last().is_some_and(|last| *last > MOST) {
        return Err(Error::rule(Code::WeekNumber).with("least", 1).with("most", MOST));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
