//! Who was merged into another entry goes on as that one: whoever still holds the old identifier, an account that is
//! signed in or a form that has been open for a while, means the entry that stays.

use super::{merge_rows, person_rows};
use crate::{
    access::Reach,
    error::{Code, Error, Result},
};
use keji_store::Read;

/// Makes identifiers of entries that were merged away those of the entries that go on.
pub(crate) fn settle<'a>(read: &Read<'_>, ids: impl IntoIterator<Item = &'a mut String>) -> Result<()> {
    for id in ids {
        if let Some(into) = person_rows::merged_into(read, id)? {
            *id = into;
        }
    }
    Ok(())
}

/// The reach of an account whose own entry may have been merged away since it signed in.
pub(crate) fn settled_reach(read: &Read<'_>, reach: &Reach) -> Result<Reach> {
    let mut reach = reach.clone();
    match &mut reach {
        Reach::Teacher { teacher_id } => settle(read, [teacher_id])?,
        Reach::Department { teacher_id, .. } => settle(read, teacher_id)?,
        Reach::School | Reach::Nobody => {}
    }
    Ok(reach)
}

/// Refuses what an undo has come to when a record would name an entry that was merged away: the field held it before the
/// merge, and the merge did not see it there.
///
/// # Errors
/// `UndoMerged`.
pub(crate) fn check_undo(read: &Read<'_>, act: &str) -> Result<()> {
    match merge_rows::named_though_gone(read, act)? {
        0 => Ok(()),
        _ => Err(Error::rule(Code::UndoMerged)),
    }
}
