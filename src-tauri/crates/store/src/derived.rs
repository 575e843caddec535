//! Derived tables: what is computed from records in order to find them faster, such as an index of their words.
//!
//! Their names begin with a reserved prefix. They lie in the same encrypted file, belong to no act and to no dump, and
//! may be dropped at any time: whoever made them makes them anew.

use crate::{error::Result, store::Store};
use rusqlite::Connection;
use std::sync::TryLockError;

/// What the name of every derived table begins with; the change log leaves such tables out.
pub(crate) const PREFIX: &str = "derived_";

impl Store {
    /// Runs `f` in one transaction without an act: it may write derived tables, and the triggers refuse all others. None
    /// when somebody is writing just now: nobody waits for what can be derived later.
    ///
    /// # Errors
    /// Whatever `f` returns, or the engine's refusal; then nothing is written.
    pub fn derive<T, E: From<crate::StoreError>>(
        &self,
        f: impl FnOnce(&Connection) -> std::result::Result<T, E>,
    ) -> std::result::Result<Option<T>, E> {
        let mut connection = match self.writer.try_lock() {
            Ok(connection) => connection,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Ok(None),
        };
        let transaction = connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
            .map_err(crate::StoreError::from)?;
        let value = f(&transaction)?;
        transaction.commit().map_err(crate::StoreError::from)?;
        Ok(Some(value))
    }
}

/// Drops every derived table.
///
/// # Errors
/// The engine's refusal.
pub fn drop_derived(connection: &Connection) -> Result<()> {
    // A virtual table takes its shadows along, which cannot be dropped by themselves.
    for only in ["sql LIKE 'CREATE VIRTUAL%'", "1"] {
        let names: Vec<String> = connection
            .prepare(&format!(
                "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND substr(name, 1, {}) = '{PREFIX}' AND {only}",
                PREFIX.len()
            ))?
            .query_map([], |row| row.get("name"))?
            .collect::<std::result::Result<_, _>>()?;
        for name in names {
            connection.execute_batch(&format!("DROP TABLE \"{}\"", name.replace('"', "\"\"")))?;
        }
    }
    Ok(())
}
