//! File operations that outlast a power cut.

use crate::error::{Result, StoreError};
use std::{
    fs::{self, File},
    io::Write,
    path::Path,
};

/// Writes a file under another name first, so that a power cut leaves the old one or the new one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let beside = Path::new(&name);
    let written = File::create(beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    match written.map_err(StoreError::io(beside)).and_then(|()| rename(beside, path)) {
        Ok(()) => Ok(()),
        Err(error) => {
            // What was half written takes room that others need.
            remove(beside)?;
            Err(error)
        }
    }
}

/// Renames and makes the new name durable.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    patiently(|| fs::rename(from, to)).map_err(StoreError::io(to))?;
    sync_folder_of(to)
}

/// Makes a file's bytes durable.
pub(crate) fn sync(path: &Path) -> Result<()> {
    // Windows syncs only a file that is open for writing.
    let file = File::options().read(true).write(true).open(path).map_err(StoreError::io(path))?;
    file.sync_all().map_err(StoreError::io(path))
}

/// Removes a file that may be gone already.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match patiently(|| fs::remove_file(path)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io(path)(error)),
        _ => Ok(()),
    }
}

/// Tries again for a second what a virus scanner or an indexer may be holding: on Windows an open file can neither be
/// renamed nor removed.
fn patiently(mut f: impl FnMut() -> std::io::Result<()>) -> std::io::Result<()> {
    let tries = if cfg!(windows) { 10 } else { 1 };
    for _ in 1..tries {
        match f() {
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            other => return other,
        }
    }
    f()
}

/// Makes the names in a file's folder durable. Windows keeps names by itself and cannot open a folder for this.
pub(crate) fn sync_folder_of(path: &Path) -> Result<()> {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        // A name without a folder before it lies in the present one.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::io(folder))?;
    }
    Ok(())
}
