//! What the timetable knows of a moment: the heading of a sheet, filled.

use super::{
    kinds::{LESSON_KINDS, LESSON_TYPES},
    lesson_rows,
    types::{Candidate, Prefill, PrefillRequest},
};
use crate::{
    access::People,
    calendar,
    error::Result,
    roster,
    rubric::{self, RubricPurpose},
    timetable,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use keji_store::Read;

/// Lessons at a moment, those longest unseen first, and the choices of the sheet.
pub(crate) fn prefill(
    read: &Read<'_>,
    people: &People,
    now: DateTime<FixedOffset>,
    request: &PrefillRequest,
) -> Result<Prefill> {
    let today = now.date_naive();
    let date = request.date.unwrap_or(today);
    let periods = calendar::periods(read)?;
    let by_clock = if date == today { calendar::at_or_next(&periods, now.time()) } else { None };
    let number = request.period.or_else(|| by_clock.map(|period| period.number));
    let period = periods.iter().find(|period| Some(period.number) == number);
    let candidates = match number {
        Some(number) => candidates(read, people, date, number)?,
        None => Vec::new(),
    };
    Ok(Prefill {
        date,
        period: number,
        hours: period.map(calendar::Period::hours).unwrap_or_default(),
        running: date == today && period.is_some_and(|period| period.running(now.time())),
        candidates,
        lesson_kinds: LESSON_KINDS.iter().map(|kind| (*kind).to_owned()).collect(),
        lesson_types: LESSON_TYPES.iter().map(|kind| (*kind).to_owned()).collect(),
        rubric: rubric::for_lesson(read, request.subject.trim(), &request.lesson_kind)?,
        rubrics: rubric::offered(read, RubricPurpose::Lesson)?,
    })
}

/// Lessons planned for a day's period, and lessons by the timetable of the term in which the day lies; never seen first, then longest ago.
/// The timetable is open to everyone; when somebody was last observed is told of some people only, and the others come
/// last.
pub(crate) fn candidates(read: &Read<'_>, people: &People, date: NaiveDate, period: u32) -> Result<Vec<Candidate>> {
    let Some(term) = calendar::term_containing(read, date)? else {
        return Ok(Vec::new());
    };
    let last = lesson_rows::last_observed(read, term.first_day, date)?;
    let mut candidates: Vec<Candidate> = timetable::lessons_on(read, &term.id, date)?
        .into_iter()
        .filter(|lesson| lesson.period == period)
        .map(|lesson| {
            let told = people.has(lesson.teacher_id.as_deref());
            let last_observed = lesson.teacher_id.as_ref().filter(|_| told).and_then(|id| last.get(id)).copied();
            let weeks = last_observed.map(|seen| calendar::weeks_between(&term, seen, date));
            Candidate {
                class_id: lesson.class_id,
                class_name: lesson.class_name,
                subject: lesson.subject,
                teacher_id: lesson.teacher_id,
                teacher: lesson.teacher,
                place: lesson.place,
                told,
                last_observed,
                weeks_since: weeks.and_then(|weeks| u32::try_from(weeks).ok()),
            }
        })
        .collect();
    for lesson in planned(read, date, period)? {
        let known = candidates
            .iter()
            .position(|known| known.teacher_id == lesson.teacher_id && known.class_id == lesson.class_id);
        if let Some(known) = known.and_then(|at| candidates.get_mut(at)) {
            known.subject = lesson.subject;
            if !lesson.place.is_empty() {
                known.place = lesson.place;
            }
            continue;
        }
        let told = people.has(lesson.teacher_id.as_deref());
        let last_observed = lesson.teacher_id.as_ref().filter(|_| told).and_then(|id| last.get(id)).copied();
        let weeks = last_observed.map(|seen| calendar::weeks_between(&term, seen, date));
        let weeks_since = weeks.and_then(|weeks| u32::try_from(weeks).ok());
        candidates.push(Candidate { told, last_observed, weeks_since, ..lesson });
    }
    // `None` orders before any day: never observed comes first.
    candidates
        .sort_by(|a, b| (!a.told, a.last_observed, &a.class_name).cmp(&(!b.told, b.last_observed, &b.class_name)));
    Ok(candidates)
}

/// Planned lessons of a day's period that have a class.
fn planned(read: &Read<'_>, date: NaiveDate, period: u32) -> Result<Vec<Candidate>> {
    let mut lessons = lesson_rows::planned(read, date, date, false)?;
    lessons.retain(|lesson| lesson.period == Some(period));
    if lessons.is_empty() {
        return Ok(Vec::new());
    }
    let classes = roster::classes(read)?;
    let teachers = roster::teachers(read)?;
    let planned = lessons.into_iter().filter_map(|lesson| {
        let class = classes.iter().find(|class| Some(&class.id) == lesson.class_id.as_ref())?;
        let teacher = teachers.iter().find(|teacher| Some(&teacher.id) == lesson.teacher_id.as_ref())?;
        Some(Candidate {
            class_id: class.id.clone(),
            class_name: class.name.clone(),
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
