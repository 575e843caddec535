//! The people behind an account's reach.

use super::rows;
use crate::{
    access::{People, Reach},
    error::Result,
};
use keji_store::Read;
use std::collections::BTreeSet;

/// The people that an account reaches, by the present roster.
pub(crate) fn people(read: &Read<'_>, reach: &Reach) -> Result<People> {
    Ok(match super::settled_reach(read, reach)? {
        Reach::School => People::All,
        Reach::Nobody => People::Only(BTreeSet::new()),
        Reach::Teacher { teacher_id } => People::Only(BTreeSet::from([teacher_id])),
        Reach::Department { department_id, teacher_id } => {
            let mut ids: BTreeSet<String> = rows::teachers(read)?
                .into_iter()
                .filter(|teacher| teacher.department_id.as_ref() == Some(&department_id))
                .map(|teacher| teacher.id)
                .collect();
            ids.extend(teacher_id);
            People::Only(ids)
        }
    })
}
