//! Commands of the roster.

use super::types::{
    AssignmentInput, AssignmentRequest, Assignments, CampusInput, ClassInput, DepartmentInput, MergePreview,
    PrepGroupInput, Roster, StagesSave, TeacherInput, TeacherLeave, TeacherMerge,
};
use crate::{
    command::{ALL_TOPICS, Call, Topic},
    error::Result,
    wire::{Acted, ById, Nothing, Saved},
};

crate::command::commands! {
    /// Teachers, departments, classes, subjects.
    roster_get(Nothing) -> Roster, EVERYONE, reads &[Topic::Roster], touches &[] => get;
    /// Makes a teacher or changes one.
    teacher_save(TeacherInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_teacher;
    /// Deletes a teacher whom no record names; `undo` brings it back.
    teacher_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => delete_teacher;
    /// Marks a teacher as left; the records stay.
    teacher_leave(TeacherLeave) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => leave;
    /// Takes a teacher who left back into service.
    teacher_return(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => come_back;
    /// What a merge of two entries of one person would move.
    teacher_merge_preview(TeacherMerge) -> MergePreview, DIRECTOR, reads ALL_TOPICS, touches &[] => preview_merge;
    /// Merges two entries of one person with all their records; `undo` takes it back as a whole.
    teacher_merge(TeacherMerge) -> Acted, DIRECTOR, reads &[], touches ALL_TOPICS => merge;
    /// Makes a campus or renames one.
    campus_save(CampusInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_campus;
    /// Deletes a campus; `undo` brings it back.
    campus_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => delete_campus;
    /// Makes a prep group or changes one with its members.
    prep_group_save(PrepGroupInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_prep_group;
    /// Deletes a prep group; `undo` brings it back.
    prep_group_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => delete_prep_group;
    /// Replaces the school's stages (梯队); none goes back to the program's own.
    stages_save(StagesSave) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => save_stages;
    /// Who teaches what to which class in a term.
    assignment_list(AssignmentRequest) -> Assignments, EVERYONE, reads &[Topic::Roster], touches &[] => assignments;
    /// Writes an assignment.
    assignment_save(AssignmentInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_assignment;
    /// Deletes an assignment; `undo` brings it back.
    assignment_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => delete_assignment;
    /// Confirms all proposed assignments of a term.
    assignment_confirm(AssignmentRequest) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => confirm_assignments;
    /// Makes a department or renames one.
    department_save(DepartmentInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_department;
    /// Makes a class or changes one.
    class_save(ClassInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_class;
    /// Deletes a class that no record names; `undo` brings it back.
    class_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => delete_class;
}

fn get(call: &Call<'_>, _: Nothing) -> Result<Roster> {
    let today = call.office.now().date_naive();
    call.read(|read| super::list::roster_on(read, today))
}

fn leave(call: &Call<'_>, request: TeacherLeave) -> Result<Acted> {
    let ((), act) = call.write("teacher_leave", |tx| super::leave::leave(tx, &request.id, request.left_on))?;
    Ok(Acted { act })
}

fn come_back(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("teacher_return", |tx| super::leave::come_back(tx, &request.id))?;
    Ok(Acted { act })
}

fn preview_merge(call: &Call<'_>, request: TeacherMerge) -> Result<MergePreview> {
    call.read(|read| super::merge::preview(read, &request))
}

fn merge(call: &Call<'_>, request: TeacherMerge) -> Result<Acted> {
    let ((), act) = call.write("teacher_merge", |tx| super::merge::merge(tx, &request))?;
    // It may have been the entry of whoever is signed in.
    call.office.refresh_session(&*call.store()?)?;
    Ok(Acted { act })
}

fn save_campus(call: &Call<'_>, input: CampusInput) -> Result<Saved> {
    let (id, act) = call.write("campus_save", |tx| super::ground::save_campus(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_campus(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("campus_delete", |tx| super::ground::delete_campus(tx, &request.id))?;
    Ok(Acted { act })
}

fn save_prep_group(call: &Call<'_>, input: PrepGroupInput) -> Result<Saved> {
    let (id, act) = call.write("prep_group_save", |tx| super::ground::save_prep_group(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_prep_group(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("prep_group_delete", |tx| super::ground::delete_prep_group(tx, &request.id))?;
    Ok(Acted { act })
}

fn save_stages(call: &Call<'_>, request: StagesSave) -> Result<Acted> {
    let ((), act) = call.write("stages_save", |tx| super::stages::save_stages(tx, &request.stages))?;
    Ok(Acted { act })
}

fn assignments(call: &Call<'_>, request: AssignmentRequest) -> Result<Assignments> {
    call.read(|read| super::assignments::assignments(read, &request.term_id))
}

fn save_assignment(call: &Call<'_>, input: AssignmentInput) -> Result<Saved> {
    let (id, act) = call.write("assignment_save", |tx| super::assignments::save(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_assignment(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("assignment_delete", |tx| super::assignments::delete(tx, &request.id))?;
    Ok(Acted { act })
}

fn confirm_assignments(call: &Call<'_>, request: AssignmentRequest) -> Result<Acted> {
    let ((), act) = call.write("assignment_confirm", |tx| super::assignments::confirm(tx, &request.term_id))?;
    Ok(Acted { act })
}

fn save_teacher(call: &Call<'_>, input: TeacherInput) -> Result<Saved> {
    let (id, act) = call.write("teacher_save", |tx| super::save::save_teacher(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_teacher(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("teacher_delete", |tx| super::delete::delete_teacher(tx, &request.id))?;
    Ok(Acted { act })
}

fn save_department(call: &Call<'_>, input: DepartmentInput) -> Result<Saved> {
    let (id, act) = call.write("department_save", |tx| super::departments::save_department(tx, &input))?;
    Ok(Saved { id, act })
}

fn save_class(call: &Call<'_>, input: ClassInput) -> Result<Saved> {
    let (id, act) = call.write("class_save", |tx| super::classes::save_class(tx, &input))?;
    Ok(Saved { id, act })
}

fn delete_class(call: &Call<'_>, request: ById) -> Result<Acted> {
    let ((), act) = call.write("class_delete", |tx| super::delete::delete_class(tx, &request.id))?;
    Ok(Acted { act })
}
