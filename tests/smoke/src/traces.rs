//! What the window leaves behind besides the store: logs, caches, temporary files. None of it holds what was typed.

use crate::Outcome;
use std::{fs, path::Path};

/// Holds that no file below some folders holds a mark, in its bytes or in its name.
///
/// # Errors
/// Names the first file that does, and the mark; files that cannot be read; no log at all.
pub(crate) fn search(folders: &[&Path], marks: &[&str]) -> Outcome<()> {
    let mut left: Vec<_> = folders.iter().map(|folder| folder.to_path_buf()).collect();
    let mut logs = 0;
    while let Some(path) = left.pop() {
        let kind = fs::symlink_metadata(&path)?;
        if kind.is_dir() {
            for entry in fs::read_dir(&path)? {
                left.push(entry?.path());
            }
        } else if kind.is_file() {
            let name = path.to_string_lossy().into_owned();
            let bytes = fs::read(&path)?;
            logs += u32::from(path.extension().is_some_and(|ending| ending == "log"));
            // A text is a text also between bytes that are none.
            let text = String::from_utf8_lossy(&bytes);
            for mark in marks {
                if name.contains(mark) || text.contains(mark) || holds(&bytes, &wide(mark)) {
                    return Err(format!("{mark} was left behind in {name}").into());
                }
            }
        }
    }
    if logs > 0 { Ok(()) } else { Err("the window wrote no log".into()) }
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    let first = part.first().copied().unwrap_or_default();
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == first);
    starts.into_iter().any(|(at, _)| bytes[at..].starts_with(part))
}

/// As the web view's own stores write texts.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
