//! Undo: a new act that puts back what an earlier one replaced.

use crate::{
    act::Act,
    error::{Result, StoreError},
    store::{Store, Tx},
};
use rusqlite::{params, types::Value};
use std::collections::{BTreeMap, BTreeSet};

struct Change {
    id: String,
    table: String,
    record: String,
    field: String,
    purged: bool,
}

impl Store {
    /// Undoes the act `target`; returns the id of the new, inverse act. Records that the act created are deleted
    /// (deletion is a field), fields that it changed get the value that they had before.
    ///
    /// # Errors
    /// `NoSuchAct`, or `UndoConflict` when a later act touched or purged one of the fields.
    pub fn undo(&self, actor: &str, target: &str) -> Result<String> {
        let act = Act { op: "undo", actor, sitting: None };
        let ((), id) = self.write_undoing(act, Some(target), |tx| revert(tx, target))?;
        Ok(id)
    }
}

fn revert(tx: &Tx<'_>, target: &str) -> Result<()> {
    let changes = changes_of(tx, target)?;
    if changes.is_empty() {
        return Err(StoreError::NoSuchAct);
    }
    let created: BTreeSet<(String, String)> = changes
        .iter()
        .filter(|change| change.field == "id")
        .map(|change| (change.table.clone(), change.record.clone()))
        .collect();
    let mut restore: BTreeMap<(String, String), Vec<(String, Value)>> = BTreeMap::new();
    for change in &changes {
        if change.purged || superseded(tx, change)? {
            return Err(StoreError::UndoConflict);
        }
        let record = (change.table.clone(), change.record.clone());
        if !created.contains(&record) {
            let before = value_before(tx, change)?;
            restore.entry(record).or_default().push((change.field.clone(), before));
        }
    }
    for (table, record) in created {
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

fn changes_of(tx: &Tx<'_>, act: &str) -> Result<Vec<Change>> {
    let mut statement = tx.prepare(
        "SELECT id, record_table, record_id, field, salt IS NULL AS purged FROM change WHERE act_id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([act], |row| {
        Ok(Change {
            id: row.get("id")?,
            table: row.get("record_table")?,
            record: row.get("record_id")?,
            field: row.get("field")?,
            purged: row.get("purged")?,
        })
    })?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}

fn superseded(tx: &Tx<'_>, change: &Change) -> Result<bool> {
    let count: i64 = tx
        .prepare_cached(
            "SELECT count(*) AS n FROM change c JOIN change_base b ON b.change_id = c.id AND b.base_id = ?4
             WHERE c.record_table = ?1 AND c.record_id = ?2 AND c.field = ?3",
        )?
        .query_row([&change.table, &change.record, &change.field, &change.id], |row| row.get("n"))?;
    Ok(count > 0)
}

fn value_before(tx: &Tx<'_>, change: &Change) -> Result<Value> {
    let mut statement = tx.prepare_cached(
        "SELECT p.value AS value FROM change_base b JOIN change p ON p.id = b.base_id
         WHERE b.change_id = ?1 ORDER BY p.id DESC LIMIT 1",
    )?;
    let mut rows = statement.query([&change.id])?;
    Ok(match rows.next()? {
        Some(row) => row.get("value")?,
        // The field was empty before: nothing had ever been written to it.
        None => Value::Null,
    })
}
