//! Commands of lesson plans.

use super::types::{DraftInput, LessonPlan, PlanInput, PlanList};
use crate::{
    command::{Call, Topic},
    error::Result,
    wire::{Acted, ById, OfTerm, Saved},
};

crate::command::commands! {
    /// All plans of a term, newest first.
    lesson_plan_list(OfTerm) -> PlanList, EVERYONE, reads &[Topic::LessonPlan, Topic::Roster, Topic::Calendar], touches &[] => list;
    /// One plan with its drafts.
    lesson_plan_get(ById) -> LessonPlan, EVERYONE, reads &[Topic::LessonPlan, Topic::Roster], touches &[] => get;
    /// Writes a new plan or changes one's heading.
    lesson_plan_save(PlanInput) -> Saved, EVERYONE, reads &[], touches &[Topic::LessonPlan] => save;
    /// Deletes a plan with its drafts; `undo` brings it back.
    lesson_plan_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::LessonPlan] => delete;
    /// Writes a draft; the saves of one sitting are one change.
    lesson_plan_draft_save(DraftInput) -> Saved, EVERYONE, reads &[], touches &[Topic::LessonPlan] => save_draft;
    /// Deletes a draft; `undo` brings it back.
    lesson_plan_draft_delete(ById) -> Acted, EVERYONE, reads &[], touches &[Topic::LessonPlan] => delete_draft;
}

fn list(call: &Call<'_>, request: OfTerm) -> Result<PlanList> {
    let today = call.office.now().date_naive();
    call.read(|read| super::list::list(read, &call.people(read)?, today, request.term_id.as_deref()))
}

fn get(call: &Call<'_>, request: ById) -> Result<LessonPlan> {
    call.read(|read| super::list::get(read, &call.people(read)?, &request.id))
}

fn save(call: &Call<'_>, input: PlanInput) -> Result<Saved> {
    let (id, act) = call.write("lesson_plan_save", |tx| super::save::save(tx, &call.people(tx)?, &input))?;
    Ok(Saved { id, act })
}

fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("lesson_plan_delete", |tx| super::delete::delete(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}

fn save_draft(call: &Call<'_>, input: DraftInput) -> Result<Saved> {
    crate::text::id("sitting", &input.sitting)?;
    let (id, act) = call.write_in_sitting("lesson_plan_draft_save", &input.sitting, |tx| {
        super::save::save_draft(tx, &call.people(tx)?, &input)
    })?;
    Ok(Saved { id, act })
}

fn delete_draft(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) =
        call.write("lesson_plan_draft_delete", |tx| super::delete::delete_draft(tx, &call.people(tx)?, &request.id))?;
    Ok(Acted { act })
}
