//! Commands of the timetable.

use super::{
    assign, change, conflicts, rows, save,
    types::{
        AppliesRequest, AssignRequest, Assigned, FreePeriods, FreeRequest, LessonChangeSave, LessonChanged, LessonSwap,
        NowRequest, Timetable, TimetableConflicts, TimetableLessonSave, TimetableNow, TimetableRequest, TimetableSave,
        TimetableVersion, TimetableWeek, WeekRequest,
    },
    versions, week,
};
use crate::{
    calendar,
    command::{Call, Topic},
    error::{Code, Error, Result},
    roster,
    wire::{Acted, ById, OfTerm, Saved},
};
use keji_store::Tx;

const READS: &[Topic] = &[Topic::Timetable, Topic::Roster];
const WITH_DAYS: &[Topic] = &[Topic::Timetable, Topic::Roster, Topic::Calendar];
const TOUCHES: &[Topic] = &[Topic::Timetable];

crate::command::commands! {
    /// The timetables of a term, a teacher's or a class's part of them.
    timetable_get(TimetableRequest) -> Timetable, EVERYONE, reads WITH_DAYS, touches &[] => get;
    /// What is on at a moment, or in the next period.
    timetable_now(NowRequest) -> TimetableNow, EVERYONE, reads WITH_DAYS, touches &[] => now;
    /// The week of a teacher or a class, with swaps and substitutions.
    timetable_week(WeekRequest) -> TimetableWeek, EVERYONE, reads WITH_DAYS, touches &[] => of_week;
    /// Periods of a week in which several people are free.
    timetable_free(FreeRequest) -> FreePeriods, EVERYONE, reads WITH_DAYS, touches &[] => free;
    /// Which timetable applies to a grade on a day.
    timetable_applies(AppliesRequest) -> TimetableVersion, EVERYONE, reads READS, touches &[] => applies;
    /// Teachers in two rooms and classes with two lessons at once.
    timetable_conflicts(OfTerm) -> TimetableConflicts, OFFICE, reads READS, touches &[] => conflicts;
    /// Proposes the assignments that the timetable shows and the term lacks.
    timetable_assign(AssignRequest) -> Assigned, DIRECTOR, reads &[], touches &[Topic::Roster] => propose;
    /// Makes or changes a timetable that follows the term's first.
    timetable_save(TimetableSave) -> Saved, DIRECTOR, reads &[], touches TOUCHES => save_timetable;
    /// Deletes a timetable with its lessons; `undo` brings it back.
    timetable_delete(ById) -> Acted, DIRECTOR, reads &[], touches TOUCHES => delete_timetable;
    /// Writes one weekly lesson by hand.
    timetable_lesson_save(TimetableLessonSave) -> Saved, DIRECTOR, reads &[], touches TOUCHES => save_lesson;
    /// Deletes one lesson; `undo` brings it back.
    timetable_lesson_delete(ById) -> Acted, DIRECTOR, reads &[], touches TOUCHES => delete_lesson;
    /// Records a moved lesson, a substitution or a lesson that is not given.
    lesson_change_save(LessonChangeSave) -> LessonChanged, OFFICE, reads &[], touches TOUCHES => save_change;
    /// Records that two lessons change places.
    lesson_swap(LessonSwap) -> LessonChanged, OFFICE, reads &[], touches TOUCHES => swap;
    /// Takes a change back, of two lessons that changed places both.
    lesson_change_delete(ById) -> Acted, OFFICE, reads &[], touches TOUCHES => delete_change;
}

fn get(call: &Call<'_>, request: TimetableRequest) -> Result<Timetable> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let of_day = match request.date.filter(|_| request.term_id.is_none()) {
            Some(date) => calendar::term_containing(read, date)?,
            None => None,
        };
        let term = match of_day {
            Some(term) => term,
            None => calendar::term(read, request.term_id.as_deref(), today)?,
        };
        save::timetable(read, &term.id, &request)
    })
}

fn now(call: &Call<'_>, request: NowRequest) -> Result<TimetableNow> {
    let now = call.office.now();
    let time = match &request.clock {
        Some(text) => week::clock(text)?,
        None => now.time(),
    };
    call.read(|read| week::now(read, request.date.unwrap_or(now.date_naive()), time))
}

fn of_week(call: &Call<'_>, request: WeekRequest) -> Result<TimetableWeek> {
    let date = request.date.unwrap_or(call.office.now().date_naive());
    call.read(|read| week::week(read, date, request.teacher_id.as_deref(), request.class_id.as_deref()))
}

