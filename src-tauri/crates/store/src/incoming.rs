//! Replacing the database and its keys together. Two files cannot be renamed in one step, so both are laid out, whole
//! and durable, in a folder; renaming that folder is the moment at which the change is decided. What a power cut leaves
//! undone afterwards is finished at the next opening.

use crate::{
    durable,
    error::{Result, StoreError},
    open::StoreFiles,
};
use std::{fs, path::PathBuf};

impl StoreFiles {
    /// Where the new files are laid out.
    pub(crate) fn staging(&self) -> PathBuf {
        self.folder.join("incoming.new")
    }

    fn decided(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    /// Removes what was laid out and not decided for.
    pub(crate) fn drop_staging(&self) -> Result<()> {
        let staging = self.staging();
        if staging.exists() {
            fs::remove_dir_all(&staging).map_err(StoreError::io(&staging))?;
        }
        Ok(())
    }

    /// An empty folder for the new files.
    pub(crate) fn clear_staging(&self) -> Result<Self> {
        let staging = self.staging();
        self.drop_staging()?;
        fs::create_dir_all(&staging).map_err(StoreError::io(&staging))?;
        Ok(Self::new(staging))
    }

    /// Decides for the files in the staging folder (`keji.db`, `keys.json`, closed and whole) and moves them in.
    pub(crate) fn take_staging(&self) -> Result<()> {
        let staged = Self::new(self.staging());
        durable::sync(&staged.database())?;
        durable::sync(&staged.keys())?;
        durable::sync_folder_of(&staged.database())?;
        durable::rename(&staged.folder, &self.decided())?;
        self.finish_incoming()
    }

    /// Finishes a decided change. Each step may have been done before.
    pub(crate) fn finish_incoming(&self) -> Result<()> {
        let decided = Self::new(self.decided());
        if !decided.folder.exists() {
            return Ok(());
        }
        // The side files belong to the old database and would spoil the new one.
        durable::remove(&self.side_file("-wal"))?;
        durable::remove(&self.side_file("-shm"))?;
        for (from, to) in [(decided.database(), self.database()), (decided.keys(), self.keys())] {
            if from.exists() {
                durable::rename(&from, &to)?;
            }
        }
        fs::remove_dir_all(&decided.folder).map_err(StoreError::io(&decided.folder))?;
        durable::sync_folder_of(&decided.folder)
    }

    pub(crate) fn side_file(&self, ending: &str) -> PathBuf {
        let mut name = self.database().into_os_string();
        name.push(ending);
        name.into()
    }
}
