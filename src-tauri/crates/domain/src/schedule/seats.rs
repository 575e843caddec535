//! Who comes to a planned lesson: observers ask for a seat, teachers and the office invite, the invited answer.

use super::{
    rows::{self, SeatRow},
    types::{SeatAnswer, SeatAsk, SeatState},
};
use crate::{
    access::People,
    error::{Code, Error, Result},
    observation, roster, text,
};
use keji_store::Tx;

/// Notes observers at a planned lesson, or invites them.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `OutOfRange`, `ObserverIsTeacher`, `PlannedCancelled`,
/// `PlannedGiven`, `SeatsFull`.
pub(crate) fn ask(tx: &Tx<'_>, people: &People, request: &SeatAsk) -> Result<()> {
    text::within("人数", u32::try_from(request.teacher_ids.len()).unwrap_or(u32::MAX), 1, 100)?;
    let mut observers = request.teacher_ids.clone();
    roster::settle(tx, &mut observers)?;
    let lesson = rows::get(tx, &request.lesson_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    if lesson.cancelled_on.is_some() {
        return Err(Error::rule(Code::PlannedCancelled));
    }
    if lesson.given {
        return Err(Error::rule(Code::PlannedGiven));
    }
    if request.invite {
        people.allow([Some(lesson.teacher_id.as_str())])?;
    }
    let known: Vec<String> = roster::teachers(tx)?.into_iter().map(|teacher| teacher.id).collect();
    for observer in observers {
        if !request.invite {
            people.allow([Some(observer.as_str())])?;
        }
        if !known.contains(&observer) {
            return Err(Error::rule(Code::NotFound));
        }
        if observer == lesson.teacher_id {
            return Err(Error::rule(Code::ObserverIsTeacher));
        }
        let seats = rows::seats_at(tx, &lesson.id)?;
        match seats.iter().find(|seat| seat.teacher_id == observer) {
            None => {
                room(&seats, lesson.seats)?;
                let state = if request.invite { SeatState::Invited } else { SeatState::Reserved };
                rows::insert_seat(tx, &lesson.id, &observer, state)?;
            }
            // Who asks for a seat while invited has answered; who declined may think again, or be asked again.
            Some(seat) if seat.state == SeatState::Declined => {
                room(&seats, lesson.seats)?;
                let state = if request.invite { SeatState::Invited } else { SeatState::Reserved };
                rows::set_seat(tx, &seat.id, state, "")?;
            }
            Some(seat) if seat.state == SeatState::Invited && !request.invite => {
                rows::set_seat(tx, &seat.id, SeatState::Accepted, "")?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Answers an invitation.
///
/// # Errors
/// `NotFound`, `OutOfReach`, `FieldTooLong`, `PlannedCancelled`, `SeatsFull`.
pub(super) fn answer(tx: &Tx<'_>, people: &People, request: &SeatAnswer) -> Result<()> {
    let seat = known(tx, &request.id)?;
    people.allow([Some(seat.teacher_id.as_str())])?;
    let lesson = rows::get(tx, &seat.lesson_id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
    if lesson.cancelled_on.is_some() {
        return Err(Error::rule(Code::PlannedCancelled));
    }
    if seat.state == SeatState::Declined && request.accept {
        room(&rows::seats_at(tx, &lesson.id)?, lesson.seats)?;
    }
    let (state, note) = if request.accept {
        (SeatState::Accepted, String::new())
    } else {
        (SeatState::Declined, text::optional("说明", &request.note, 100)?)
    };
    rows::set_seat(tx, &seat.id, state, &note)
}

/// Gives a seat back, or takes an invitation back.
///
/// # Errors
/// `NotFound`, `OutOfReach`.
pub(super) fn delete(tx: &Tx<'_>, people: &People, id: &str) -> Result<()> {
    let seat = known(tx, id)?;
    let lesson = rows::get(tx, &seat.lesson_id)?;
    // A teacher takes back invitations, not what observers asked for themselves.
    let inviter = lesson.map(|lesson| lesson.teacher_id).filter(|_| seat.state != SeatState::Reserved);
    people.allow([Some(seat.teacher_id.as_str()), inviter.as_deref()])?;
    drop_visit(tx, &seat)
}

/// Deletes a seat, with a lesson that is there for it alone.
pub(super) fn drop_visit(tx: &Tx<'_>, seat: &SeatRow) -> Result<()> {
    rows::delete_seat(tx, &seat.id)?;
    if rows::get(tx, &seat.lesson_id)?.is_none() && rows::seats_at(tx, &seat.lesson_id)?.is_empty() {
        observation::drop_open_lesson(tx, &seat.lesson_id)?;
    }
    Ok(())
}

fn known(tx: &Tx<'_>, id: &str) -> Result<SeatRow> {
    rows::seat_of(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))
}

fn room(seats: &[SeatRow], most: Option<u32>) -> Result<()> {
    let taken = u32::try_from(seats.iter().filter(|seat| seat.expected()).count()).unwrap_or(u32::MAX);
    match most.filter(|most| taken >= *most) {
        Some(most) => Err(Error::rule(Code::SeatsFull).with("seats", most)),
        None => Ok(()),
    }
}
