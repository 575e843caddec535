//! Two entries of one person made one: everything that names the entry that goes names the other one afterwards.

use super::{
    list::teachers,
    merge_pairing_rows::{self, PairedTwice},
    merge_rows, person_rows,
    types::{MergeMove, MergePreview, Teacher, TeacherInput, TeacherMerge, TeacherMore, TeacherTag},
};
use crate::error::{Code, Error, Result};
use keji_store::{Read, Tx};
use std::collections::BTreeSet;

/// What a merge of two entries would move.
///
/// # Errors
/// `NotFound`, `MergeSame`, `TwoPeople`, `MergeCrossed`.
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
    let paired = pairings_twice(read, merge)?;
    let mut doubled: Vec<MergeMove> = merge_rows::doubles(read, &from.id, &into.id)?
        .into_iter()
        .map(|(name, count)| MergeMove { name: name.to_owned(), count })
        .collect();
    doubled.insert(0, MergeMove { name: "结对".to_owned(), count: seconds(&paired) });
    doubled.retain(|one| one.count > 0);
    let sheets_twice = merge_rows::sheets_of_both(read, &from.id, &into.id)?;
    let clashes = merge_rows::clashes(read, &from.id, &into.id)?;
    Ok(MergePreview { from, into, moves, doubled, sheets_twice, clashes })
}

/// Merges two entries: records move, what both have stands once, what the entry that stays leaves empty is filled from
/// the other one, its name is kept as a former one, and it is deleted.
///
/// # Errors
/// `NotFound`, `MergeSame`, `TwoPeople`, `MergeCrossed`.
pub(crate) fn merge(tx: &Tx<'_>, merge: &TeacherMerge) -> Result<()> {
    let (from, into) = both(tx, merge)?;
    let paired = pairings_twice(tx, merge)?;
    merge_rows::drop_doubles(tx, &from.id, &into.id)?;
    merge_rows::move_all(tx, &from.id, &into.id)?;
    // From the latest on, so that what was joined to a pairing goes with it into an earlier one.
    for pair in paired.iter().rev() {
        merge_pairing_rows::join(tx, &pair.first, &pair.second)?;
    }
    if from.name != into.name {
        person_rows::keep_name(tx, &into.id, &from.name)?;
    }
    person_rows::tidy_names(tx, &into.id, &into.name)?;
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

/// Pairings that would stand twice.
///
/// # Errors
/// `MergeCrossed` where the one is the mentor and the other the apprentice of the same third person.
fn pairings_twice(read: &Read<'_>, merge: &TeacherMerge) -> Result<Vec<PairedTwice>> {
    let paired = merge_pairing_rows::paired_twice(read, &merge.from, &merge.into)?;
    if paired.iter().any(|pair| pair.crossed) { Err(Error::rule(Code::MergeCrossed)) } else { Ok(paired) }
}

/// How many pairings are dropped.
fn seconds(paired: &[PairedTwice]) -> u32 {
    let seconds: BTreeSet<&str> = paired.iter().map(|pair| pair.second.as_str()).collect();
    u32::try_from(seconds.len()).unwrap_or(u32::MAX)
}

/// Marks of both, each once and as long as either says.
fn tags_of_both(into: &[TeacherTag], from: &[TeacherTag]) -> Vec<TeacherTag> {
    let mut tags: Vec<TeacherTag> = Vec::new();
    for tag in into.iter().chain(from) {
        match tags.iter_mut().find(|known| known.tag == tag.tag) {
            None => tags.push(tag.clone()),
            // Without a month a mark has no end.
            Some(known) => known.until = known.until.take().zip(tag.until.clone()).map(|(a, b)| a.max(b)),
        }
    }
    tags
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
    TeacherInput {
        id: Some(into.id.clone()),
        name: into.name.clone(),
        employee_no: into.employee_no.clone().or_else(|| from.employee_no.clone()),
        department: text(&into.department, &from.department),
        subject,
        posts: both(&into.posts, &from.posts),
        title: into.title.clone().or_else(|| from.title.clone()),
        first_taught: into.first_taught.clone().or_else(|| from.first_taught.clone()),
        // Whether somebody has left is what the office keeps up: the entry that stays knows it.
        in_service: into.in_service,
        more: Some(Box::new(TeacherMore {
            subjects,
            campus_id: into.campus_id.clone().or_else(|| from.campus_id.clone()),
            first_in_subject: into.first_in_subject.clone().or_else(|| from.first_in_subject.clone()),
            tags: tags_of_both(&into.tags, &from.tags),
        })),
    }
}
