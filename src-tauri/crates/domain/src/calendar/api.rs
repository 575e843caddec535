//! Commands of the calendar.

use super::types::{
    BellScheduleInput, Calendar, DayAsk, DayInput, DayTold, PeriodsSave, TermCreate, TermUpdate, WeekReshape,
    WeekUpdate,
};
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
    /// Changes a term's days; weeks that were reshaped stay, the others are proposed anew.
    term_update(TermUpdate) -> Acted, DIRECTOR, reads &[], touches CALENDAR => update_term;
    /// Changes a week's kind or note.
    week_update(WeekUpdate) -> Acted, DIRECTOR, reads &[], touches CALENDAR => update_week;
    /// Joins, cuts, skips, counts, renumbers or moves a week.
    week_reshape(WeekReshape) -> Acted, DIRECTOR, reads &[], touches CALENDAR => reshape_week;
    /// What a day is for a grade: its week, odd or even, the weekday that it follows, its bells.
    day_get(DayAsk) -> DayTold, EVERYONE, reads CALENDAR, touches &[] => get_day;
    /// Writes a holiday or a make-up day.
    day_save(DayInput) -> Saved, DIRECTOR, reads &[], touches CALENDAR => save_day;
    /// Deletes a special day; `undo` brings it back.
    day_delete(ById) -> Acted, DIRECTOR, reads &[], touches CALENDAR => delete_day;
    /// Replaces the bell schedule.
    periods_save(PeriodsSave) -> Acted, DIRECTOR, reads &[], touches CALENDAR => save_periods;
    /// Writes the bell schedule of a campus or a grade.
    bell_schedule_save(BellScheduleInput) -> Saved, DIRECTOR, reads &[], touches CALENDAR => save_schedule;
    /// Deletes such a bell schedule; `undo` brings it back.
    bell_schedule_delete(ById) -> Acted, DIRECTOR, reads &[], touches CALENDAR => delete_schedule;
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

fn reshape_week(call: &Call<'_>, input: WeekReshape) -> Result<Acted> {
    let ((), act) = call.write(input.shape.op(), |tx| super::shape::reshape(tx, &input))?;
    Ok(Acted { act })
}

fn get_day(call: &Call<'_>, ask: DayAsk) -> Result<DayTold> {
    let today = call.office.now().date_naive();
    call.read(|read| {
        let grade = ask.grade.as_deref();
        let term = match ask.term_id.as_deref() {
            Some(id) => Some(super::list::term(read, Some(id), today)?),
            None => super::list::term_containing(read, ask.date)?,
        };
        let day = match term {
            Some(term) => super::day_of(read, &term.id, ask.date, grade)?,
            None => None,
        };
        Ok(DayTold { day, periods: super::periods_for(read, ask.campus_id.as_deref(), grade)? })
    })
}

fn save_day(call: &Call<'_>, input: DayInput) -> Result<Saved> {
    let (id, act) = call.write("day_save", |tx| super::days::save_day(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_day(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("day_delete", |tx| super::days::delete_day(tx, &request.id))?;
    Ok(Acted { act })
}

fn save_schedule(call: &Call<'_>, input: BellScheduleInput) -> Result<Saved> {
    let (id, act) = call.write("bell_schedule_save", |tx| super::periods::save_schedule(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_schedule(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("bell_schedule_delete", |tx| super::periods::delete_schedule(tx, &request.id))?;
    Ok(Acted { act })
}
fn save_periods(call: &Call<'_>, request: PeriodsSave) -> Result<Acted> {
    let ((), act) = call.write("periods_save", |tx| super::periods::save_periods(tx, &request.periods))?;
    Ok(Acted { act })
}
