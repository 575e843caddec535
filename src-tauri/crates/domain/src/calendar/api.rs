//! Commands of the calendar and the timetable.

use super::types::{Calendar, DayInput, PeriodsSave, TermCreate, TermUpdate, Timetable, TimetableRequest, WeekUpdate};
use crate::{
    command::{Call, Topic},
    error::Result,
    wire::{Acted, ById, OfTerm, Saved},
};

const CALENDAR: &[Topic] = &[Topic::Calendar];

crate::command::commands! {
    /// A term's weeks and special days, all terms, the bell schedule.
    calendar_get(OfTerm) -> Calendar, EVERYONE, reads CALENDAR, touches &[] => get;
    /// Makes a term with its proposed weeks.
    term_create(TermCreate) -> Saved, DIRECTOR, reads &[], touches CALENDAR => create_term;
    /// Changes a term's days; its weeks are proposed anew.
    term_update(TermUpdate) -> Acted, DIRECTOR, reads &[], touches CALENDAR => update_term;
    /// Changes a week's kind or note.
    week_update(WeekUpdate) -> Acted, DIRECTOR, reads &[], touches CALENDAR => update_week;
    /// Writes a holiday or a make-up day.
    day_save(DayInput) -> Saved, DIRECTOR, reads &[], touches CALENDAR => save_day;
    /// Deletes a special day; `undo` brings it back.
    day_delete(ById) -> Acted, DIRECTOR, reads &[], touches CALENDAR => delete_day;
    /// Replaces the bell schedule.
    periods_save(PeriodsSave) -> Acted, DIRECTOR, reads &[], touches CALENDAR => save_periods;
    /// The timetable of a term, a teacher or a class.
    timetable_get(TimetableRequest) -> Timetable, EVERYONE, reads &[Topic::Timetable, Topic::Roster], touches &[] => timetable;
}

fn get(call: &Call<'_>, request: OfTerm) -> Result<Calendar> {
    let today = call.office.now().date_naive();
    call.read(|read| super::list::calendar(read, request.term_id.as_deref(), today))
}

fn create_term(call: &Call<'_>, input: TermCreate) -> Result<Saved> {
    let (id, act) = call.write("term_create", |tx| super::save::create_term(tx, &input))?;
    Ok(Saved { id, act })
}

fn update_term(call: &Call<'_>, input: TermUpdate) -> Result<Acted> {
    let ((), act) = call.write("term_update", |tx| super::save::update_term(tx, &input))?;
    Ok(Acted { act })
}

fn update_week(call: &Call<'_>, input: WeekUpdate) -> Result<Acted> {
    let ((), act) = call.write("week_update", |tx| super::save::update_week(tx, &input))?;
    Ok(Acted { act })
}

fn save_day(call: &Call<'_>, input: DayInput) -> Result<Saved> {
    let (id, act) = call.write("day_save", |tx| super::days::save_day(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_day(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("day_delete", |tx| super::days::delete_day(tx, &request.id))?;
    Ok(Acted { act })
}

fn save_periods(call: &Call<'_>, request: PeriodsSave) -> Result<Acted> {
    let ((), act) = call.write("periods_save", |tx| super::periods::save_periods(tx, &request.periods))?;
    Ok(Acted { act })
}

fn timetable(call: &Call<'_>, request: TimetableRequest) -> Result<Timetable> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let term = super::list::term(read, request.term_id.as_deref(), today)?;
        super::timetable::timetable(read, &term.id, &request)
    })
}
