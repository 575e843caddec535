//! Dialogs, viewers and the worker: what the window lends the domain.

use keji_domain::{Code, Error, Result, office::Host};
use keji_intake::host::WorkerCommand;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Asks the user for files.
pub trait FilePicker: Send + Sync {
    /// A file to read; none when cancelled.
    fn open(&self, title: &str, endings: &[&str]) -> Option<PathBuf>;
    /// Where to write; none when cancelled.
    fn save(&self, file_name: &str, kind: &str, ending: &str) -> Option<PathBuf>;
}

/// The system's own dialogs.
#[derive(Debug, Clone, Copy)]
pub struct SystemPicker;

impl FilePicker for SystemPicker {
    fn open(&self, title: &str, endings: &[&str]) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title(title).add_filter("表格", endings).pick_file()
    }

    fn save(&self, file_name: &str, kind: &str, ending: &str) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title("存到").set_file_name(file_name).add_filter(kind, &[ending]).save_file()
    }
}

/// The window as a host.
pub struct Dialogs {
    picker: Arc<dyn FilePicker>,
}

impl Dialogs {
    /// A host that asks through `picker`.
    pub fn new(picker: Arc<dyn FilePicker>) -> Self {
        Self { picker }
    }
}

impl Host for Dialogs {
    fn pick_open(&self, _purpose: &str) -> Result<Option<PathBuf>> {
        Ok(self.picker.open("选择要导入的表格", &["xlsx", "xls", "csv", "txt"]))
    }

    fn pick_save(&self, file_name: &str, extension: &str) -> Result<Option<PathBuf>> {
        let kind = match extension {
            "docx" => "Word 文档",
            "xlsx" => "Excel 工作簿",
            _ => "PDF 文档",
        };
        let chosen = self.picker.save(&format!("{file_name}.{extension}"), kind, extension);
        // Some dialogs hand the name back without its ending.
        Ok(chosen.map(|path| if path.extension().is_some() { path } else { path.with_extension(extension) }))
    }

    fn open_file(&self, path: &Path) -> Result<()> {
        opener::open(path).map_err(|error| failed(&error))
    }

    fn reveal_file(&self, path: &Path) -> Result<()> {
        opener::reveal(path).map_err(|error| failed(&error))
    }

    fn worker(&self) -> WorkerCommand {
        // Without a path of its own the worker cannot be started, and says so.
        WorkerCommand { program: std::env::current_exe().unwrap_or_default(), args: vec!["--worker".into()] }
    }
}

fn failed(error: &opener::OpenError) -> Error {
    // The error's own words may hold a path, and with it a name: they stay out of the log.
    let _ = error;
    tracing::warn!("the system's viewer could not be opened");
    Error::rule(Code::HostFailed)
}
