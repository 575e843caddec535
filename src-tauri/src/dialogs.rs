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
    fn open(&self, title: &str, kind: &str, endings: &[&str]) -> Option<PathBuf>;
    /// A folder; none when cancelled.
    fn folder(&self, title: &str) -> Option<PathBuf>;
    /// Where to write; none when cancelled.
    fn save(&self, file_name: &str, kind: &str, ending: &str) -> Option<PathBuf>;
}

/// The system's own dialogs.
#[derive(Debug, Clone, Copy)]
pub struct SystemPicker;

impl FilePicker for SystemPicker {
    fn open(&self, title: &str, kind: &str, endings: &[&str]) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title(title).add_filter(kind, endings).pick_file()
    }

    fn folder(&self, title: &str) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title(title).pick_folder()
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
    fn pick_open(&self, purpose: &str) -> Result<Option<PathBuf>> {
        Ok(match purpose {
            "backup" => self.picker.open("选择备份文件", "课迹备份", &["kejibak"]),
            _ => self.picker.open("选择要导入的表格", "表格", &["xlsx", "xls", "csv", "txt"]),
        })
    }

    fn pick_folder(&self, _purpose: &str) -> Result<Option<PathBuf>> {
        Ok(self.picker.folder("选择存放备份的文件夹"))
    }

    fn pick_save(&self, file_name: &str, extension: &str) -> Result<Option<PathBuf>> {
        let kind = match extension {
            "docx" => "Word 文档",
            "xlsx" => "Excel 工作簿",
            "zip" => "加密压缩包",
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
