//! What the timetable knows of a moment: the heading of a sheet, filled.

use super::{
    kinds::{LESSON_KINDS, LESSON_TYPES},
    lesson_rows,
    types::{Candidate, Prefill, PrefillRequest},
};
use crate::{
    access::People,
    calendar::{self, Bells, Period},
    error::Result,
    roster::{self, SchoolClass},
    rubric::{self, RubricPurpose},
    timetable::{self, LessonOn},
};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use keji_store::Read;
use std::collections::BTreeMap;

/// A moment of a day at which lessons are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Moment {
    /// Lessons of a period, whenever it rings for them.
    Period(u32),
    /// Lessons that are on at a time of day, or next, each by the bells of its class.
    Clock(NaiveTime),
}

/// Lessons at a moment, those longest unseen first, and the choices of the sheet. Where a class is named its own bells
/// say which period it is.
pub(crate) fn prefill(
    read: &Read<'_>,
    people: &People,
    now: DateTime<FixedOffset>,
    request: &PrefillRequest,
) -> Result<Prefill> {
    let today = now.date_naive();
    let date = request.date.unwrap_or(today);
    let bells = Bells::read(read)?;
    let classes = classes(read)?;
    let periods = request.class_id.as_ref().map_or(bells.school(), |class| of_class(&bells, &classes, class));
    let by_clock = if date == today { calendar::at_or_next(periods, now.time()) } else { None };
    let by_clock = by_clock.map(|period| period.number);
    let number = request.period.or(by_clock);
    let candidates = match number {
        Some(number) if Some(number) != by_clock => candidates(read, people, date, Moment::Period(number))?,
        // The present period is another one where the bells are others, and may ring after the last of the school's.
        _ if date == today => candidates(read, people, date, Moment::Clock(now.time()))?,
        _ => Vec::new(),
    };
    let number = number.or_else(|| candidates.first().map(|lesson| lesson.period));
    let period = periods.iter().find(|period| Some(period.number) == number);
    Ok(Prefill {
        date,
        period: number,
        hours: period.map(Period::hours).unwrap_or_default(),
        periods: periods.to_vec(),
        running: date == today && period.is_some_and(|period| period.running(now.time())),
        candidates,
        lesson_kinds: LESSON_KINDS.iter().map(|kind| (*kind).to_owned()).collect(),
        lesson_types: LESSON_TYPES.iter().map(|kind| (*kind).to_owned()).collect(),
        rubric: rubric::for_lesson(read, request.subject.trim(), &request.lesson_kind)?,
        rubrics: rubric::offered(read, RubricPurpose::Lesson)?,
    })
}

/// Lessons planned for a day's moment, and lessons by the timetable of the term in which the day lies; never seen first,
/// then longest ago. The timetable is open to everyone; when somebody was last observed is told of some people only, and
/// the others come last.
pub(crate) fn candidates(read: &Read<'_>, people: &People, date: NaiveDate, moment: Moment) -> Result<Vec<Candidate>> {
    let Some(term) = calendar::term_containing(read, date)? else {
        return Ok(Vec::new());
    };
    let bells = Bells::read(read)?;
    let classes = classes(read)?;
    let last = lesson_rows::last_observed(read, term.first_day, date)?;
    let candidate = |lesson: LessonOn, hours: String| Candidate {
        class_id: lesson.class_id,
        class_name: lesson.class_name,
        period: lesson.period,
        hours,
        subject: lesson.subject,
        teacher_id: lesson.teacher_id,
        teacher: lesson.teacher,
        place: lesson.place,
        told: false,
        last_observed: None,
        weeks_since: None,
    };
    let hours = |class: &str, number: u32| {
        let own = of_class(&bells, &classes, class).iter().find(|period| period.number == number);
        own.map(Period::hours).unwrap_or_default()
    };
    let mut candidates: Vec<Candidate> = match moment {
        Moment::Clock(time) => {
            let ringing = timetable::ringing(read, &term.id, date, time)?.into_iter();
            ringing.map(|now| candidate(now.lesson, now.hours)).collect()
        }
        Moment::Period(number) => {
            let lessons = timetable::lessons_on(read, &term.id, date)?.into_iter();
            let of_period = lessons.filter(|lesson| lesson.period == number).map(|lesson| {
                let hours = hours(&lesson.class_id, number);
                candidate(lesson, hours)
            });
            of_period.collect()
        }
    };
    for lesson in planned(read, date, &classes)? {
        let rings = match moment {
            Moment::Period(number) => lesson.period == number,
            Moment::Clock(time) => calendar::at_or_next(of_class(&bells, &classes, &lesson.class_id), time)
                .is_some_and(|period| period.number == lesson.period),
        };
        if !rings {
            continue;
        }
        let known = candidates
            .iter()
            .position(|known| known.teacher_id == lesson.teacher_id && known.class_id == lesson.class_id);
        if let Some(known) = known.and_then(|at| candidates.get_mut(at)) {
            known.subject = lesson.subject;
            if !lesson.place.is_empty() {
                known.place = lesson.place;
            }
        } else {
            candidates.push(Candidate { hours: hours(&lesson.class_id, lesson.period), ..lesson });
        }
    }
    for lesson in &mut candidates {
        lesson.told = people.has(lesson.teacher_id.as_deref());
        lesson.last_observed = lesson.teacher_id.as_ref().filter(|_| lesson.told).and_then(|id| last.get(id)).copied();
        let weeks = lesson.last_observed.map(|seen| calendar::weeks_between(&term, seen, date));
        lesson.weeks_since = weeks.and_then(|weeks| u32::try_from(weeks).ok());
    }
    // `None` orders before any day: never observed comes first.
    candidates
        .sort_by(|a, b| (!a.told, a.last_observed, &a.class_name).cmp(&(!b.told, b.last_observed, &b.class_name)));
    Ok(candidates)
}

fn classes(read: &Read<'_>) -> Result<BTreeMap<String, SchoolClass>> {
    Ok(roster::classes(read)?.into_iter().map(|class| (class.id.clone(), class)).collect())
}

/// The bells of a class, by its campus and grade.
fn of_class<'a>(bells: &'a Bells, classes: &BTreeMap<String, SchoolClass>, class: &str) -> &'a [Period] {
    match classes.get(class) {
        Some(class) => {
            bells.of(class.campus_id.as_deref(), Some(class.grade.as_str()).filter(|grade| !grade.is_empty()))
        }
        None => bells.school(),
    }
}

/// Planned lessons of a day that have a period and a class.
fn planned(read: &Read<'_>, date: NaiveDate, classes: &BTreeMap<String, SchoolClass>) -> Result<Vec<Candidate>> {
    let lessons = lesson_rows::planned(read, date, date, false)?;
    if lessons.is_empty() {
        return Ok(Vec::new());
    }
    let teachers = roster::teachers(read)?;
    let planned = lessons.into_iter().filter_map(|lesson| {
        let class = classes.get(lesson.class_id.as_ref()?)?;
        let teacher = teachers.iter().find(|teacher| Some(&teacher.id) == lesson.teacher_id.as_ref())?;
        Some(Candidate {
            class_id: class.id.clone(),
            class_name: class.name.clone(),
            period: lesson.period?,
            hours: String::new(),
            subject: lesson.subject,
            teacher_id: Some(teacher.id.clone()),
            teacher: teacher.display.clone(),
            place: lesson.place,
            told: false,
            last_observed: None,
            weeks_since: None,
        })
    });
    Ok(planned.collect())
}
