//! Encrypting anew what older files still hold in the clear: backups and replaced stores from before the first passphrase.
//! Nothing is ever removed here; what cannot be done now is done at the next unlocking.

use keji_store::{DataKey, KeyFile, Slot, StoreError, StoreFiles, backup, change_key, restore::REPLACED};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Encrypts the backups of this store that hold their key in the clear anew under the present one.
pub(crate) fn backups(folders: &[PathBuf], store_id: &str, key: &DataKey, slots: &[Slot]) {
    for folder in folders {
        for (path, head) in backup::list(folder).unwrap_or_default() {
            let open = head.ok().filter(|head| head.store_id == store_id).map(|head| head.keys.open_key());
            let Some(Ok(Some(old))) = open else { continue };
            if let Err(error) = backup::change_backup_key(&path, &old, key, slots.to_vec()) {
                tracing::warn!(code = error.code(), "a backup still holds its key in the clear");
            }
        }
    }
}

/// The same at an unlocking, with the slots that lie beside the store.
pub(crate) fn later(folders: &[PathBuf], store_id: &str, key: &DataKey, home: &Path) {
    let Ok(keys) = KeyFile::read(&StoreFiles::new(home).keys()) else { return };
    backups(folders, store_id, key, &keys.slots);
    for aside in asides(folders) {
        let open = KeyFile::read(&StoreFiles::new(&aside).keys()).map(|keys| keys.open_key());
        let Ok(Ok(Some(old))) = open else { continue };
        if let Err(error) = change_key(&aside, &old, key, keys.slots.clone()) {
            tracing::warn!(code = error.code(), "a replaced store still holds its key in the clear");
        }
    }
}

/// Folders of replaced stores: they lie beside the school's own backups only.
fn asides(folders: &[PathBuf]) -> Vec<PathBuf> {
    let entries = folders.iter().take(1).flat_map(fs::read_dir).flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(REPLACED))
        .map(|entry| entry.path())
        .filter(|aside| StoreFiles::new(aside).keys().exists())
        .collect()
}

/// Encrypts the stores that restores have put aside anew; one that is damaged keeps its old key, wrapped.
pub(crate) fn replaced(folders: &[PathBuf], old: &DataKey, new: &DataKey, slot: &Slot, old_slot: &Slot) {
    for aside in asides(folders) {
        let done = change_key(&aside, old, new, vec![slot.clone()]).or_else(|_| wrapped(&aside, old_slot));
        if let Err(error) = done {
            tracing::warn!(code = error.code(), "a replaced store still holds its key in the clear");
        }
    }
}

fn wrapped(aside: &Path, slot: &Slot) -> Result<(), StoreError> {
    let path = StoreFiles::new(aside).keys();
    let keys = KeyFile::read(&path)?;
    KeyFile::new(keys.store_id, vec![slot.clone()]).write(&path)
}
