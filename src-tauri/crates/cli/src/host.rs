//! The command line as a host: it has no dialogs, and reads users' files in a process of its own.

use keji_domain::{Code, Error, Result, office::Host};
use keji_intake::host::WorkerCommand;
use std::path::{Path, PathBuf};

/// The command line.
pub(crate) struct CommandLine;

impl Host for CommandLine {
    fn pick_folder(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }

    fn pick_open(&self, _: &str) -> Result<Option<PathBuf>> {
        Err(Error::rule(Code::NoDialogs))
    }

    fn pick_save(&self, _: &str, _: &str) -> Result<Option<PathBuf>> {
        Err(Error::rule(Code::NoDialogs))
    }

    fn open_file(&self, _: &Path) -> Result<()> {
        Err(Error::rule(Code::NoDialogs))
    }

    fn reveal_file(&self, _: &Path) -> Result<()> {
        Err(Error::rule(Code::NoDialogs))
    }

    fn worker(&self) -> WorkerCommand {
        // Without a path of its own the worker cannot be started, and says so.
        let program = std::env::current_exe().unwrap_or_default();
        WorkerCommand { program, args: vec!["worker".into()] }
    }
}
