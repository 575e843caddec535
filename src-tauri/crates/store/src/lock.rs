//! The lock of a store's folder: held by the system for as long as the file is open, so that it outlives no process.

use crate::{
    clock::Clock,
    durable,
    error::{Result, StoreError},
    open::StoreFiles,
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// How often, and how long in between, a held lock is tried again: a program that is just ending lets go of it.
const PATIENCE: (u32, Duration) = (6, Duration::from_millis(50));

/// Who holds a store: a program, never a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Name of the program's file, such as `keji` or `keji-cli`.
    pub program: String,
    /// Number of its process.
    pub process: u32,
    /// Since when, RFC 3339.
    pub since: String,
}

/// The lock while it is held.
pub(crate) struct HeldLock {
    file: File,
    /// The note beside it that says who holds it; a locked file cannot be read everywhere.
    note: Option<PathBuf>,
    /// The note of somebody who ended without giving the lock back: a crash or a power cut.
    pub(crate) left: Option<Holder>,
}

impl HeldLock {
    /// Takes the lock and leaves a note of who holds it.
    pub(crate) fn take(files: &StoreFiles, clock: &dyn Clock) -> Result<Self> {
        let mut lock = Self::quietly(files)?;
        let note = note(files);
        lock.left = read(&note);
        let program = std::env::current_exe().ok();
        let program = program.as_deref().and_then(|path| path.file_stem()).unwrap_or_default();
        let holder = Holder {
            program: program.to_string_lossy().into_owned(),
            process: std::process::id(),
            since: clock.now().to_rfc3339(),
        };
        // The lock holds without the note: a full disk must not keep anybody out.
        if let Ok(Ok(())) = serde_json::to_vec(&holder).map(|text| fs::write(&note, text)) {
            lock.note = Some(note);
        } else {
            tracing::warn!("no note of the store's holder could be left");
        }
        Ok(lock)
    }

    /// Takes the lock for a moment.
    pub(crate) fn quietly(files: &StoreFiles) -> Result<Self> {
        let path = files.lock();
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(StoreError::io(&path))?;
        for _ in 0..PATIENCE.0 {
            match file.try_lock() {
                Ok(()) => return Ok(Self { file, note: None, left: None }),
                Err(TryLockError::WouldBlock) => thread::sleep(PATIENCE.1),
                Err(TryLockError::Error(source)) => return Err(StoreError::io(path)(source)),
            }
        }
        Err(StoreError::Held(read(&note(files))))
    }
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        if let Some(note) = &self.note
            && durable::remove(note).is_err()
        {
            tracing::warn!("the note of the store's holder could not be removed");
        }
        // A child that another thread has forked but not yet started shares the open file: closing it would leave the
        // lock held for a moment.
        if let Err(error) = self.file.unlock() {
            tracing::warn!(kind = ?error.kind(), "the store's lock could not be given back");
        }
    }
}

/// The note, if there is one that can be read: it only informs.
fn read(note: &Path) -> Option<Holder> {
    fs::read(note).ok().and_then(|text| serde_json::from_slice(&text).ok())
}

fn note(files: &StoreFiles) -> PathBuf {
    files.folder.join("holder.json")
}
