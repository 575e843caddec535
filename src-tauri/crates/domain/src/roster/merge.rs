//! Two entries of one person made one: everything that names the entry that goes names the other one afterwards.

use super::{
    list::teachers,
    merge_rows, person_rows,
    types::{MergeMove, MergePreview, Teacher, TeacherInput, TeacherMerge, TeacherMore},
};
use crate::error::{Code, Error, Result};
use keji_store::{Read, Tx};

/// What a merge of two entries would move.
///
/// # Errors
/// `NotFound`, `SamePerson`, `TwoPeople`.
pub(crate) fn preview(read: &Read<'_>, merge: &TeacherMerge) -> Result<MergePreview> {
    let (from, into) = both(read, merge)?;
    let mut moves: Vec<MergeMove> = Vec::new();
    for (name, count) in merge_rows::counts(read, &from.id)? {
        match moves.iter_mut().find(|known| known.name == name) {
            Some(known) => known.count += count,
            None => moves.push(MergeMove { name: name.to_owned(), count }),
        }
    }
    moves.retain(|one| one.count > 0);
    Ok(MergePreview { from, into, moves })
}

/// Merges two entries: records move, what the entry that stays leaves empty is filled from the other one, its name is
/// kept as a former one, and it is deleted.
///
/// # Errors
/// `NotFound`, `SamePerson`, `TwoPeople`.
pub(crate) fn merge(tx: &Tx<'_>, merge: &TeacherMerge) -> Result<()> {
    let (from, into) = both(tx, merge)?;
    merge_rows::move_all(tx, &from.id, &into.id)?;
    merge_rows::drop_doubles(tx, &into.id)?;
    if from.name != into.name {
        person_rows::keep_name(tx, &into.id, &from.name)?;
    }
    super::save::save_teacher(tx, &filled(&from, &into))?;
    merge_rows::close_entry(tx, &from.id, &into.id)
}

fn both(read: &Read<'_>, merge: &TeacherMerge) -> Result<(Teacher, Teacher)> {
    if merge.from == merge.into {
        return Err(Error::rule(Code::MergeSame));
    }
    let mut all = teachers(read)?;
    let mut take = |id: &str| {
        let place = all.iter().position(|teacher| teacher.id == id).ok_or_else(|| Error::rule(Code::NotFound))?;
        Ok::<_, Error>(all.swap_remove(place))
    };
    let (from, into) = (take(&merge.from)?, take(&merge.into)?);
    match merge_rows::met(read, &from.id, &into.id)? {
        0 => Ok((from, into)),
        count => Err(Error::rule(Code::TwoPeople).with("count", count)),
    }
}

/// The entry that stays, with what only the other one says.
fn filled(from: &Teacher, into: &Teacher) -> TeacherInput {
    let text = |own: &String, other: &String| if own.is_empty() { other.clone() } else { own.clone() };
    let both = |own: &Vec<String>, other: &Vec<String>| {
        let mut all = own.clone();
        all.extend(other.iter().filter(|word| !own.contains(word)).cloned());
        all
    };
    let subject = text(&into.subject, &from.subject);
    let mut subjects = both(&into.subjects, &from.subjects);
    if !from.subject.is_empty() && !subjects.contains(&from.subject) {
        subjects.push(from.subject.clone());
    }
    subjects.retain(|further| *further != subject);
    let mut tags = into.tags.clone();
    tags.extend(from.tags.iter().filter(|tag| !into.tags.contains(tag)).cloned());
    TeacherInput {
        id: Some(into.id.clone()),
        name: into.name.clone(),
        employee_no: into.employee_no.clone().or_else(|| from.employee_no.clone()),
        department: text(&into.department, &from.department),
        subject,
        posts: both(&into.posts, &from.posts),
        title: into.title.clone().or_else(|| from.title.clone()),
        first_taught: into.first_taught.clone().or_else(|| from.first_taught.clone()),
        in_service: into.in_service || from.in_service,
        more: Some(Box::new(TeacherMore {
            subjects,
            campus_id: into.campus_id.clone().or_else(|| from.campus_id.clone()),
            first_in_subject: into.first_in_subject.clone().or_else(|| from.first_in_subject.clone()),
            tags,
        })),
    }
}
