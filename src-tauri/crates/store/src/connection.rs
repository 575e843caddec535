//! Connections: key, pragmas, and nothing else.

use crate::{
    error::{Result, StoreError},
    keys::DataKey,
};
use rusqlite::{Connection, OpenFlags, ffi};
use std::{path::Path, sync::Once};
use zeroize::Zeroizing;

/// Opens a connection to the encrypted file and sets its pragmas; the file is made when `create` is set.
pub(crate) fn open(path: &Path, key: &DataKey, create: bool) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = keyed(path, key, flags)?;
    for_good(&connection)?;
    Ok(connection)
}

/// Bytes of a page.
const PAGE_SIZE: &str = "1024";

/// How a file may be keyed: with the salt that is derived from the key, which no power cut can spoil, or with the one
/// that stands in the file; with this release's pages or with those of the first.
const FORMS: [(bool, &str); 3] =
    [(true, ""), (false, "PRAGMA cipher_page_size=4096; PRAGMA cipher_hmac_algorithm=HMAC_SHA512;"), (false, "")];

/// Opens with the key, in whichever form the file is.
fn keyed(path: &Path, key: &DataKey, flags: OpenFlags) -> Result<Connection> {
    initialise();
    let mut refused = StoreError::Damaged("not readable with its key".into());
    for (salted, settings) in FORMS {
        let connection = Connection::open_with_flags(path, flags)?;
        set_key(&connection, &raw(key, salted))?;
        connection.execute_batch(settings)?;
        match first_read(&connection) {
            Err(error @ StoreError::Damaged(_)) => refused = error,
            other => return other.map(|()| connection),
        }
    }
    Err(refused)
}

/// The engine says that it is ready before its cipher is: two threads that open the first connections at once would
/// find it without one.
#[allow(unsafe_code)]
fn initialise() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the call takes nothing and may be made at any time.
        let code = unsafe { ffi::sqlite3_initialize() };
        if code != ffi::SQLITE_OK {
            tracing::error!(code, "the database engine could not be started");
        }
        // A save touches a dozen pages, each of them by a few bytes: small pages and the digest that processors know by
        // themselves make it three times cheaper than the engine's own choice.
        let settings =
            format!("PRAGMA cipher_default_page_size={PAGE_SIZE}; PRAGMA cipher_default_hmac_algorithm=HMAC_SHA256;");
        if let Err(error) = Connection::open_in_memory().and_then(|engine| engine.execute_batch(&settings)) {
            tracing::error!(%error, "the engine's settings could not be made");
        }
    });
}

/// The first sixteen bytes of a file under this key.
pub(crate) fn salt(key: &DataKey) -> [u8; 16] {
    let mut salt = [0; 16];
    salt.copy_from_slice(&blake3::derive_key("keji page salt", key.bytes())[..16]);
    salt
}

/// Opens a copy that nobody else uses, without a write-ahead log beside it.
pub(crate) fn open_still(path: &Path, key: &DataKey) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    keyed(path, key, flags)
}

/// Copies the log back into the file. Says whether that was done: on a full disk it is not, and the log stays.
pub(crate) fn copy_back(connection: &Connection) -> Result<bool> {
    let done = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>("busy"));
    match done.map_err(StoreError::from) {
        Ok(busy) => Ok(busy == 0),
        Err(StoreError::DiskFull) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Copies an open database to a new file, encrypted under the same key.
pub(crate) fn copy(connection: &Connection, key: &DataKey, target: &Path) -> Result<()> {
    crate::durable::remove(target)?;
    let name = target.to_string_lossy();
    let page: String = connection.query_row("PRAGMA cipher_page_size", [], |row| row.get("cipher_page_size"))?;
    if page == PAGE_SIZE {
        connection.execute("VACUUM INTO ?1", [name])?;
    } else {
        rewrite(connection, &name)?;
    }
    // The copy says of itself that it uses a write-ahead log; it is handed on as a single file.
    let copied = open_still(target, key)?;
    copied.execute_batch("PRAGMA journal_mode=DELETE")?;
    Ok(())
}

/// Copies a file of the first release, whose pages are of another size, record by record.
fn rewrite(connection: &Connection, target: &str) -> Result<()> {
    // The connection makes no files of its own.
    std::fs::File::create(target).map_err(StoreError::io(target))?;
    connection.execute("ATTACH DATABASE ?1 AS fresh", [target])?;
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get("user_version"))?;
    let written = connection
        .query_row("SELECT sqlcipher_export('fresh') AS done", [], |_| Ok(()))
        .and_then(|()| connection.execute_batch(&format!("PRAGMA fresh.user_version={version}")));
    connection.execute_batch("DETACH DATABASE fresh")?;
    Ok(written?)
}

