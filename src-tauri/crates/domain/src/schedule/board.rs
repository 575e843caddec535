//! The board: planned lessons of a week with who comes and what does not fit.

use super::{
    hints::Ground,
    rows::{self, PlannedRow},
    types::{LessonSeat, PlannedBoard, PlannedHint, PlannedInput, PlannedLesson, PlannedState, PlannedWeek, SeatState},
};
use crate::{
    access::People,
    calendar::{self, Weeks},
    error::Result,
    observation::LESSON_KINDS,
};
use chrono::{Datelike, Days, NaiveDate};
use keji_store::Read;
use std::collections::BTreeMap;

/// The planned lessons of the week in which a day lies.
///
/// # Errors
/// The store's refusal.
pub(crate) fn board(read: &Read<'_>, people: &People, date: NaiveDate) -> Result<PlannedBoard> {
    let (weeks, first, last) = week_of(read, date)?;
    let ground = Ground::read(read, first, last)?;
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    if let (Some(begin), Some(end)) = (weeks.0.first(), weeks.0.last()) {
        for plan in rows::between(read, begin.first_day, end.last_day)? {
            if let Some(week) = weeks.of(plan.date).filter(|_| plan.cancelled_on.is_none()) {
                *counts.entry(week).or_default() += 1;
            }
        }
    }
    Ok(PlannedBoard {
        week: weeks.of(date),
        first,
        last,
        rows: ground.plans.iter().map(|plan| told(&ground, &weeks, people, plan)).collect(),
        weeks: counts.into_iter().map(|(week, lessons)| PlannedWeek { week, lessons }).collect(),
        lesson_kinds: LESSON_KINDS.iter().map(|kind| (*kind).to_owned()).collect(),
    })
}

/// What does not fit a lesson that is not saved yet.
///
/// # Errors
/// The store's refusal.
pub(super) fn check(read: &Read<'_>, input: &PlannedInput) -> Result<Vec<PlannedHint>> {
    // The whole week: a day without lessons tells something only beside days that have some.
    let (_, first, last) = week_of(read, input.date)?;
    Ok(Ground::read(read, first, last)?.of_lesson(&super::save::blank(input)))
}

/// The weeks of the term that holds a day, and the first and last day of its week; a natural week outside of terms.
pub(super) fn week_of(read: &Read<'_>, date: NaiveDate) -> Result<(Weeks, NaiveDate, NaiveDate)> {
    let weeks = match calendar::term_containing(read, date)? {
        Some(term) => calendar::weeks(read, &term.id)?,
        None => Weeks(Vec::new()),
    };
    let known = weeks.0.iter().find(|week| (week.first_day..=week.last_day).contains(&date));
    let (first, last) = known.map_or_else(
        || {
            let first = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
            (first, first + Days::new(6))
        },
        |week| (week.first_day, week.last_day),
    );
    Ok((weeks, first, last))
}

/// A planned lesson as it travels.
pub(super) fn told(ground: &Ground, weeks: &Weeks, people: &People, plan: &PlannedRow) -> PlannedLesson {
    let state = match plan {
        // A lesson that somebody observed was given, whatever was said before.
        _ if plan.given => PlannedState::Given,
        _ if plan.cancelled_on.is_some() => PlannedState::Cancelled,
        _ => PlannedState::Planned,
    };
    let open = state == PlannedState::Planned;
    let own = people.has(Some(&plan.teacher_id));
    let seats = ground.seats.iter().filter(|seat| seat.lesson_id == plan.id);
    let coming = seats
        // Who declined, and why, is between the two.
        .filter(|seat| seat.state != SeatState::Declined || own || people.has(Some(&seat.teacher_id)))
        .map(|seat| LessonSeat {
            id: seat.id.clone(),
            teacher_id: seat.teacher_id.clone(),
            teacher: ground.names.teacher(Some(&seat.teacher_id)),
            state: seat.state,
            note: seat.note.clone(),
            own: people.has(Some(&seat.teacher_id)),
            hints: if open && seat.expected() { ground.of_observer(plan, &seat.teacher_id) } else { Vec::new() },
        });
    PlannedLesson {
        id: plan.id.clone(),
        date: plan.date,
        week: weeks.of(plan.date),
        period: plan.period,
        teacher_id: plan.teacher_id.clone(),
        teacher: ground.names.teacher(Some(&plan.teacher_id)),
        class_id: plan.class_id.clone(),
        class_name: ground.names.class(plan.class_id.as_deref()),
        subject: plan.subject.clone(),
        topic: plan.topic.clone(),
        lesson_kind: plan.lesson_kind.clone(),
        place: plan.place.clone(),
        host: plan.host.clone(),
        note: plan.note.clone(),
        seats: plan.seats,
        state,
        reason: plan.reason.clone(),
        own,
        coming: coming.collect(),
        hints: if open { ground.of_lesson(plan) } else { Vec::new() },
    }
}
