//! The proposal of teaching weeks for a term, from its days and the special days.

use super::types::{Day, DayKind, Term, Week, WeekKind};
use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// Natural weeks from the one that holds the first day to the one that holds the last.
/// A week with at most two days of lessons is proposed as a holiday week.
pub(crate) fn weeks(term: &Term, days: &[Day]) -> Vec<Week> {
    let mut start = week_start(term.first_day, term.week_start);
    let mut weeks = Vec::new();
    let mut number = 1;
    while start <= term.last_day {
        weeks.push(Week { number, ..week(term, days, start, start + Duration::days(6)) });
        start += Duration::days(7);
        number += 1;
    }
    weeks
}

/// A week of these days as it is proposed, without a number.
pub(crate) fn week(term: &Term, days: &[Day], first_day: NaiveDate, last_day: NaiveDate) -> Week {
    let (lessons, holiday) = lesson_days(term, days, first_day, last_day);
    Week {
        id: String::new(),
        number: 0,
        first_day,
        last_day,
        kind: if lessons <= 2 && holiday.is_some() { WeekKind::Holiday } else { WeekKind::Teaching },
        label: holiday.unwrap_or_default(),
    }
}

/// First day of the week that holds a day; `start` 1 for Monday, 7 for Sunday.
pub(crate) fn week_start(date: NaiveDate, start: u32) -> NaiveDate {
    let into = if start == 7 { date.weekday().num_days_from_sunday() } else { date.weekday().num_days_from_monday() };
    date - Duration::days(i64::from(into))
}

/// Days of lessons in a week within the term, and the short name of a holiday that takes a weekday of it.
fn lesson_days(term: &Term, days: &[Day], from: NaiveDate, to: NaiveDate) -> (u32, Option<String>) {
    let mut lessons = 0;
    let mut holiday = None;
    for date in from.iter_days().take_while(|date| *date <= to) {
        if date < term.first_day || date > term.last_day {
            continue;
        }
        let special = days.iter().find(|day| day.date == date);
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        match special.map(|day| day.kind) {
            Some(DayKind::MakeUp) => lessons += 1,
            Some(DayKind::Holiday) if !weekend && holiday.is_none() => {
                holiday = special.map(|day| short(&day.name));
            }
            None if !weekend => lessons += 1,
            Some(DayKind::Holiday) | None => {}
        }
    }
    (lessons, holiday)
}

/// 国庆节 → 国庆: the ruler has room for two or three characters.
fn short(name: &str) -> String {
    let first = name.split(['、', '，']).next().unwrap_or(name);
    first.strip_suffix('节').filter(|rest| rest.chars().count() >= 2).unwrap_or(first).to_owned()
}

/// Length of a term in the two ways in which offices tell it: natural weeks, and N 周零 M 天 of inclusive days.
pub(crate) fn lengths(term: &Term) -> (String, String) {
    let first = week_start(term.first_day, term.week_start);
    let natural = (term.last_day - first).num_days() / 7 + 1;
    let days = (term.last_day - term.first_day).num_days() + 1;
    let (weeks, rest) = (days / 7, days % 7);
    let told = if rest == 0 { format!("{weeks}周") } else { format!("{weeks}周零{rest}天") };
    (format!("{natural}周"), told)
}
