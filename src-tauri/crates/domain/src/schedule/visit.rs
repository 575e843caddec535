//! A visit that an observer sets out to make: a seat at a lesson of the timetable. The lesson is no planned one, so that
//! it stands on no board; where it is one, or becomes one, the seat is there as any other.

use super::{
    rows,
    seats::{self, ask},
    types::{SeatAsk, SeatState, Visit, VisitReserve},
};
use crate::{
    access::People,
    calendar,
    error::{Code, Error, Result},
    observation::{self, OpenLesson},
    roster, text, timetable,
};
use keji_store::Tx;

/// Reserves visits; one in a period for which the observer has another visit of this kind takes its place.
///
/// # Errors
/// `OutOfRange` for none or too many, `OutOfReach`, `NotFound` for an unknown observer and a lesson that the timetable
/// does not have, `ObserverIsTeacher`, `PlannedCancelled`, `PlannedGiven`, `SeatsFull`.
pub(super) fn reserve(tx: &Tx<'_>, people: &People, request: &VisitReserve) -> Result<()> {
    text::within("节数", u32::try_from(request.visits.len()).unwrap_or(u32::MAX), 1, 50)?;
    let mut observer = request.observer_id.clone();
    roster::settle(tx, [&mut observer])?;
    people.allow([Some(observer.as_str())])?;
    if !roster::teachers(tx)?.iter().any(|teacher| teacher.id == observer) {
        return Err(Error::rule(Code::NotFound));
    }
    for visit in &request.visits {
        let lesson_id = match planned(tx, visit)? {
            Some(id) => id,
            None => lesson(tx, visit)?,
        };
        if visit.teacher_id == observer {
            return Err(Error::rule(Code::ObserverIsTeacher));
        }
        for other in rows::visits(tx, &observer, visit.date, visit.period)? {
            if other.lesson_id != lesson_id {
                seats::drop_visit(tx, &other)?;
            }
        }
        if rows::get(tx, &lesson_id)?.is_some() {
            let asked = SeatAsk { lesson_id, teacher_ids: vec![observer.clone()], invite: false };
            ask(tx, people, &asked)?;
        } else if !rows::seats_at(tx, &lesson_id)?.iter().any(|seat| seat.teacher_id == observer) {
            rows::insert_seat(tx, &lesson_id, &observer, SeatState::Reserved)?;
        }
    }
    Ok(())
}

/// The lesson as it is planned, if it is.
fn planned(tx: &Tx<'_>, visit: &Visit) -> Result<Option<String>> {
    let plans = rows::between(tx, visit.date, visit.date)?;
    let same = plans.into_iter().find(|plan| {
        plan.period == Some(visit.period)
            && plan.teacher_id == visit.teacher_id
            && plan.class_id.as_ref().is_none_or(|class| *class == visit.class_id)
    });
    Ok(same.map(|plan| plan.id))
}

/// The lesson of the timetable as a record.
fn lesson(tx: &Tx<'_>, visit: &Visit) -> Result<String> {
    let unknown = || Error::rule(Code::NotFound);
    let term = calendar::term_containing(tx, visit.date)?.ok_or_else(unknown)?;
    let lessons = timetable::lessons_on(tx, &term.id, visit.date)?;
    let lesson = lessons.into_iter().find(|lesson| {
        lesson.period == visit.period
            && lesson.class_id == visit.class_id
            && lesson.teacher_id.as_ref() == Some(&visit.teacher_id)
    });
    let lesson = lesson.ok_or_else(unknown)?;
    if let Some(id) = observation::lesson_at(tx, visit.date, visit.period, &visit.teacher_id, &visit.class_id)? {
        return Ok(id);
    }
    observation::save_open_lesson(
        tx,
        &OpenLesson {
            id: None,
            date: visit.date,
            period: Some(visit.period),
            teacher_id: visit.teacher_id.clone(),
            subject: lesson.subject,
            class_id: Some(lesson.class_id),
            topic: String::new(),
            place: lesson.place,
        },
    )
}