fn free(call: &Call<'_>, request: FreeRequest) -> Result<FreePeriods> {
    let date = request.date.unwrap_or(call.office.now().date_naive());
    call.read(|read| week::free_periods(read, date, &request.teacher_ids))
}

fn applies(call: &Call<'_>, request: AppliesRequest) -> Result<TimetableVersion> {
    let date = request.date.unwrap_or(call.office.now().date_naive());
    call.read(|read| {
        let term = calendar::term_containing(read, date)?.ok_or_else(|| Error::rule(Code::NoTerm))?;
        versions::applies(read, &term.id, &request.grade, date)
    })
}

fn conflicts(call: &Call<'_>, request: OfTerm) -> Result<TimetableConflicts> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let term = calendar::term(read, request.term_id.as_deref(), today)?;
        conflicts::conflicts(read, &term.id, today)
    })
}

fn propose(call: &Call<'_>, request: AssignRequest) -> Result<Assigned> {
    let today = call.office.now().date_naive();
    let (term, lacking) = call.read(|read| {
        let term = calendar::term(read, request.term_id.as_deref(), today)?;
        let lacking = roster::unassigned(read, &term.id, assign::taught(read, &term, today)?)?;
        Ok((term, lacking))
    })?;
    let added = u32::try_from(lacking.len()).unwrap_or(u32::MAX);
    if request.dry_run || lacking.is_empty() {
        return Ok(Assigned { added, act: None });
    }
    let (added, act) = call.write("timetable_assign", |tx| {
        let lacking = roster::unassigned(tx, &term.id, assign::taught(tx, &term, today)?)?;
        roster::propose_taught(tx, &term.id, lacking)
    })?;
    Ok(Assigned { added, act: Some(act) })
}

fn save_timetable(call: &Call<'_>, input: TimetableSave) -> Result<Saved> {
    let (id, act) = call.write("timetable_save", |tx| {
        let term = match &input.id {
            Some(id) => known(rows::term_of(tx, id)?)?,
            None => calendar::term(tx, input.term_id.as_deref(), tx.now().date_naive())?.id,
        };
        versions::save(tx, &term, &input)
    })?;
    Ok(Saved { id, act })
}

fn delete_timetable(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("timetable_delete", |tx| {
        known(rows::term_of(tx, &request.id)?)?;
        rows::delete_timetable(tx, &request.id)
    })?;
    Ok(Acted { act })
}

fn save_lesson(call: &Call<'_>, input: TimetableLessonSave) -> Result<Saved> {
    let (id, act) = call.write("timetable_lesson_save", |tx| {
        let term = match (&input.id, &input.timetable_id) {
            (Some(id), _) => known(rows::term_of_lesson(tx, id)?)?,
            (None, Some(timetable)) => known(rows::term_of(tx, timetable)?)?,
            (None, None) => calendar::term(tx, input.term_id.as_deref(), tx.now().date_naive())?.id,
        };
        save::save_lesson(tx, &term, &input)
    })?;
    Ok(Saved { id, act })
}

fn delete_lesson(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("timetable_lesson_delete", |tx| match rows::delete_lesson(tx, &request.id)? {
        0 => Err(Error::rule(Code::NotFound)),
        _ => Ok(()),
    })?;
    Ok(Acted { act })
}

fn save_change(call: &Call<'_>, input: LessonChangeSave) -> Result<LessonChanged> {
    record(call, "lesson_change_save", &input.lesson_id, |tx, term| change::save(tx, term, &input))
}

fn swap(call: &Call<'_>, input: LessonSwap) -> Result<LessonChanged> {
    record(call, "lesson_swap", &input.lesson_id, |tx, term| change::swap(tx, term, &input))
}

fn delete_change(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("lesson_change_delete", |tx| change::delete(tx, &request.id))?;
    Ok(Acted { act })
}

/// Writes a change in the term of its lesson.
fn record(
    call: &Call<'_>,
    op: &str,
    lesson_id: &str,
    write: impl FnOnce(&Tx<'_>, &str) -> Result<change::Recorded>,
) -> Result<LessonChanged> {
    let ((id, warnings), act) = call.write(op, |tx| {
        let term = known(rows::term_of_lesson(tx, lesson_id)?)?;
        write(tx, &term)
    })?;
    Ok(LessonChanged { id, act, warnings })
}

fn known(term: Option<String>) -> Result<String> {
    term.ok_or_else(|| Error::rule(Code::NotFound))
}
