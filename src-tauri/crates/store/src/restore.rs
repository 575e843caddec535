//! Restoring: a backup takes the place of the present store, which is kept aside.

use crate::{
    act::Act,
    backup,
    chain::ChainHead,
    connection,
    error::{Result, StoreError},
    keys::{DataKey, KeyFile},
    lock::HeldLock,
    open::{self, Site, StoreFiles},
    store::Store,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The act of a restore.
pub const RESTORE: &str = "backup_restore";
/// Beginning of what a restore's act names in place of an undone act: number and head of the link left behind.
const LEFT: &str = "left/";

/// Beginning of the names of folders in which replaced stores are kept.
pub const REPLACED: &str = "replaced-";

/// A backup laid out beside the store, opened and verified, waiting for the decision.
pub struct Staged {
    files: StoreFiles,
    /// The store as it will be.
    pub store: Store,
    _lock: HeldLock,
}

/// Lays a backup out in the staging folder of `folder`, opens it with `key` (bringing it to the present schema), and
/// gives it a site of its own. `keys` are the slots to go on with: the backup's own, or newer ones of the same key.
///
/// # Errors
/// `BackupDamaged`, `Held` when another process has the folder, or as [`Store::open`]. The present store is untouched.
pub fn stage(folder: &Path, path: &Path, key: &DataKey, keys: Option<KeyFile>, site: &Site) -> Result<Staged> {
    let files = StoreFiles::new(folder);
    fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
    let lock = HeldLock::take(&files, &*site.clock)?;
    let staged = files.clear_staging()?;
    let store = unpacked(&staged, path, key, keys, site).map_err(|error| match error {
        // It is the backup that is damaged, not the present store.
        StoreError::Damaged(_) | StoreError::KeysDamaged => StoreError::BackupDamaged("database"),
        other => other,
    })?;
    Ok(Staged { files, store, _lock: lock })
}

fn unpacked(staged: &StoreFiles, path: &Path, key: &DataKey, keys: Option<KeyFile>, site: &Site) -> Result<Store> {
    let head = backup::unpack(path, &staged.database())?;
    // A backup from before the first passphrase that could not be encrypted anew then is so now.
    if let Some(old) = head.keys.open_key()?.filter(|old| old.bytes() != key.bytes()) {
        connection::change_key(&staged.database(), &old, key)?;
    }
    let keys = keys.filter(|keys| keys.store_id == head.store_id).unwrap_or(head.keys);
    keys.write(&staged.keys())?;
    {
        let connection = connection::open_still(&staged.database(), key)?;
        open::mint_site(&connection, &*site.ids)?;
    }
    Store::open(&staged.folder, site, key)
}

impl Staged {
    /// Decides: the present files are kept aside in `backups/replaced-…`, the backup takes their place. The act of the
    /// restore stands in the restored log, with the head of the chain that is `left` behind (none when the present store
    /// cannot be read). Returns where the present files were kept; none when there were none.
    ///
    /// # Errors
    /// File errors; until the decision the present store is untouched.
    pub fn take(self, actor: &str, left: Option<&ChainHead>) -> Result<Option<PathBuf>> {
        let Self { files, store, _lock } = self;
        let now = store.clock().now();
        let left = left.map_or_else(|| format!("{LEFT}?"), |left| format!("{LEFT}{}/{}", left.seq, left.head));
        let act = Act { op: RESTORE, actor, sitting: None };
        store.write_undoing::<(), StoreError>(act, Some(&left), |_| Ok(()))?;
        let staged = StoreFiles::new(files.staging());
        drop(store);
        for name in ["lock", "holder.json", "reserve"] {
            crate::durable::remove(&staged.folder.join(name))?;
        }
        let backups = staged.backups();
        if backups.exists() {
            fs::remove_dir_all(&backups).map_err(StoreError::io(&backups))?;
        }
        let aside = keep_aside(&files, &now.format("%Y%m%d-%H%M%S").to_string())?;
        files.take_staging()?;
        Ok(aside)
    }

    /// Leaves the present store as it is.
    ///
    /// # Errors
    /// File errors.
    pub fn leave(self) -> Result<()> {
        let staging = self.files.staging();
        drop(self.store);
        fs::remove_dir_all(&staging).map_err(StoreError::io(&staging))
    }
}

impl Store {
    /// The chains that restores left behind: number of the link at which each was left for another, and its last one.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn forks(&self) -> Result<Vec<(u32, u32)>> {
        self.read(|read| {
            let mut statement = read.prepare(
                "SELECT c.seq, a.undoes FROM act a JOIN chain c ON c.act_id = a.id WHERE a.op = ?1 ORDER BY c.seq",
            )?;
            let rows = statement.query_map([RESTORE], |row| {
                Ok((row.get::<_, u32>("seq")?, row.get::<_, Option<String>>("undoes")?.unwrap_or_default()))
            })?;
            let mut forks = Vec::new();
            for row in rows {
                let (seq, left) = row?;
                // What could not be read may have been of any length.
                let last = left.strip_prefix(LEFT).and_then(|left| left.split('/').next()?.parse().ok());
                forks.push((seq, last.unwrap_or(u32::MAX)));
            }
            Ok(forks)
        })
    }
}

/// Copies the present files with their side files, whatever state they are in.
fn keep_aside(files: &StoreFiles, stamp: &str) -> Result<Option<PathBuf>> {
    let present = [files.database(), files.keys(), files.side_file("-wal"), files.side_file("-shm")];
    if !present.iter().any(|path| path.exists()) {
        return Ok(None);
    }
    let mut aside = files.backups().join(format!("{REPLACED}{stamp}"));
    let mut number = 2;
    while aside.exists() {
        aside = files.backups().join(format!("{REPLACED}{stamp}-{number}"));
        number += 1;
    }
    fs::create_dir_all(&aside).map_err(StoreError::io(&aside))?;
    for path in present.iter().filter(|path| path.exists()) {
        if let Some(name) = path.file_name() {
            let copy = aside.join(name);
            fs::copy(path, &copy).map_err(StoreError::io(&copy))?;
            crate::durable::sync(&copy)?;
            crate::durable::sync_folder_of(&copy)?;
        }
    }
    // The copy stands for good before anything is replaced.
    crate::durable::sync_folder_of(&aside)?;
    crate::durable::sync_folder_of(&files.backups())?;
    Ok(Some(aside))
}
