//! What can go wrong with a store, told apart.

use crate::lock::Holder;
use rusqlite::ffi;
use std::{io::ErrorKind, path::PathBuf};

/// What the engine says, besides `SQLITE_FULL`, when a file may not grow: a quota, a limit on the size of files, or no
/// room for the shared index of the log.
const NO_ROOM: [i32; 4] =
    [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMOPEN, ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_SHMMAP];

/// Result of a store operation.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A failure of the store. `code` is stable and is what people's words hang on.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store in the folder.
    #[error("no store in the folder")]
    Missing,
    /// There is a store in the folder already.
    #[error("a store is there already")]
    Exists,
    /// The database file is there and holds nothing.
    #[error("the database file is empty")]
    Empty,
    /// The database file is a file of another kind.
    #[error("the database file is of another kind")]
    Foreign,
    /// The key file is not what was written.
    #[error("the key file is damaged")]
    KeysDamaged,
    /// The folder lies on a network share, where a live store is not safe. The kind of share.
    #[error("the folder lies on a network share: {0}")]
    NetworkShare(String),
    /// A backup is not what was written, or none.
    #[error("the backup is damaged: {0}")]
    BackupDamaged(&'static str),
    /// The database file or the key file is there without the other.
    #[error("part of the store is missing: {0}")]
    Incomplete(&'static str),
    /// The file cannot be read with its key, or fails its checks.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// The store was written by a newer release.
    #[error("store schema {found} is newer than {known}")]
    TooNew {
        /// Version of the file.
        found: u32,
        /// Newest version that this release knows.
        known: u32,
    },
    /// A step that this file has behind it reads differently in this release.
    #[error("migration {0} differs from the one this store was made with")]
    MigrationChanged(u32),
    /// Another window or process holds the store.
    #[error("the store is held by another process")]
    Held(Option<Holder>),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// Undo is not possible any more: a later change touched the same field.
    #[error("a later change touched what is to be undone")]
    UndoConflict,
    /// There is no such act to undo.
    #[error("no such act")]
    NoSuchAct,
    /// The system's source of randomness failed.
    #[error("no randomness: {0}")]
    Randomness(getrandom::Error),
    /// A file operation failed.
    #[error("file operation failed: {source}")]
    Io {
        /// What was worked on.
        path: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// The database engine refused.
    #[error("database error: {0}")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// Stable code for the wire and the catalogue of messages.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "store_missing",
            Self::Exists => "store_exists",
            Self::Empty => "store_empty",
            Self::Foreign => "store_foreign",
            Self::KeysDamaged => "keys_damaged",
            Self::NetworkShare(_) => "store_on_network",
            Self::BackupDamaged(_) => "backup_damaged",
            Self::Incomplete(_) => "store_incomplete",
            Self::Damaged(_) => "store_damaged",
            Self::TooNew { .. } => "store_too_new",
            Self::MigrationChanged(_) => "store_migration_changed",
            Self::Held(_) => "store_held",
            Self::DiskFull => "disk_full",
            Self::UndoConflict => "undo_conflict",
            Self::NoSuchAct => "undo_unknown",
            Self::Randomness(_) | Self::Sqlite(_) => "store_failed",
            Self::Io { .. } => "store_io",
        }
    }

    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            _ => Self::Io { path, source },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        if error.sqlite_extended_error_code().is_some_and(|code| NO_ROOM.contains(&code)) {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            Some(rusqlite::ErrorCode::NotADatabase) => Self::Damaged("not readable with its key".into()),
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => Self::Damaged("a page is malformed".into()),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<getrandom::Error> for StoreError {
    fn from(error: getrandom::Error) -> Self {
        Self::Randomness(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_having_no_room_is_a_full_disk() {
        let engine = |code| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)).code();
        for code in [ffi::SQLITE_FULL, ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMSIZE] {
            assert_eq!(engine(code), "disk_full");
        }
        assert_eq!(engine(ffi::SQLITE_IOERR_READ), "store_failed");
        for kind in [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge] {
            assert_eq!(StoreError::io("file")(kind.into()).code(), "disk_full");
        }
        assert_eq!(StoreError::io("file")(ErrorKind::PermissionDenied.into()).code(), "store_io");
    }
}
