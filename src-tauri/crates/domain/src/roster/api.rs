//! Commands of the roster.

use super::types::{ClassInput, DepartmentInput, Roster, TeacherInput};
use crate::{
    command::{Call, Topic},
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
    /// Makes a department or renames one.
    department_save(DepartmentInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_department;
    /// Makes a class or changes one.
    class_save(ClassInput) -> Saved, DIRECTOR, reads &[], touches &[Topic::Roster] => save_class;
    /// Deletes a class that no record names; `undo` brings it back.
    class_delete(ById) -> Acted, DIRECTOR, reads &[], touches &[Topic::Roster] => delete_class;
}

fn get(call: &Call<'_>, _: Nothing) -> Result<Roster> {
    call.read(super::list::roster)
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
