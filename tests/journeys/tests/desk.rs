//! The real `keji-cli` on a folder of its own.

use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder with a store, and the program that works on it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What a run printed.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A school without a term.
    pub(crate) fn school(name: &str) -> Self {
        let desk = Self::empty();
        desk.good(&["school", "create", "--name", name]);
        desk
    }

    /// Takes a copy of the store in a folder as its own.
    pub(crate) fn adopt(&self, folder: &Path) {
        let store = self.folder.path().join("store");
        std::fs::create_dir_all(&store).unwrap();
        for name in ["keji.db", "keys.json"] {
            std::fs::copy(folder.join(name), store.join(name)).unwrap();
        }
    }

    /// A file beside the store.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("files").join(name)
    }

    /// Writes a file beside the store.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.file(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// Runs the program.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        let output = self.command().args(words).output().unwrap();
        said(&output)
    }

    /// Runs the program and expects that it succeeds.
    pub(crate) fn good(&self, words: &[&str]) -> String {
        let said = self.run(words);
        assert_eq!(said.code, 0, "{words:?}: {}", said.err);
        said.out
    }

    /// Runs the program and reads its JSON.
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.good(words)).unwrap()
    }

    /// Calls a command of the list.
    pub(crate) fn call(&self, name: &str, request: &Value) -> Value {
        self.json(&["call", name, &request.to_string()])
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        command.arg("--data").arg(self.folder.path().join("store"));
        command
    }
}

/// A fixture of the workspace.
pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name);
    path.to_string_lossy().into_owned()
}

/// `keji-cli` stands two folders above the test's binary.
fn program() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.ancestors().nth(2).unwrap().join(if cfg!(windows) { "keji-cli.exe" } else { "keji-cli" });
    assert!(program.exists(), "build the workspace's binaries first: cargo build --workspace --bins");
    program
}

fn said(output: &Output) -> Said {
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
