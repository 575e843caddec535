//! Reading the roster.

use super::{
    classes::classes,
    departments::departments,
    rows,
    types::{Roster, Teacher},
};
use crate::{error::Result, search::pinyin};
use keji_store::Read;
use std::collections::BTreeMap;

/// Everyone and everything on the roster.
pub(crate) fn roster(read: &Read<'_>) -> Result<Roster> {
    Ok(Roster {
        teachers: teachers(read)?,
        departments: departments(read)?,
        classes: classes(read)?,
        subjects: rows::subjects(read)?,
    })
}

/// All teachers, in service first.
pub(crate) fn teachers(read: &Read<'_>) -> Result<Vec<Teacher>> {
    let mut posts = rows::posts(read)?;
    Ok(rows::teachers(read)?
        .into_iter()
        .map(|row| Teacher {
            posts: posts.remove(&row.id).unwrap_or_default(),
            pinyin: pinyin::searchable(&row.name),
            id: row.id,
            name: row.name,
            employee_no: row.employee_no,
            department_id: row.department_id,
            department: row.department,
            subject: row.subject,
            title: row.title,
            first_taught: row.first_taught,
            in_service: row.in_service,
        })
        .collect())
}

/// Names by identifier, of people and classes, for records that point at them.
pub(crate) struct Names {
    teachers: BTreeMap<String, String>,
    classes: BTreeMap<String, String>,
}

impl Names {
    /// All names, those of deleted records among them: a record keeps the name of who is gone.
    pub(crate) fn read(read: &Read<'_>) -> Result<Self> {
        let (teachers, classes) = (rows::all_teacher_names(read)?, rows::all_class_names(read)?);
        Ok(Self { teachers, classes })
    }

    /// Everyone who ever stood on the roster: identifier and name, in the order of identifiers.
    pub(crate) fn everyone(&self) -> impl Iterator<Item = (&str, &str)> {
        self.teachers.iter().map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// Name of a teacher; empty when unknown.
    pub(crate) fn teacher(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.teachers.get(id)).cloned().unwrap_or_default()
    }

    /// Short name of a class; empty when unknown.
    pub(crate) fn class(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.classes.get(id)).cloned().unwrap_or_default()
    }
}
