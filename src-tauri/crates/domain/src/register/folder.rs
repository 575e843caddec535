//! What lies in a folder that the user picked: tables are read, everything else is told.

use crate::error::{Code, Error, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Entries of a folder that are looked at.
const MOST_ENTRIES: usize = 2_000;
/// Tables that are read at once.
const MOST_FILES: usize = 400;
/// Bytes of all tables together.
const MOST_BYTES: u64 = 256 << 20;
/// Bytes in a megabyte, as people are told.
const MEGABYTE: u64 = 1 << 20;

/// Something in a folder.
pub(super) struct Entry {
    /// Name for people; each once.
    pub(super) name: String,
    /// Where it is.
    pub(super) path: PathBuf,
    /// Why it is not read; none for a table.
    pub(super) left: Option<&'static str>,
}

/// Everything that the picked paths hold: a folder's entries, files as they are. Links are never followed, folders
/// within the folder not entered.
///
/// # Errors
/// `RegisterFolderTooFull`, `RegisterTooManyFiles`, `RegisterTooLarge`, `RegisterNoFiles`, `ImportFileMissing`.
pub(super) fn entries(picked: &[PathBuf]) -> Result<Vec<Entry>> {
    let mut paths = Vec::new();
    for path in picked {
        let about = fs::metadata(path).map_err(|_| Error::rule(Code::ImportFileMissing))?;
        if about.is_dir() {
            inside(path, &mut paths)?;
        } else {
            paths.push(path.clone());
        }
    }
    // By the name without its ending: a file stands before its copy.
    paths.sort_by(|a, b| (a.file_stem(), a).cmp(&(b.file_stem(), b)));
    paths.dedup();
    let (mut entries, mut tables, mut bytes): (Vec<Entry>, usize, u64) = (Vec::new(), 0, 0);
    for path in paths {
        let (left, size) = look(&path);
        if left.is_none() {
            (tables, bytes) = (tables + 1, bytes.saturating_add(size));
        }
        entries.push(Entry { name: free_name(&entries, &path), path, left });
    }
    if tables > MOST_FILES {
        return Err(Error::rule(Code::RegisterTooManyFiles).with("limit", MOST_FILES).with("count", tables));
    }
    if bytes > MOST_BYTES {
        return Err(Error::rule(Code::RegisterTooLarge).with("limit_mb", MOST_BYTES / MEGABYTE));
    }
    if tables == 0 {
        return Err(Error::rule(Code::RegisterNoFiles));
    }
    Ok(entries)
}

fn inside(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::File)? {
        let path = entry.map_err(Error::File)?.path();
        // What the system keeps for itself is nobody's answer.
        let own = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.') || name == "Thumbs.db");
        if own {
            continue;
        }
        paths.push(path);
        if paths.len() > MOST_ENTRIES {
            return Err(Error::rule(Code::RegisterFolderTooFull).with("limit", MOST_ENTRIES));
        }
    }
    Ok(())
}

/// Why an entry is not read, and its size.
fn look(path: &Path) -> (Option<&'static str>, u64) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Ok(about) = fs::symlink_metadata(path) else {
        return (Some("读不到这个文件，可能已被移走或没有权限。"), 0);
    };
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let left = if about.file_type().is_symlink() {
        Some("这是链接，不是文件本身，没有读取。")
    } else if about.is_dir() {
        Some("这是文件夹，里面的文件没有读取；请把登记表直接放在所选文件夹里。")
    } else if !about.is_file() {
        Some("这不是普通文件，没有读取。")
    } else if name.starts_with("~$") || name.starts_with(".~") {
        Some("这是表格软件打开文件时的临时文件；对应的登记表可能还没有关闭，请保存并关闭后再收。")
    } else if about.len() == 0 {
        Some("文件是空的，可能没有传完。")
    } else {
        match ending.as_str() {
            "xlsx" | "xls" | "csv" => None,
            "et" => Some("这是 WPS 表格的专用格式，请另存为 .xlsx 后再收。"),
            "doc" | "docx" | "wps" | "pdf" => Some("这不是表格，是文稿；请让老师交回发出的那份 .xlsx。"),
            "zip" | "rar" | "7z" => Some("这是压缩包，请先解压到文件夹里。"),
            _ => Some("这不是 .xlsx、.xls 或 .csv 表格，没有读取。"),
        }
    };
    (left, about.len())
}

/// The file's name; of several with the same name in different folders the later ones get a number.
fn free_name(taken: &[Entry], path: &Path) -> String {
    // The sign that parts a file from what follows it in a place stands in no name.
    let name = path.file_name().unwrap_or_default().to_string_lossy().replace('!', "！");
    let is_free = |name: &str| !taken.iter().any(|entry| entry.name == name);
    if is_free(&name) {
        return name;
    }
    (2..=MOST_ENTRIES).map(|number| format!("{name}（{number}）")).find(|name| is_free(name)).unwrap_or(name)
}
