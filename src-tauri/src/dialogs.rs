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
    /// Files to read; empty when cancelled. A picker that knows one file only gives that one.
    fn several(&self, title: &str, kind: &str, endings: &[&str]) -> Vec<PathBuf> {
        self.open(title, kind, endings).into_iter().collect()
    }
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

    fn several(&self, title: &str, kind: &str, endings: &[&str]) -> Vec<PathBuf> {
        rfd::FileDialog::new().set_title(title).add_filter(kind, endings).pick_files().unwrap_or_default()
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
            // Some systems tell capitals apart, and cameras write them.
            "photo" => self.picker.open(
                "选择照片",
                "照片",
                &["jpg", "jpeg", "png", "webp", "heic", "JPG", "JPEG", "PNG", "WEBP", "HEIC"],
            ),
            _ => self.picker.open("选择要导入的表格", "表格", &["xlsx", "xls", "csv", "txt"]),
        })
    }

    fn pick_files(&self, _purpose: &str) -> Result<Vec<PathBuf>> {
        Ok(self.picker.several("选择要导入的表格", "表格", &["xlsx", "xls", "csv"]))
    }

    fn pick_folder(&self, purpose: &str) -> Result<Option<PathBuf>> {
        Ok(self.picker.folder(match purpose {
            "registers_out" => "选择存放听课登记表的文件夹",
            "registers_in" => "选择收回的听课登记表所在的文件夹",
            _ => "选择存放备份的文件夹",
        }))
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
