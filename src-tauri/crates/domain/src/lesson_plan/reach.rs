//! Whose plans an account sees and writes.

use super::rows::PlanRecord;
use crate::{access::People, error::Result};

/// Whether an account sees a plan: its teacher's, or one of which somebody in its reach has written a draft.
pub(crate) fn sees<'a>(people: &People, teacher: &'a str, authors: impl IntoIterator<Item = Option<&'a str>>) -> bool {
    people.has(Some(teacher)) || people.any(authors)
}

/// Lets a plan and its drafts be written: whoever reaches its teacher does.
///
/// # Errors
/// `OutOfReach`.
pub(super) fn may_write(people: &People, plan: &PlanRecord) -> Result<()> {
    people.allow([Some(plan.teacher_id.as_str())])
}
