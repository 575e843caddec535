//! SQL over the change log: what taking an act back would do to versions of scoring sheets.

use crate::error::Result;
use keji_store::Read;

/// Versions that an act made, or whose document it changed.
pub(crate) fn written(read: &Read<'_>, act: &str) -> Result<Vec<String>> {
    let mut statement = read.prepare_cached(
        "SELECT DISTINCT record_id FROM change
         WHERE act_id = ?1 AND record_table = 'rubric' AND field IN ('id', 'document')",
    )?;
    let rows = statement.query_map([act], |row| row.get("record_id"))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

/// Whether an act took a sheet off a version that was changed or deleted since.
pub(crate) fn goes_back_to_changed(read: &Read<'_>, act: &str) -> Result<bool> {
    Ok(read
        .prepare_cached(
            "SELECT 1 AS one FROM change own
             JOIN change before ON before.id = own.base_id
             JOIN change since ON since.record_id = before.value AND since.record_table = 'rubric'
               AND since.field IN ('document', 'deleted_at') AND since.id > own.id
             WHERE own.act_id = ?1 AND own.record_table = 'observation_sheet' AND own.field = 'rubric_id'",
        )?
        .exists([act])?)
}
