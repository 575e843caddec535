//! Holidays and make-up days.

use super::{
    periods, rows,
    types::{Day, DayInput, DayKind},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use chrono::NaiveDate;
use keji_store::{Read, Tx};

/// The State Council's holidays and make-up days of 2021–2026, day by day.
const STATE_DAYS: &str = include_str!("../../../../../assets/calendar/state_holidays.csv");

/// What every school starts from: the state's days and a bell schedule of eight periods.
pub(crate) fn create_defaults(tx: &Tx<'_>) -> Result<()> {
    for line in STATE_DAYS.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split(',');
        let (Some(date), Some(kind), Some(name)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let Ok(date) = date.parse::<NaiveDate>() else {
            continue;
        };
        let kind = if kind == "make_up" { DayKind::MakeUp } else { DayKind::Holiday };
        let day = Day {
            id: tx.new_id()?,
            date,
            kind,
            name: name.to_owned(),
            follows_weekday: None,
            state: true,
            grade: None,
        };
        rows::insert_day(tx, &day)?;
    }
    periods::save_periods(tx, &periods::default_periods())
}

/// Special days from one day to another, both included; those of a single grade among them.
pub(crate) fn special_days(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Day>> {
    rows::days(read, from, to)
}

/// What makes a day special for a grade: the grade's own entry, or else the school's.
pub(crate) fn special_day(read: &Read<'_>, date: NaiveDate, grade: Option<&str>) -> Result<Option<Day>> {
    let mut found = rows::days(read, date, date)?;
    found.retain(|day| day.grade.is_none() || day.grade.as_deref() == grade);
    found.sort_by_key(|day| day.grade.is_none());
    Ok(found.into_iter().next())
}

/// Writes a special day; a day that is special already is changed, so that no day is two things
/// to a grade.
pub(crate) fn save_day(tx: &Tx<'_>, input: &DayInput) -> Result<String> {
    let name = text::required("名称", &input.name, 20)?;
    if let Some(weekday) = input.follows_weekday {
        text::within("按周几的课表", weekday, 1, 7)?;
    }
    let grade = text::optional("年级", input.grade.as_deref().unwrap_or_default(), 10)?;
    let grade = Some(grade).filter(|grade| !grade.is_empty());
    let mut known = rows::days(tx, input.date, input.date)?;
    known.retain(|day| day.grade == grade);
    let id = input.id.clone().or_else(|| known.first().map(|day| day.id.clone()));
    // A day of the state stays one while only the lessons that it follows change.
    let is_the_day = |day: &&Day| Some(&day.id) == id.as_ref() && day.kind == input.kind && day.name == name;
    let state = known.iter().find(is_the_day).is_some_and(|day| day.state);
    let day = Day {
        id: match &id {
            Some(id) => id.clone(),
            None => tx.new_id()?,
        },
        date: input.date,
        kind: input.kind,
        name,
        follows_weekday: if input.kind == DayKind::MakeUp { input.follows_weekday } else { None },
        state,
        grade,
    };
    if id.is_some() {
        rows::update_day(tx, &day)?;
    } else {
        rows::insert_day(tx, &day)?;
    }
    // One that was moved onto another special day replaces it.
    for other in known.iter().filter(|other| other.id != day.id) {
        rows::delete_day(tx, &other.id)?;
    }
    Ok(day.id)
}

/// Deletes a special day.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete_day(tx: &Tx<'_>, id: &str) -> Result<()> {
    if id.is_empty() {
        return Err(Error::rule(Code::NotFound));
    }
    rows::delete_day(tx, id)
}
