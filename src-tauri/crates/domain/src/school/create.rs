//! Making a school: its row, the State Council's days, the default bell schedule, quotas and scoring sheet.

use super::{rows, types::School};
use crate::{calendar, error::Result, quota, rubric, text};
use keji_store::Tx;

/// Fills a new store with what every school starts from. `pinned_at` (RFC 3339) only for the sample school.
pub(crate) fn create(tx: &Tx<'_>, name: &str, stage: &str, pinned_at: Option<&str>) -> Result<()> {
    let school = School {
        name: text::required("学校名称", name, 40)?,
        stage: text::optional("学段", stage, 20)?,
        sample: pinned_at.is_some(),
    };
    rows::insert(tx, &school, pinned_at)?;
    calendar::create_defaults(tx)?;
    quota::create_defaults(tx)?;
    rubric::create_defaults(tx)
}
