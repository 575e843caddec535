//! The calendar of the sample term: weeks, special days, bells.

use chrono::{Datelike, Days, NaiveDate};

use super::{Bell, DayKind, SpecialDay, Term};

/// A date of the calendar; the first day of the era when it does not exist.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The sample term.
pub fn term() -> Term {
    Term {
        year: "2026-2027",
        number: 1,
        from: day(2026, 9, 1),
        to: day(2027, 1, 29),
        first_monday: day(2026, 8, 31),
        weeks: 22,
        today: day(2026, 11, 19),
    }
}

/// Holidays, make-up days and examinations of the term, by date.
pub fn special_days() -> Vec<SpecialDay> {
    let special = |date, kind, name, follows| SpecialDay { date, kind, name, follows };
    let mut days = vec![
        special(day(2026, 9, 20), DayKind::MakeUp, "国庆节调休", Some(2)),
        special(day(2026, 9, 25), DayKind::Holiday, "中秋节", None),
        special(day(2026, 9, 26), DayKind::Holiday, "中秋节", None),
        special(day(2026, 9, 27), DayKind::Holiday, "中秋节", None),
        special(day(2026, 10, 10), DayKind::MakeUp, "国庆节调休", Some(3)),
        special(day(2026, 11, 5), DayKind::Exam, "期中考试", None),
        special(day(2026, 11, 6), DayKind::Exam, "期中考试", None),
        special(day(2027, 1, 1), DayKind::Holiday, "元旦", None),
    ];
    days.extend((1..=7).map(|d| special(day(2026, 10, d), DayKind::Holiday, "国庆节", None)));
    days.extend((20..=22).map(|d| special(day(2027, 1, d), DayKind::Exam, "期末考试", None)));
    days.sort_by_key(|d| d.date);
    days
}

/// Week of the term (1 = the week of the first Monday); 0 before it.
pub fn week_of(date: NaiveDate) -> u8 {
    let days = (date - term().first_monday).num_days();
    u8::try_from(days.div_euclid(7) + 1).unwrap_or(0)
}

/// The weekday (1–5) whose timetable a date follows; none without lessons.
pub fn lessons_follow(date: NaiveDate, special: &[SpecialDay]) -> Option<u8> {
    let term = term();
    if date < term.from || date > term.to {
        return None;
    }
    if let Some(found) = special.iter().find(|d| d.date == date) {
        return found.follows;
    }
    let weekday = date.weekday().number_from_monday();
    u8::try_from(weekday).ok().filter(|d| *d <= 5)
}

/// All dates from the first to the last, both included.
pub fn dates(from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    from.iter_days().take_while(|d| *d <= to).collect()
}

/// The first date on or after `date` that has lessons.
pub fn next_teaching_day(date: NaiveDate, special: &[SpecialDay]) -> NaiveDate {
    date.iter_days().take(14).find(|d| lessons_follow(*d, special).is_some()).unwrap_or(date)
}

/// A date some days later.
pub fn plus(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

/// The eight periods of a day.
pub fn bells() -> Vec<Bell> {
    let times = [
        ("第一节", 8 * 60),
        ("第二节", 8 * 60 + 50),
        ("第三节", 10 * 60),
        ("第四节", 10 * 60 + 50),
        ("第五节", 14 * 60),
        ("第六节", 14 * 60 + 50),
        ("第七节", 15 * 60 + 40),
        ("自习", 16 * 60 + 30),
    ];
    (1_u8..).zip(times).map(|(period, (name, start))| Bell { period, name, start, end: start + 40 }).collect()
}

/// Start of a period, minutes since midnight; 0 for an unknown one.
pub fn start_of(period: u8) -> u16 {
    bells().iter().find(|b| b.period == period).map_or(0, |b| b.start)
}
