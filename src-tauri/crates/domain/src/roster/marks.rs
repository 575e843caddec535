//! Posts, prep groups and dated marks that lists give to teachers one by one.

use super::{
    ground, ground_rows, person_rows, rows,
    types::{PrepGroupInput, PrepMember, TeacherTag},
};
use crate::{error::Result, text};
use keji_store::{Read, Tx};
use std::collections::BTreeMap;

/// Who leads which prep group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lead {
    /// Subject of the group.
    pub(crate) subject: String,
    /// Grade of the group.
    pub(crate) grade: String,
    /// The teacher.
    pub(crate) teacher_id: String,
}

/// All who lead a prep group.
pub(crate) fn leads_of_prep_groups(read: &Read<'_>) -> Result<Vec<Lead>> {
    let groups = ground_rows::prep_groups(read)?;
    let leads = groups.into_iter().flat_map(|group| {
        let heads = group.members.into_iter().filter(|member| member.leads);
        heads
            .map(|member| Lead {
                subject: group.subject.clone(),
                grade: group.grade.clone(),
                teacher_id: member.teacher_id,
            })
            .collect::<Vec<_>>()
    });
    Ok(leads.collect())
}

/// Makes a teacher the head of the prep group of a subject in a grade; the group is made when it is missing. Others
/// who lead it stay.
///
/// # Errors
/// `FieldEmpty`, `FieldTooLong`, `UnknownTeacher`, `PrepGroupExists` for a group of that name and another subject.
pub(crate) fn lead_prep_group(tx: &Tx<'_>, lead: &Lead) -> Result<()> {
    let known = ground_rows::prep_groups(tx)?
        .into_iter()
        .find(|group| group.subject == lead.subject.trim() && group.grade == lead.grade.trim());
    let mut input = PrepGroupInput {
        id: None,
        name: String::new(),
        subject: lead.subject.clone(),
        grade: lead.grade.clone(),
        members: Vec::new(),
    };
    if let Some(group) = known {
        (input.id, input.name, input.members) = (Some(group.id), group.name, group.members);
    }
    input.members.push(PrepMember { teacher_id: lead.teacher_id.clone(), leads: true });
    ground::save_prep_group(tx, &input).map(|_| ())
}

/// Gives a teacher a post beside those that are there.
///
/// # Errors
/// `FieldTooLong`.
pub(crate) fn add_post(tx: &Tx<'_>, teacher: &str, post: &str) -> Result<()> {
    let post = text::required("岗位", post, 20)?;
    let mut posts = rows::posts(tx)?.remove(teacher).unwrap_or_default();
    if !posts.contains(&post) {
        posts.push(post);
        rows::set_posts(tx, teacher, &posts)?;
    }
    Ok(())
}

/// The marks of all teachers: teacher and mark → last month (none: without end).
pub(crate) fn tags(read: &Read<'_>) -> Result<BTreeMap<(String, String), Option<String>>> {
    let found = person_rows::tags(read)?.into_iter();
    Ok(found.flat_map(|(id, tags)| tags.into_iter().map(move |tag| ((id.clone(), tag.tag), tag.until))).collect())
}

/// Marks a teacher until a month; a mark that is there already is prolonged, never shortened.
///
/// # Errors
/// `FieldEmpty`, `FieldTooLong`, `BadMonth`.
pub(crate) fn keep_tag(tx: &Tx<'_>, teacher: &str, tag: &str, until: Option<&str>) -> Result<()> {
    let tag = text::required("标记", tag, 20)?;
    if let Some(month) = until {
        text::month("截止年月", month)?;
    }
    let mut tags = person_rows::tags(tx)?.remove(teacher).unwrap_or_default();
    match tags.iter_mut().find(|known| known.tag == tag) {
        None => tags.push(TeacherTag { tag, until: until.map(str::to_owned) }),
        Some(known) if known.until.as_deref().is_some_and(|month| until.is_none_or(|until| until > month)) => {
            known.until = until.map(str::to_owned);
        }
        Some(_) => return Ok(()),
    }
    person_rows::set_tags(tx, teacher, &tags)
}
