//! Writing a teacher.

use super::{
    departments::department_named,
    rows::{self, TeacherRow},
    types::TeacherInput,
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::Tx;

/// Makes a teacher or changes one; the department is made when its name is new.
///
/// # Errors
/// `FieldEmpty`, `FieldTooLong`, `BadMonth`, `NotFound`.
pub(crate) fn save_teacher(tx: &Tx<'_>, input: &TeacherInput) -> Result<String> {
    if let Some(id) = &input.id
        && !rows::teacher_exists(tx, id)?
    {
        return Err(Error::rule(Code::NotFound));
    }
    let filled = |field: &str, value: &Option<String>, most: usize| -> Result<Option<String>> {
        let value = text::optional(field, value.as_deref().unwrap_or_default(), most)?;
        Ok(if value.is_empty() { None } else { Some(value) })
    };
    let first_taught = filled("参加工作年月", &input.first_taught, 7)?;
    if let Some(month) = &first_taught {
        text::month("参加工作年月", month)?;
    }
    let mut posts = Vec::new();
    for post in &input.posts {
        let post = text::optional("岗位", post, 20)?;
        if !post.is_empty() && !posts.contains(&post) {
            posts.push(post);
        }
    }
    let row = TeacherRow {
        id: match &input.id {
            Some(id) => id.clone(),
            None => tx.new_id()?,
        },
        name: text::required("姓名", &input.name, 30)?,
        employee_no: filled("工号", &input.employee_no, 20)?,
        department_id: department_named(tx, &input.department)?,
        department: String::new(),
        subject: text::optional("学科", &input.subject, 20)?,
        title: filled("职称", &input.title, 20)?,
        first_taught,
        in_service: input.in_service,
    };
    if input.id.is_some() {
        rows::update_teacher(tx, &row)?;
    } else {
        rows::insert_teacher(tx, &row)?;
    }
    rows::set_posts(tx, &row.id, &posts)?;
    Ok(row.id)
}
