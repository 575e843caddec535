//! A host whose user has chosen beforehand.

use keji_domain::{Result, office::Host};
use keji_intake::host::WorkerCommand;
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Answers dialogs from a script: files to open one after another, one folder to save to.
pub(crate) struct ScriptedHost {
    open: Mutex<VecDeque<PathBuf>>,
    save: Option<PathBuf>,
}

impl ScriptedHost {
    pub(crate) fn new(open: VecDeque<PathBuf>, save: Option<PathBuf>) -> Self {
        Self { open: Mutex::new(open), save }
    }
}

impl Host for ScriptedHost {
    fn pick_open(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(self.open.lock().unwrap_or_else(PoisonError::into_inner).pop_front())
    }

    fn pick_folder(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(self.save.clone())
    }

    fn pick_save(&self, file_name: &str, extension: &str) -> Result<Option<PathBuf>> {
        Ok(self.save.as_ref().map(|folder| folder.join(format!("{file_name}.{extension}"))))
    }

    fn open_file(&self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn reveal_file(&self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn worker(&self) -> WorkerCommand {
        WorkerCommand { program: std::env::current_exe().unwrap_or_default(), args: vec!["worker".into()] }
    }
}
