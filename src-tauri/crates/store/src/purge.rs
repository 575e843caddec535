//! Purging: the one physical removal. Records and the values of their changes go; that they were there, and who purged
//! them when, stays in the log, and the chain still holds.

use crate::{
    act::Act,
    chain, derived,
    error::Result,
    store::{Store, Tx},
};
use rusqlite::params;
use std::sync::PoisonError;

impl Store {
    /// Purges records, given as table and identifier, under one act; returns its id. It cannot be undone.
    ///
    /// # Errors
    /// The engine's refusal; then nothing is purged.
    pub fn purge(&self, act: Act<'_>, records: &[(String, String)]) -> Result<String> {
        let ((), id) = self.write_purging(act, |tx| self.remove(tx, records))?;
        // What was removed shall not lie in free pages or in the log beside the file.
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.execute_batch("VACUUM")?;
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(id)
    }

    fn remove(&self, tx: &Tx<'_>, records: &[(String, String)]) -> Result<()> {
        // The words of what goes stand in derived tables, too.
        derived::drop_derived(tx)?;
        for (table, record) in records {
            tx.prepare_cached(&format!("DELETE FROM \"{}\" WHERE id = ?1", table.replace('"', "")))?
                .execute([record])?;
            tx.prepare_cached(
                "UPDATE change SET value = NULL, salt = NULL WHERE record_table = ?1 AND record_id = ?2",
            )?
            .execute([table, record])?;
            let listed = tx
                .prepare_cached(
                    "INSERT INTO purged (record_table, record_id, act_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                )?
                .execute(params![table, record, tx.act()])?;
            if listed > 0 {
                let mut pen = self.pen.lock().unwrap_or_else(PoisonError::into_inner);
                chain::add_purge(&mut pen.leaves, table, record);
            }
        }
        Ok(())
    }
}
