//! Writing a teacher.

use super::{
    departments::department_named,
    ground_rows, person_rows,
    rows::{self, TeacherRow},
    types::{TeacherInput, TeacherMore, TeacherTag},
};
use crate::{
    error::{Code, Error, Result},
    text,
};
use keji_store::Tx;

/// Makes a teacher or changes one; the department is made when its name is new. Of another name the old one is kept.
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
        let before = rows::teacher_name(tx, &row.id)?;
        rows::update_teacher(tx, &row)?;
        if before != row.name {
            person_rows::keep_name(tx, &row.id, &before)?;
            person_rows::tidy_names(tx, &row.id, &row.name)?;
        }
    } else {
        rows::insert_teacher(tx, &row)?;
    }
    rows::set_posts(tx, &row.id, &posts)?;
    if let Some(more) = &input.more {
        save_more(tx, &row, more)?;
    }
    Ok(row.id)
}

fn save_more(tx: &Tx<'_>, row: &TeacherRow, more: &TeacherMore) -> Result<()> {
    let first_in_subject = optional_month("任教本学科年月", more.first_in_subject.as_deref())?;
    let campus = more.campus_id.as_deref().filter(|id| !id.is_empty());
    if let Some(id) = campus
        && !ground_rows::campuses(tx)?.iter().any(|campus| campus.id == id)
    {
        return Err(Error::rule(Code::NotFound));
    }
    person_rows::set_more(tx, &row.id, campus, first_in_subject.as_deref())?;
    let mut subjects: Vec<String> = Vec::new();
    for subject in &more.subjects {
        let subject = text::optional("兼教学科", subject, 20)?;
        if !subject.is_empty() && subject != row.subject && !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    person_rows::set_subjects(tx, &row.id, &subjects)?;
    let mut tags: Vec<TeacherTag> = Vec::new();
    for tag in &more.tags {
        let until = optional_month("标记截止年月", tag.until.as_deref())?;
        let tag = TeacherTag { tag: text::required("标记", &tag.tag, 20)?, until };
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    person_rows::set_tags(tx, &row.id, &tags)
}

fn optional_month(field: &str, month: Option<&str>) -> Result<Option<String>> {
    let month = text::optional(field, month.unwrap_or_default(), 7)?;
    if month.is_empty() {
        return Ok(None);
    }
    text::month(field, &month)?;
    Ok(Some(month))
}
