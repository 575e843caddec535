//! Which scoring sheet is offered for a lesson.

use super::{
    rows::{self, Version},
    types::{Rubric, RubricPurpose},
};
use crate::error::{Code, Error, Result};
use keji_store::Read;
use std::collections::BTreeSet;

/// The newest version of each line that is offered for a purpose, the youngest line first.
pub(crate) fn offered(read: &Read<'_>, purpose: RubricPurpose) -> Result<Vec<Rubric>> {
    let mut lines = BTreeSet::new();
    let newest = rows::versions(read)?.into_iter().filter(|version| lines.insert(version.rubric.line_id.clone()));
    Ok(newest
        .filter(|version| version.retired_on.is_none() && version.rubric.document.purpose == purpose)
        .map(|Version { rubric, .. }| rubric)
        .collect())
}

/// The sheet of a lesson: one for its kind before one for its subject before one for all; of equals the youngest. A
/// lesson for which the school offers none takes the youngest of all: it is written down all the same, and the sheet
/// can be chosen by hand.
///
/// # Errors
/// `NotFound` when the school offers none at all.
pub(crate) fn for_lesson(read: &Read<'_>, subject: &str, lesson_kind: &str) -> Result<Rubric> {
    let fits = |list: &[String], one: &str| match (list.is_empty(), list.iter().any(|known| known == one)) {
        (true, _) => Some(0_u8),
        (false, true) => Some(1),
        (false, false) => None,
    };
    let place = |rubric: &Rubric| {
        let document = &rubric.document;
        Some((fits(&document.lesson_kinds, lesson_kind)?, fits(&document.subjects, subject)?))
    };
    // Of equals the last is taken: the youngest, which comes first otherwise.
    let best = offered(read, RubricPurpose::Lesson)?.into_iter().rev().max_by_key(place);
    best.ok_or_else(|| Error::rule(Code::NotFound))
}
