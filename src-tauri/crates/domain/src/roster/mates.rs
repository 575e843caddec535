//! Who prepares lessons with whom.

use super::ground_rows;
use crate::error::Result;
use keji_store::Read;
use std::collections::{BTreeMap, BTreeSet};

/// The other members of each teacher's prep groups.
///
/// # Errors
/// The store's refusal.
pub(crate) fn prep_mates(read: &Read<'_>) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut mates: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for group in ground_rows::prep_groups(read)? {
        for member in &group.members {
            let others = group.members.iter().filter(|other| other.teacher_id != member.teacher_id);
            mates.entry(member.teacher_id.clone()).or_default().extend(others.map(|other| other.teacher_id.clone()));
        }
    }
    Ok(mates)
}
