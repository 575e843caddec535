//! What the process around the domain lends it: dialogs, viewers, places.

use crate::error::Result;
use std::path::{Path, PathBuf};

/// What the process around the domain lends it.
pub trait Host: Send + Sync {
    /// Asks the user for a file to read; none when cancelled.
    ///
    /// # Errors
    /// `NoDialogs` or `HostFailed`.
    fn pick_open(&self, purpose: &str) -> Result<Option<PathBuf>>;
    /// Asks the user for files to read; empty when cancelled. A host that can ask for one only asks for one.
    ///
    /// # Errors
    /// `NoDialogs` or `HostFailed`.
    fn pick_files(&self, purpose: &str) -> Result<Vec<PathBuf>> {
        Ok(self.pick_open(purpose)?.into_iter().collect())
    }
    /// Asks the user for a folder; none when cancelled.
    ///
    /// # Errors
    /// `NoDialogs` or `HostFailed`.
    fn pick_folder(&self, purpose: &str) -> Result<Option<PathBuf>>;
    /// Asks the user where to write; none when cancelled.
    ///
    /// # Errors
    /// `NoDialogs` or `HostFailed`.
    fn pick_save(&self, file_name: &str, extension: &str) -> Result<Option<PathBuf>>;
    /// Opens a file in the system's viewer.
    ///
    /// # Errors
    /// `HostFailed`.
    fn open_file(&self, path: &Path) -> Result<()>;
    /// Shows a file in its folder.
    ///
    /// # Errors
    /// `HostFailed`.
    fn reveal_file(&self, path: &Path) -> Result<()>;
    /// The command that reads users' files in a process of its own.
    fn worker(&self) -> keji_intake::host::WorkerCommand;
}

/// Where schools lie on this machine.
#[derive(Debug, Clone)]
pub struct Homes {
    /// Folder of the own school.
    pub own: PathBuf,
    /// Folder of the sample school; the same as `own` where a folder holds one school only.
    pub sample: PathBuf,
    /// Folder for papers that are only opened for printing.
    pub papers: PathBuf,
}

/// How the sample school's clock goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleClock {
    /// From the pinned moment on, as time passes.
    Running,
    /// Stands still: for tests and pictures.
    Standing,
}