/// Encrypts a closed file anew under another key.
#[allow(unsafe_code)]
pub(crate) fn change_key(path: &Path, from: &DataKey, to: &DataKey) -> Result<()> {
    let connection = open_still(path, from)?;
    let raw = raw(to, true);
    let length = i32::try_from(raw.len()).unwrap_or(i32::MAX);
    // SAFETY: as in `set_key`.
    let code = unsafe { ffi::sqlite3_rekey(connection.handle(), raw.as_ptr().cast(), length) };
    if code != ffi::SQLITE_OK {
        return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into());
    }
    drop(connection);
    let connection = open_still(path, to)?;
    match crate::check::pages(&connection)?.into_iter().next() {
        Some(finding) => Err(StoreError::Damaged(finding.detail)),
        None => Ok(()),
    }
}

/// A connection to an unencrypted store in memory: for tests.
pub(crate) fn memory() -> Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.execute_batch("PRAGMA foreign_keys=OFF; PRAGMA recursive_triggers=OFF;")?;
    Ok(connection)
}

/// A connection to an unencrypted file with the same pragmas: for measuring what encryption costs.
pub(crate) fn plain(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    first_read(&connection)?;
    for_good(&connection)?;
    Ok(connection)
}

/// Hands the raw key over by the C interface: it never stands in SQL text or in a trace.
#[allow(unsafe_code)]
fn set_key(connection: &Connection, raw: &str) -> Result<()> {
    let length = i32::try_from(raw.len()).unwrap_or(i32::MAX);
    // SAFETY: the handle is open for as long as `connection` lives, and the buffer outlives the call,
    // which copies it.
    let code = unsafe { ffi::sqlite3_key(connection.handle(), raw.as_ptr().cast(), length) };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(StoreError::Damaged("the key was refused".into())) }
}

/// The key as the engine takes it, with or without the salt.
fn raw(key: &DataKey, salted: bool) -> Zeroizing<String> {
    use std::fmt::Write;
    let salt = salted.then(|| salt(key));
    let mut raw = Zeroizing::new(String::with_capacity(100));
    raw.push_str("x'");
    for byte in key.bytes().iter().chain(salt.iter().flatten()) {
        // Writing to a String cannot fail.
        let _ = write!(raw, "{byte:02x}");
    }
    raw.push('\'');
    raw
}

/// Statements that a connection keeps ready: a page of the app asks up to a few dozen different ones.
const STATEMENTS: usize = 256;

fn first_read(connection: &Connection) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(
        "PRAGMA cipher_log_level=NONE;
         PRAGMA cache_size=-65536;
         PRAGMA foreign_keys=OFF;
         PRAGMA busy_timeout=5000;
         PRAGMA temp_store=MEMORY;",
    )?;
    // The first read of a page: a wrong key or a damaged head shows here.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>("count(*)"))?;
    Ok(())
}

fn for_good(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "PRAGMA journal_mode=WAL;
         PRAGMA synchronous=FULL;
         PRAGMA fullfsync=1;
         PRAGMA checkpoint_fullfsync=1;",
    )?;
    Ok(())
}
