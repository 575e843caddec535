//! The reserve: a file of ballast. On a full disk even a deletion needs room; dropping the ballast makes it.

use crate::{
    durable,
    error::{Result, StoreError},
};
use std::{fs, path::Path};

/// Bytes of the reserve.
const SIZE: usize = 4 * 1024 * 1024;

/// Makes the reserve when it is missing. Says whether it is there: on a full disk it is not, and that is no error.
pub(crate) fn lay(path: &Path) -> Result<bool> {
    if fs::metadata(path).is_ok_and(|file| file.len() == SIZE as u64) {
        return Ok(true);
    }
    // Bytes that no file system packs or leaves out.
    let mut ballast = vec![0_u8; SIZE];
    blake3::Hasher::new_derive_key("keji reserve").finalize_xof().fill(&mut ballast);
    match durable::write(path, &ballast) {
        Ok(()) => Ok(true),
        Err(StoreError::DiskFull) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Drops the reserve.
pub(crate) fn drop_ballast(path: &Path) -> Result<()> {
    durable::remove(path)
}
