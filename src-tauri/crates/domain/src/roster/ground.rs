//! Campuses and prep groups.

use super::{
    ground_rows, rows,
    types::{CampusInput, PrepGroup, PrepGroupInput, PrepMember},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::Tx;
use std::collections::BTreeSet;

/// Makes a campus or renames one.
///
/// # Errors
/// `FieldEmpty`, `FieldTooLong`, `NotFound`, `CampusExists`.
pub(crate) fn save_campus(tx: &Tx<'_>, input: &CampusInput) -> Result<String> {
    let name = text::required("校区", &input.name, 20)?;
    let taken = ground_rows::campuses(tx)?
        .into_iter()
        .any(|campus| campus.name == name && Some(&campus.id) != input.id.as_ref());
    if taken {
        return Err(Error::rule(Code::CampusExists).with("name", name));
    }
    match &input.id {
        None => ground_rows::insert_campus(tx, &name),
        Some(id) => found(ground_rows::rename_campus(tx, id, &name)?).map(|()| id.clone()),
    }
}

/// Deletes a campus; whoever and whatever was on it is on none.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete_campus(tx: &Tx<'_>, id: &str) -> Result<()> {
    found(ground_rows::delete_campus(tx, id)?)
}

/// Makes a prep group or changes one.
///
/// # Errors
/// `FieldEmpty`, `FieldTooLong`, `NotFound`, `PrepGroupExists`, `UnknownTeacher`.
pub(crate) fn save_prep_group(tx: &Tx<'_>, input: &PrepGroupInput) -> Result<String> {
    let subject = text::required("学科", &input.subject, 20)?;
    let grade = text::required("年级", &input.grade, 10)?;
    let mut name = text::optional("备课组", &input.name, 30)?;
    if name.is_empty() {
        name = format!("{grade}{subject}备课组");
    }
    let taken = ground_rows::prep_groups(tx)?
        .into_iter()
        .any(|group| group.name == name && Some(&group.id) != input.id.as_ref());
    if taken {
        return Err(Error::rule(Code::PrepGroupExists).with("name", name));
    }
    let mut members: Vec<PrepMember> = Vec::new();
    for member in &input.members {
        if !rows::teacher_exists(tx, &member.teacher_id)? {
            return Err(Error::rule(Code::UnknownTeacher).with("field", "备课组成员"));
        }
        match members.iter_mut().find(|known| known.teacher_id == member.teacher_id) {
            Some(known) => known.leads |= member.leads,
            None => members.push(member.clone()),
        }
    }
    let id = match &input.id {
        Some(id) => id.clone(),
        None => tx.new_id()?,
    };
    let group = PrepGroup { id, name, subject, grade, members };
    found(ground_rows::put_prep_group(tx, &group, input.id.is_none())?)?;
    ground_rows::set_members(tx, &group.id, &group.members)?;
    Ok(group.id)
}

/// Moves prep groups to other grades, all at once: each as identifier, grade and name.
///
/// # Errors
/// `NotFound`, `PrepGroupExists` when two would have one name.
pub(crate) fn roll_prep_groups(tx: &Tx<'_>, steps: &[(String, String, String)]) -> Result<()> {
    for (id, grade, name) in steps {
        let mut group = ground_rows::prep_groups(tx)?
            .into_iter()
            .find(|group| group.id == *id)
            .ok_or_else(|| Error::rule(Code::NotFound))?;
        (group.grade, group.name) = (grade.clone(), name.clone());
        found(ground_rows::put_prep_group(tx, &group, false)?)?;
    }
    let mut names = BTreeSet::new();
    match ground_rows::prep_groups(tx)?.into_iter().find(|group| !names.insert(group.name.clone())) {
        Some(group) => Err(Error::rule(Code::PrepGroupExists).with("name", group.name)),
        None => Ok(()),
    }
}

/// Deletes a prep group.
///
/// # Errors
/// `NotFound`.
pub(crate) fn delete_prep_group(tx: &Tx<'_>, id: &str) -> Result<()> {
    found(ground_rows::delete_prep_group(tx, id)?)
}

fn found(rows: usize) -> Result<()> {
    if rows == 0 { Err(Error::rule(Code::NotFound)) } else { Ok(()) }
}
