//! Reading one act of the change log.

use crate::{
    act::ActSummary,
    error::Result,
    store::{Read, Store},
};
use rusqlite::OptionalExtension;

impl Store {
    /// The act of an identifier; none when there is no such act.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn act(&self, id: &str) -> Result<Option<ActSummary>> {
        self.read(|read| find(read, id))
    }
}

/// The act of an identifier.
pub(crate) fn find(read: &Read<'_>, id: &str) -> Result<Option<ActSummary>> {
    Ok(read
        .prepare_cached(
            "SELECT a.id, a.op, a.actor, a.at, a.undoes,
               (SELECT count(*) FROM change c WHERE c.act_id = a.id) AS changes
             FROM act a WHERE a.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(ActSummary {
                id: row.get("id")?,
                op: row.get("op")?,
                actor: row.get("actor")?,
                at: row.get("at")?,
                undoes: row.get("undoes")?,
                changes: row.get("changes")?,
            })
        })
        .optional()?)
}
