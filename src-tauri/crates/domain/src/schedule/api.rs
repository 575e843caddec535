//! Commands of planned lessons.

use super::{
    board, hearing, propose, save, seats,
    types::{
        Hearing, HearingRequest, PlannedBoard, PlannedCancel, PlannedChecked, PlannedInput, PlannedRequest,
        PlannedSave, PlannedSaved, ProposeRequest, Proposed, SeatAnswer, SeatAsk, VisitReserve,
    },
    visit,
};
use crate::{
    command::{Call, Topic},
    error::Result,
    text,
    wire::{Acted, ById},
};

const READS: &[Topic] = &[Topic::Observation, Topic::Timetable, Topic::Roster, Topic::Calendar];
const HEARS: &[Topic] =
    &[Topic::Observation, Topic::Timetable, Topic::Roster, Topic::Calendar, Topic::Mentoring, Topic::Quota];
const TOUCHES: &[Topic] = &[Topic::Observation];

crate::command::commands! {
    /// The planned lessons of a week, with who comes and what does not fit.
    planned_lesson_list(PlannedRequest) -> PlannedBoard, EVERYONE, reads READS, touches &[] => list;
    /// What does not fit a lesson before it is planned.
    planned_lesson_check(PlannedInput) -> PlannedChecked, LEADERS, reads READS, touches &[] => check;
    /// Proposes days and periods for the lessons of some teachers.
    planned_lesson_propose(ProposeRequest) -> Proposed, LEADERS, reads READS, touches &[] => propose;
    /// Plans lessons, or changes planned ones, in one act.
    planned_lesson_save(PlannedSave) -> PlannedSaved, LEADERS, reads &[], touches TOUCHES => save;
    /// Cancels a planned lesson with its reason, or takes that back.
    planned_lesson_cancel(PlannedCancel) -> Acted, LEADERS, reads &[], touches TOUCHES => cancel;
    /// Deletes a planned lesson on which nobody handed in a sheet; `undo` brings it back.
    planned_lesson_delete(ById) -> Acted, LEADERS, reads &[], touches TOUCHES => delete;
    /// Asks for seats at a planned lesson, or invites to it.
    lesson_seat_ask(SeatAsk) -> Acted, EVERYONE, reads &[], touches TOUCHES => ask;
    /// Reserves visits of an observer to lessons of the timetable: seats that stand on no board.
    visit_reserve(VisitReserve) -> Acted, EVERYONE, reads &[], touches TOUCHES => reserve;
    /// Answers an invitation.
    lesson_seat_answer(SeatAnswer) -> Acted, EVERYONE, reads &[], touches TOUCHES => answer;
    /// Gives a seat back, or takes an invitation back.
    lesson_seat_delete(ById) -> Acted, EVERYONE, reads &[], touches TOUCHES => give_back;
    /// A teacher's free periods of a week, set against lessons worth hearing.
    hearing_get(HearingRequest) -> Hearing, EVERYONE, reads HEARS, touches &[] => hear;
}

fn list(call: &Call<'_>, request: PlannedRequest) -> Result<PlannedBoard> {
    let date = request.date.unwrap_or(call.office.now().date_naive());
    call.read(|read| board::board(read, &call.people(read)?, date))
}

fn check(call: &Call<'_>, input: PlannedInput) -> Result<PlannedChecked> {
    let hints = call.read(|read| board::check(read, &input))?;
    Ok(PlannedChecked { hints })
}

fn propose(call: &Call<'_>, request: ProposeRequest) -> Result<Proposed> {
    let today = call.office.now().date_naive();
    call.read(|read| propose::propose(read, &call.people(read)?, today, &request))
}

fn save(call: &Call<'_>, request: PlannedSave) -> Result<PlannedSaved> {
    text::within("节数", u32::try_from(request.rows.len()).unwrap_or(u32::MAX), 1, 200)?;
    let (ids, act) = call.write("planned_lesson_save", |tx| {
        let people = call.people(tx)?;
        request.rows.iter().map(|row| save::save(tx, &people, row)).collect::<Result<Vec<_>>>()
    })?;
    Ok(PlannedSaved { ids, act })
}

fn cancel(call: &Call<'_>, request: PlannedCancel) -> Result<Acted> {
    let ((), act) = call.write("planned_lesson_cancel", |tx| save::cancel(tx, &call.people(tx)?, &request))?;
    Ok(Acted { act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("planned_lesson_delete", |tx| save::delete(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}

fn ask(call: &Call<'_>, request: SeatAsk) -> Result<Acted> {
    let ((), act) = call.write("lesson_seat_ask", |tx| seats::ask(tx, &call.people(tx)?, &request))?;
    Ok(Acted { act })
}

fn reserve(call: &Call<'_>, request: VisitReserve) -> Result<Acted> {
    let ((), act) = call.write("visit_reserve", |tx| visit::reserve(tx, &call.people(tx)?, &request))?;
    Ok(Acted { act })
}

fn answer(call: &Call<'_>, request: SeatAnswer) -> Result<Acted> {
    let ((), act) = call.write("lesson_seat_answer", |tx| seats::answer(tx, &call.people(tx)?, &request))?;
    Ok(Acted { act })
}

fn give_back(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("lesson_seat_delete", |tx| seats::delete(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}

fn hear(call: &Call<'_>, request: HearingRequest) -> Result<Hearing> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        call.people(read)?.allow([Some(request.teacher_id.as_str())])?;
        hearing::hearing(read, &request.teacher_id, request.date.unwrap_or(today), today)
    })
}
