//! Restoring: a backup takes the place of the present store, which is kept aside.

use crate::{
    act::Act,
    backup, chain, connection,
    error::{Result, StoreError},
    keys::{DataKey, KeyFile},
    lock::HeldLock,
    open::{self, Site, StoreFiles},
    store::Store,
};
use std::{
    collections::BTreeMap,
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
    match unpacked(&staged, path, key, keys, site) {
        Ok(store) => Ok(Staged { files, store, _lock: lock }),
        Err(error) => {
            files.drop_staging()?;
            Err(match error {
                // It is the backup that is damaged, not the present store.
                StoreError::Damaged(_) | StoreError::KeysDamaged => StoreError::BackupDamaged("database"),
                other => other,
            })
        }
    }
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
    /// restore stands in the restored log, with the chain that is `left` behind (none when the present store cannot be
    /// read). Returns where the present files were kept; none when there were none.
    ///
    /// # Errors
    /// File errors; until the decision the present store is untouched.
    pub fn take(self, actor: &str, left: Option<&LeftChain>) -> Result<Option<PathBuf>> {
        let Self { files, store, _lock } = self;
        let now = store.clock().now();
        let left = match left {
            Some(left) => format!("{LEFT}{}/{}", left.fork(&store)?, left.last),
            None => format!("{LEFT}?"),
        };
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
        match keep_aside(&files, &now.format("%Y%m%d-%H%M%S").to_string()) {
            Ok(aside) => {
                files.take_staging()?;
                Ok(aside)
            }
            Err(error) => {
                files.drop_staging()?;
                Err(error)
            }
        }
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

/// The chain of a store that is about to be replaced.
#[derive(Debug, Clone)]
pub struct LeftChain {
    heads: BTreeMap<u32, String>,
    /// Its last link, or the last one of a chain that it had left behind itself.
    last: u32,
}

impl LeftChain {
    /// Number of the first link that the other store does not share.
    fn fork(&self, other: &Store) -> Result<u32> {
        // What two chains share is their beginning: the first difference is found by halving.
        let (mut shared, mut different) = (0, self.heads.keys().last().map_or(1, |last| last + 1));
        while different - shared > 1 {
            let middle = shared + (different - shared) / 2;
            if other.chain_head_at(middle)?.as_ref() == self.heads.get(&middle) {
                shared = middle;
            } else {
                different = middle;
            }
        }
        Ok(different)
    }
}

impl Store {
    /// The chain, for the restore that replaces this store.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn left_chain(&self) -> Result<LeftChain> {
        let heads = self.read(chain::heads)?;
        let own = heads.keys().last().copied().unwrap_or(0);
        let last = self.forks()?.into_iter().map(|(_, last)| last).chain([own]).max().unwrap_or(own);
        Ok(LeftChain { heads, last })
    }

    /// The chains that restores left behind: number of the first link that differs from the present chain, and of the
    /// last one.
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
                let told = left.strip_prefix(LEFT).and_then(|left| left.split_once('/'));
                let range = told.and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
                // What could not be read may have been of any length.
                forks.push(range.unwrap_or((seq, u32::MAX)));
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
    match copied(&present, &aside) {
        Ok(()) => Ok(Some(aside)),
        Err(error) => {
            // On a full disk half a copy only takes room.
            fs::remove_dir_all(&aside).map_err(StoreError::io(&aside))?;
            Err(error)
        }
    }
}

fn copied(present: &[PathBuf], aside: &Path) -> Result<()> {
    fs::create_dir_all(aside).map_err(StoreError::io(aside))?;
    for path in present.iter().filter(|path| path.exists()) {
        if let Some(name) = path.file_name() {
            let copy = aside.join(name);
            fs::copy(path, &copy).map_err(StoreError::io(&copy))?;
            crate::durable::sync(&copy)?;
            crate::durable::sync_folder_of(&copy)?;
        }
    }
    // The copy stands for good before anything is replaced.
    crate::durable::sync_folder_of(aside)?;
    aside.parent().map_or(Ok(()), crate::durable::sync_folder_of)
}
