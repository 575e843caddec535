//! Commands of the new year.

use super::types::{NewYearAsk, NewYearDone, NewYearPreview, NewYearRun};
use crate::{
    command::{Call, Topic},
    error::Result,
};

const GROUND: &[Topic] = &[Topic::School, Topic::Roster, Topic::Calendar, Topic::Timetable, Topic::Mentoring];
const TOUCHED: &[Topic] = &[
    Topic::School,
    Topic::Roster,
    Topic::Calendar,
    Topic::Timetable,
    Topic::Observation,
    Topic::Homework,
    Topic::LessonPlan,
    Topic::Mentoring,
];

crate::command::commands! {
    /// What closing the term and opening the next would do.
    new_year_preview(NewYearAsk) -> NewYearPreview, DIRECTOR, reads GROUND, touches &[] => preview;
    /// Closes the term and opens the next; `undo` takes it back until the new term has a record.
    new_year_run(NewYearRun) -> NewYearDone, DIRECTOR, reads &[], touches TOUCHED => run;
}

fn preview(call: &Call<'_>, request: NewYearAsk) -> Result<NewYearPreview> {
    let today = call.office.now().date_naive();
    call.read(|read| super::propose::preview(read, &request, today))
}

fn run(call: &Call<'_>, request: NewYearRun) -> Result<NewYearDone> {
    let (done, act) = call.write("new_year_run", |tx| super::run::run(tx, &request))?;
    Ok(NewYearDone { act, ..done })
}
