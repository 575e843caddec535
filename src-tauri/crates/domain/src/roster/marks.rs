//! Posts, prep groups and dated marks that lists give to teachers one by one.

use super::{mark_rows, rows};
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
    mark_rows::leads(read)
}

/// Makes a teacher the head of the prep group of a subject in a grade; the group is made when it is missing. Others
/// who lead it stay.
///
/// # Errors
/// `FieldEmpty`, `FieldTooLong`.
pub(crate) fn lead_prep_group(tx: &Tx<'_>, lead: &Lead) -> Result<()> {
    let subject = text::required("学科", &lead.subject, 20)?;
    let grade = text::required("年级", &lead.grade, 10)?;
    let group = match mark_rows::group(tx, &subject, &grade)? {
        Some(id) => id,
        None => mark_rows::insert_group(tx, &format!("{grade}{subject}备课组"), &subject, &grade)?,
    };
    match mark_rows::member(tx, &group, &lead.teacher_id)? {
        Some(id) => mark_rows::set_leads(tx, &id),
        None => mark_rows::insert_member(tx, &group, &lead.teacher_id, true),
    }
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
    let found = mark_rows::tags(read)?;
    Ok(found.into_iter().map(|tag| ((tag.teacher_id, tag.tag), tag.until)).collect())
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
    let known = mark_rows::tags(tx)?.into_iter().find(|known| known.teacher_id == teacher && known.tag == tag);
    match known {
        None => mark_rows::insert_tag(tx, teacher, &tag, until),
        Some(known) if known.until.as_deref().is_some_and(|month| until.is_none_or(|until| until > month)) => {
            mark_rows::prolong_tag(tx, &known.id, until)
        }
        Some(_) => Ok(()),
    }
}
