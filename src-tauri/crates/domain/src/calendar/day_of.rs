//! What a day of a term is: its week, whether that is odd, whose weekday's timetable it follows.

use super::{
    days, rows,
    types::{DayKind, DayOf, DayOfKind, WeekKind},
};
use crate::error::Result;
use chrono::{Datelike, NaiveDate};
use keji_store::Read;

/// A day of a term as a grade has it, or as the school as a whole does without one; none outside the term.
///
/// # Errors
/// The store's refusal.
pub(crate) fn day_of(read: &Read<'_>, term_id: &str, date: NaiveDate, grade: Option<&str>) -> Result<Option<DayOf>> {
    let Some(term) = rows::terms(read)?.into_iter().find(|term| term.id == term_id) else {
        return Ok(None);
    };
    if !(term.first_day..=term.last_day).contains(&date) {
        return Ok(None);
    }
    let week = rows::weeks(read, term_id)?.into_iter().find(|week| (week.first_day..=week.last_day).contains(&date));
    let special = days::special_day(read, date, grade)?;
    let weekday = date.weekday().number_from_monday();
    let (kind, follows) = match special.as_ref().map(|day| day.kind) {
        Some(DayKind::Holiday) => (DayOfKind::Holiday, None),
        Some(DayKind::MakeUp) => (DayOfKind::MakeUp, special.as_ref().and_then(|day| day.follows_weekday)),
        None if week.as_ref().is_some_and(|week| week.kind == WeekKind::Exam) => (DayOfKind::Exam, Some(weekday)),
        None => (DayOfKind::Ordinary, Some(weekday)),
    };
    let number = week.as_ref().map(|week| week.number).filter(|number| *number > 0);
    Ok(Some(DayOf {
        week: number,
        odd: number.is_some_and(|number| number % 2 == 1),
        follows,
        kind,
        name: special.map(|day| day.name).or(week.map(|week| week.label)).unwrap_or_default(),
    }))
}
