//! Departments.

use super::{
    rows,
    types::{Department, DepartmentInput},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::{Read, Tx};

/// All departments.
pub(crate) fn departments(read: &Read<'_>) -> Result<Vec<Department>> {
    Ok(rows::departments(read)?.into_iter().map(|(id, name, teachers)| Department { id, name, teachers }).collect())
}

/// The department of a name, made when it is new; none for an empty name.
pub(crate) fn department_named(tx: &Tx<'_>, name: &str) -> Result<Option<String>> {
    let name = text::optional("教研组", name, 30)?;
    if name.is_empty() {
        return Ok(None);
    }
    let known = rows::departments(tx)?.into_iter().find(|(_, known, _)| *known == name);
    match known {
        Some((id, _, _)) => Ok(Some(id)),
        None => Ok(Some(rows::insert_department(tx, &name)?)),
    }
}

/// Makes a department or renames one.
///
/// # Errors
/// `DepartmentExists`.
pub(crate) fn save_department(tx: &Tx<'_>, input: &DepartmentInput) -> Result<String> {
    let name = text::required("教研组", &input.name, 30)?;
    let taken =
        rows::departments(tx)?.into_iter().any(|(id, known, _)| known == name && Some(&id) != input.id.as_ref());
    if taken {
        return Err(Error::rule(Code::DepartmentExists).with("name", name));
    }
    match &input.id {
        Some(id) => {
            rows::rename_department(tx, id, &name)?;
            Ok(id.clone())
        }
        None => rows::insert_department(tx, &name),
    }
}
