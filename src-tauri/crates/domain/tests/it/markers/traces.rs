//! Where marks may lie, and where they must not.

use super::{LABEL, MARK, SCHOOL, SECRET};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A folder whose files are searched.
pub(super) struct Traces {
    root: PathBuf,
}

impl Traces {
    /// The folder of a marked office.
    pub(super) fn of(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Holds that no mark lies in any file or name but those that the user asked for.
    #[track_caller]
    pub(super) fn nowhere(&self, when: &str) {
        let mut seen = 0;
        for top in ["log", "own", "sample", "papers", "tmp", "usb"] {
            for path in self.files(top) {
                // The user's own disk is called what the user calls it.
                let name =
                    path.strip_prefix(&self.root).unwrap().to_string_lossy().replace(&format!("usb/{MARK}盘"), "usb");
                // A paper that was opened for printing lies there in the clear until the school is closed.
                let bytes = if top == "papers" { Vec::new() } else { fs::read(&path).unwrap() };
                // A text is a text also between bytes that are none.
                let text = String::from_utf8_lossy(&bytes);
                // A label stands in the clear at the door, and so in the keys and in the head of a backup.
                let door = name.ends_with("keys.json") || name.ends_with(".kejibak");
                for mark in [MARK, SCHOOL, SECRET, LABEL].into_iter().filter(|mark| !(door && *mark == LABEL)) {
                    let paper = mark == SCHOOL && top == "papers";
                    assert!(paper || !name.contains(mark), "{when}: {mark} in the name {name}");
                    for written in [mark.to_owned(), escaped(mark)] {
                        assert!(!text.contains(&written), "{when}: {mark} in {name}");
                    }
                }
                seen += 1;
            }
        }
        assert!(seen > 2, "{when}: there are files to search");
    }

    /// All files below a part of the folder.
    pub(super) fn files(&self, top: &str) -> Vec<PathBuf> {
        let (mut folders, mut files) = (vec![self.root.join(top)], Vec::new());
        while let Some(folder) = folders.pop() {
            if folder.is_file() {
                files.push(folder);
                continue;
            }
            folders.extend(fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path()));
        }
        files.sort();
        files
    }
}

/// As JSON may write it.
fn escaped(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", c as u32) }).collect()
}
