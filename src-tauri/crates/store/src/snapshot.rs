//! A whole, verified copy of the store's file.

use crate::{
    error::{Result, StoreError},
    keys::DataKey,
};
use rusqlite::Connection;
use std::{fs, path::Path};

/// Copies the open database to `target` (encrypted under the same key) and makes it durable.
pub(crate) fn take(connection: &Connection, key: &DataKey, target: &Path) -> Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
    }
    let unfinished = target.with_extension("tmp");
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(StoreError::io(&unfinished))?;
    }
    let name = unfinished.to_string_lossy().into_owned();
    connection.execute("VACUUM INTO ?1", [name])?;
    let copy = crate::connection::open(&unfinished, key, false)?;
    let findings = crate::check::pages(&copy)?;
    copy.execute_batch("PRAGMA journal_mode=DELETE")?;
    drop(copy);
    if let Some(finding) = findings.first() {
        return Err(StoreError::Damaged(finding.detail.clone()));
    }
    let file = fs::File::open(&unfinished).map_err(StoreError::io(&unfinished))?;
    file.sync_all().map_err(StoreError::io(&unfinished))?;
    fs::rename(&unfinished, target).map_err(StoreError::io(target))
}
