//! The real `keji-cli` on a folder of its own.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Variable from which the program takes the passphrase.
const PASSPHRASE: &str = "KEJI_PASSPHRASE";

/// A folder with a store, and the program that works on it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    /// Passphrase of a protected school's only account.
    passphrase: Option<String>,
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
        Self { folder: tempfile::tempdir().unwrap(), passphrase: None }
    }

    /// A school without a term.
    pub(crate) fn school(name: &str) -> Self {
        let desk = Self::empty();
        desk.good(&["school", "create", "--name", name]);
        desk
    }

    /// A school whose only account, the director's, has a passphrase.
    pub(crate) fn protected(name: &str, passphrase: &str) -> Self {
        let desk = Self { passphrase: Some(passphrase.to_owned()), ..Self::empty() };
        desk.good(&["school", "create", "--name", name]);
        desk
    }

    /// Takes a copy of a fixture's store as its own, with its backups and its passphrase when there are any.
    pub(crate) fn adopted(fixture: &Path) -> Self {
        let mut desk = Self::empty();
        desk.passphrase = fs::read_to_string(fixture.join("passphrase.txt")).ok().map(|text| text.trim().to_owned());
        copy(fixture, &desk.store(), &["keji.db", "keys.json", "backups"]);
        desk
    }

    /// Another desk with a copy of this one's store.
    pub(crate) fn copied(&self) -> Self {
        let desk = Self { passphrase: self.passphrase.clone(), ..Self::empty() };
        copy(&self.store(), &desk.store(), &["keji.db", "keys.json"]);
        desk
    }

    /// Folder of the store.
    pub(crate) fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// A file beside the store.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("files").join(name)
    }

    /// Writes a file beside the store.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// Runs the program.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        let output = self.command().args(words).output().unwrap();
        said(&output)
    }

    /// Runs the program as an account, with a passphrase in the environment or without one.
    pub(crate) fn run_as(&self, account: Option<&str>, passphrase: Option<&str>, words: &[&str]) -> Said {
        let mut command = self.command();
        command.env_remove(PASSPHRASE);
        if let Some(passphrase) = passphrase {
            command.env(PASSPHRASE, passphrase);
        }
        if let Some(account) = account {
            command.args(["--account", account]);
        }
        said(&command.args(words).output().unwrap())
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
        command.env_remove(PASSPHRASE).arg("--data").arg(self.store());
        if let Some(passphrase) = &self.passphrase {
            command.env(PASSPHRASE, passphrase);
        }
        command
    }
}

/// Copies files and folders of some names.
fn copy(from: &Path, to: &Path, names: &[&str]) {
    fs::create_dir_all(to).unwrap();
    for name in names {
        let source = from.join(name);
        if source.is_dir() {
            let inside: Vec<String> = fs::read_dir(&source)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            copy(&source, &to.join(name), &inside.iter().map(String::as_str).collect::<Vec<_>>());
        } else if source.exists() {
            fs::copy(&source, to.join(name)).unwrap();
        }
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
