//! The figures of a term.

use super::{
    ground::{Ground, Inputs},
    homework, lesson_plan, mentoring, observation,
    types::{Summary, SummaryRequest},
};
use crate::{error::Result, observation::Closed};
use chrono::NaiveDate;
use keji_store::Read;

/// The figures of a request; `today` stands in for an empty day.
///
/// # Errors
/// `NoTerm`; `NotFound` for an unknown term, department or teacher.
pub(crate) fn summary(read: &Read<'_>, request: &SummaryRequest, closed: &Closed, today: NaiveDate) -> Result<Summary> {
    let ground = Ground::read(read, request, today)?.without(closed);
    let inputs = ground.inputs(read)?;
    Ok(of(&ground, &inputs))
}

/// The figures of a ground and its records.
pub(crate) fn of(ground: &Ground, inputs: &Inputs) -> Summary {
    Summary {
        school: ground.school.clone(),
        term: ground.term.clone(),
        as_of: ground.as_of,
        week: ground.week(ground.as_of),
        scope: ground.scope_name(),
        observation: observation::figures(ground, &inputs.facts),
        homework: homework::figures(ground, &inputs.checks),
        lesson_plan: lesson_plan::figures(ground, &inputs.plans),
        mentoring: mentoring::figures(ground, inputs),
    }
}
