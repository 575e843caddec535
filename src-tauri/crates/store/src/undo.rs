//! Undo: a new act that puts back what an earlier one replaced.

use crate::{
    act::Act,
    act_of,
    error::{Result, StoreError},
    standing::{Field, stands},
    store::{Store, Tx},
};
use rusqlite::{OptionalExtension, params, types::Value};
use std::collections::{BTreeMap, BTreeSet};

struct Change {
    id: String,
    table: String,
    record: String,
    field: String,
    base: Option<String>,
    purged: bool,
}

impl Store {
    /// Undoes the act `target`; returns the id of the new, inverse act. Records that the act created are deleted
    /// (deletion is a field), fields that it changed get the value that they had before.
    ///
    /// # Errors
    /// `NoSuchAct`, or `UndoConflict` when a later act that was not taken back itself changed or purged one of the
    /// fields, or anything in a record that the act created.
    pub fn undo(&self, actor: &str, target: &str) -> Result<String> {
        self.undo_if(actor, target, |_| Ok(()))
    }

    /// Undoes the act `target` if what comes of it passes a check, which reads the records as they would be then.
    ///
    /// # Errors
    /// As `undo`, and whatever the check returns; then nothing is undone.
    pub fn undo_if<E: From<StoreError>>(
        &self,
        actor: &str,
        target: &str,
        check: impl FnOnce(&Tx<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<String, E> {
        let act = Act { op: "undo", actor, sitting: None };
        let ((), id) = self.write_undoing(act, Some(target), |tx| {
            revert(tx, target)?;
            check(tx)
        })?;
        Ok(id)
    }
}

fn revert(tx: &Tx<'_>, target: &str) -> Result<()> {
    let changes = changes_of(tx, target)?;
    // A save that changed nothing has nothing to put back.
    if changes.is_empty() && act_of::find(tx, target)?.is_none() {
        return Err(StoreError::NoSuchAct);
    }
    let created: BTreeSet<(String, String)> = changes
        .iter()
        .filter(|change| change.field == "id")
        .map(|change| (change.table.clone(), change.record.clone()))
        .collect();
    let mut restore: BTreeMap<(String, String), Vec<(String, Value)>> = BTreeMap::new();
    for change in &changes {
        let field = Field { table: &change.table, record: &change.record, name: &change.field };
        if change.purged || !stands(tx, field, Some(&change.id))? {
            return Err(StoreError::UndoConflict);
        }
        let record = (change.table.clone(), change.record.clone());
        if !created.contains(&record) {
            let before = value_before(tx, change)?;
            restore.entry(record).or_default().push((change.field.clone(), before));
        }
    }
    for (table, record) in created {
        if changed_since(tx, target, &table, &record)? {
            return Err(StoreError::UndoConflict);
        }
        tx.prepare_cached(&format!("UPDATE \"{table}\" SET deleted_at = ?1 WHERE id = ?2"))?
            .execute(params![tx.now_text(), record])?;
    }
    for ((table, record), fields) in restore {
        for (field, value) in fields {
            tx.prepare_cached(&format!("UPDATE \"{table}\" SET \"{field}\" = ?1 WHERE id = ?2"))?
                .execute(params![value, record])?;
        }
    }
    Ok(())
}

/// Whether a later act that still stands changed a record that the act created. Fields that the act itself wrote are
/// known to stand.
fn changed_since(tx: &Tx<'_>, act: &str, table: &str, record: &str) -> Result<bool> {
    let others: Vec<String> = {
        let mut statement = tx.prepare_cached(
            "SELECT DISTINCT field FROM change c WHERE c.record_table = ?2 AND c.record_id = ?3 AND c.act_id <> ?1
               AND NOT EXISTS (SELECT 1 FROM change own WHERE own.record_table = c.record_table
                 AND own.record_id = c.record_id AND own.field = c.field AND own.act_id = ?1)",
        )?;
        let rows = statement.query_map([act, table, record], |row| row.get("field"))?;
        rows.collect::<std::result::Result<_, _>>()?
    };
    for name in &others {
        if !stands(tx, Field { table, record, name }, None)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn changes_of(tx: &Tx<'_>, act: &str) -> Result<Vec<Change>> {
    let mut statement = tx.prepare(
        "SELECT id, record_table, record_id, field, base_id, salt IS NULL AS purged
         FROM change WHERE act_id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([act], |row| {
        Ok(Change {
            id: row.get("id")?,
            table: row.get("record_table")?,
            record: row.get("record_id")?,
            field: row.get("field")?,
            base: row.get("base_id")?,
            purged: row.get("purged")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn value_before(tx: &Tx<'_>, change: &Change) -> Result<Value> {
    let before = tx
        .prepare_cached(
            "SELECT value FROM change WHERE record_table = ?1 AND record_id = ?2 AND field = ?3 AND id = ?4",
        )?
        .query_row(params![change.table, change.record, change.field, change.base], |row| row.get("value"))
        .optional()?;
    // The field was empty before: nothing had ever been written to it.
    Ok(before.unwrap_or(Value::Null))
}
