//! Keys and slots of a store that is closed: another key, other slots, a key file put back.

use crate::{
    check, connection, durable,
    error::{Result, StoreError},
    keys::{DataKey, KeyFile, Slot},
    lock::HeldLock,
    open::{StoreFiles, on_this_machine},
    own, reserve,
};
use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

/// Encrypts the database anew under another key, whose slots `slots` makes, and puts both in place of the present
/// files. The store must be closed.
///
/// # Errors
/// As [`crate::Store::open`]; then nothing has changed.
pub fn change_key(folder: &Path, from: &DataKey, to: &DataKey, slots: Vec<Slot>) -> Result<()> {
    let files = StoreFiles::new(folder);
    let store_id = files.look()?.store_id;
    let _lock = HeldLock::quietly(&files)?;
    let staged = files.clear_staging()?;
    let laid_out = || {
        {
            let connection = connection::open(&files.database(), from, false)?;
            connection::copy(&connection, from, &staged.database())?;
        }
        connection::change_key(&staged.database(), from, to)?;
        KeyFile::new(store_id, slots).write(&staged.keys())
    };
    match laid_out() {
        Ok(()) => files.take_staging(),
        Err(error) => {
            files.drop_staging()?;
            Err(error)
        }
    }
}

/// Drops the reserve of a store that cannot be opened for want of room.
///
/// # Errors
/// File errors.
pub fn drop_reserve(folder: &Path) -> Result<()> {
    reserve::drop_ballast(&StoreFiles::new(folder).reserve())
}

/// Gives a database that is whole its lost or damaged key file back.
///
/// # Errors
/// `Damaged` when the key does not open the database or a page is not what was written, file errors.
pub fn rescue_keys(folder: &Path, key: &DataKey, keys: &KeyFile) -> Result<()> {
    let files = StoreFiles::new(folder);
    on_this_machine(folder)?;
    let _lock = HeldLock::quietly(&files)?;
    files.finish_incoming()?;
    {
        let connection = connection::open(&files.database(), key, false)?;
        connection::copy_back(&connection)?;
        if let Some(finding) = check::cipher(&connection)?.into_iter().next() {
            return Err(StoreError::Damaged(finding.detail));
        }
        if own::value(&connection, "store_id")?.as_ref() != Some(&keys.store_id) {
            return Err(StoreError::Damaged("keys.json belongs to another store".into()));
        }
    }
    keys.write(&files.keys())
}

/// Writes the slots of a store anew, for a changed passphrase or an account more or less.
///
/// # Errors
/// As [`StoreFiles::look`].
pub fn change_slots(folder: &Path, change: impl FnOnce(&mut Vec<Slot>)) -> Result<()> {
    // Reading, changing and writing belong together; other processes are kept out by the store's lock.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let files = StoreFiles::new(folder);
    let mut key_file = files.look()?;
    change(&mut key_file.slots);
    key_file.write(&files.keys())?;
    durable::sync_folder_of(&files.keys())
}
