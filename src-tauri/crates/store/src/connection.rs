//! Connections: key, pragmas, and nothing else.

use crate::{
    error::{Result, StoreError},
    keys::DataKey,
};
use rusqlite::{Connection, OpenFlags, ffi};
use std::path::Path;

/// Opens a connection to the encrypted file and sets its pragmas; the file is made when `create` is set.
pub(crate) fn open(path: &Path, key: &DataKey, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags)?;
    set_key(&connection, key)?;
    prepare(&connection)?;
    Ok(connection)
}

/// A connection to an unencrypted store in memory: for tests.
pub(crate) fn memory() -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch("PRAGMA foreign_keys=OFF; PRAGMA recursive_triggers=OFF;")?;
    Ok(connection)
}

/// Hands the raw key over by the C interface: it never stands in SQL text or in a trace.
#[allow(unsafe_code)]
fn set_key(connection: &Connection, key: &DataKey) -> Result<()> {
    let mut raw = String::with_capacity(67);
    raw.push_str("x'");
    for byte in key.0 {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(raw, "{byte:02x}");
    }
    raw.push('\'');
    let length = i32::try_from(raw.len()).unwrap_or(i32::MAX);
    // SAFETY: the handle is open for as long as `connection` lives, and the buffer outlives the call,
    // which copies it.
    let code = unsafe { ffi::sqlite3_key(connection.handle(), raw.as_ptr().cast(), length) };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(StoreError::Damaged("the key was refused".into())) }
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "PRAGMA cipher_log_level=NONE;
         PRAGMA cache_size=-65536;
         PRAGMA foreign_keys=OFF;
         PRAGMA busy_timeout=5000;
         PRAGMA temp_store=MEMORY;",
    )?;
    // The first read of a page: a wrong key or a damaged head shows here.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>("count(*)"))?;
    connection.execute_batch(
        "PRAGMA journal_mode=WAL;
         PRAGMA synchronous=FULL;
         PRAGMA fullfsync=1;
         PRAGMA checkpoint_fullfsync=1;",
    )?;
    Ok(())
}
