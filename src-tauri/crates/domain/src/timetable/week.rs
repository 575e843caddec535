//! What others ask of the timetable: what is on, somebody's week, periods in which people are free together.

use super::{
    book::Book,
    types::{FreePeriods, FreeSlot, LessonNow, LessonOn, TimetableDay, TimetableNow, TimetableWeek},
};
use crate::{
    calendar::{self, Bells, Period},
    error::{Code, Error, Result},
};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use keji_store::Read;

/// Lessons given in the period under way at a time of day, or in the next one, by the bells of each class.
pub(crate) fn now(read: &Read<'_>, date: NaiveDate, time: NaiveTime) -> Result<TimetableNow> {
    let periods = calendar::periods(read)?;
    let period = calendar::at_or_next(&periods, time);
    let mut answer = TimetableNow {
        date,
        week: None,
        period: period.map(|period| period.number),
        hours: period.map(Period::hours).unwrap_or_default(),
        running: period.is_some_and(|period| period.running(time)),
        lessons: Vec::new(),
    };
    if let Some(term) = calendar::term_containing(read, date)? {
        answer.week = calendar::weeks(read, &term.id)?.of(date);
        answer.lessons = ringing(read, &term.id, date, time)?;
    }
    Ok(answer)
}

/// Lessons of a term given in the period under way at a time of a day, or in the next one, by the bells of each class.
pub(crate) fn ringing(read: &Read<'_>, term_id: &str, date: NaiveDate, time: NaiveTime) -> Result<Vec<LessonNow>> {
    let book = Book::read(read, term_id)?;
    let bells = Bells::read(read)?;
    let ringing = book.on(read, date)?.into_iter().filter(|lesson| !lesson.off).filter_map(|lesson| {
        let (campus, grade) = (book.campus(&lesson.class_id), book.grade(&lesson.class_id));
        let own = bells.of(campus, Some(grade).filter(|grade| !grade.is_empty()));
        let period = calendar::at_or_next(own, time).filter(|period| period.number == lesson.period)?;
        Some(LessonNow { lesson, hours: period.hours(), running: period.running(time) })
    });
    Ok(ringing.collect())
}

/// The week of a teacher or a class in which a day lies, with what has changed. A lesson that somebody else gives stays in
/// the week of its teacher and is off there.
pub(crate) fn week(
    read: &Read<'_>,
    date: NaiveDate,
    teacher_id: Option<&str>,
    class_id: Option<&str>,
) -> Result<TimetableWeek> {
    let Some(term) = calendar::term_containing(read, date)? else {
        return Ok(TimetableWeek { week: None, days: Vec::new() });
    };
    let book = Book::read(read, &term.id)?;
    let days = days_of(read, &term.id, date)?.into_iter().map(|date| {
        let mut lessons = book.on(read, date)?;
        match (teacher_id, class_id) {
            (Some(teacher), _) => lessons.retain_mut(|lesson| of_teacher(lesson, teacher)),
            (None, Some(class)) => lessons.retain(|lesson| lesson.class_id == class),
            (None, None) => lessons.clear(),
        }
        let follows = calendar::day_of(read, &term.id, date, None)?.and_then(|day| day.follows);
        Ok(TimetableDay { date, follows, lessons })
    });
    let days = days.collect::<Result<_>>()?;
    Ok(TimetableWeek { week: calendar::weeks(read, &term.id)?.of(date), days })
}

/// Periods of a week in which everybody is free, on the days that have lessons.
///
/// # Errors
/// `OutOfRange` with fewer than two or more than twenty people.
pub(crate) fn free_periods(read: &Read<'_>, date: NaiveDate, people: &[String]) -> Result<FreePeriods> {
    crate::text::within("人数", u32::try_from(people.len()).unwrap_or(u32::MAX), 2, 20)?;
    let mut answer = FreePeriods { week: None, slots: Vec::new() };
    let Some(term) = calendar::term_containing(read, date)? else {
        return Ok(answer);
    };
    answer.week = calendar::weeks(read, &term.id)?.of(date);
    let periods = calendar::periods(read)?;
    let book = Book::read(read, &term.id)?;
    for date in days_of(read, &term.id, date)? {
        let lessons: Vec<LessonOn> = book.on(read, date)?.into_iter().filter(|lesson| !lesson.off).collect();
        // A day on which nobody has lessons is a day off, and nobody asks for its periods.
        if lessons.is_empty() {
            continue;
        }
        for period in &periods {
            let busy = lessons.iter().any(|lesson| {
                lesson.period == period.number && lesson.teacher_id.as_ref().is_some_and(|id| people.contains(id))
            });
            if !busy {
                answer.slots.push(FreeSlot { date, period: period.number, hours: period.hours() });
            }
        }
    }
    Ok(answer)
}

/// A time of day from `HH:MM`.
///
/// # Errors
/// `BadTime`.
pub(crate) fn clock(text: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| Error::rule(Code::BadTime).with("field", "时间"))
}

/// Days of the term's week that holds a day, or else of the natural week.
pub(super) fn days_of(read: &Read<'_>, term_id: &str, date: NaiveDate) -> Result<Vec<NaiveDate>> {
    let weeks = calendar::weeks(read, term_id)?;
    let known = weeks.0.iter().find(|week| (week.first_day..=week.last_day).contains(&date));
    let (first, last) = known.map_or_else(
        || {
            let first = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
            (first, first + Days::new(6))
        },
        |week| (week.first_day, week.last_day),
    );
    Ok(first.iter_days().take_while(|day| *day <= last).collect())
}

fn of_teacher(lesson: &mut LessonOn, teacher: &str) -> bool {
    if lesson.teacher_id.as_deref() == Some(teacher) {
        return true;
    }
    let was_his = lesson.planned_id.as_deref() == Some(teacher);
    lesson.off |= was_his;
    was_his
}
