//! The real window with a user who has chosen beforehand: files are saved into the folder that `KEJI_SMOKE_SAVE`
//! names. Everything else is the shipped shell.

use keji::FilePicker;
use std::{path::PathBuf, process::ExitCode, sync::Arc};

struct Scripted {
    save: Option<PathBuf>,
}

impl FilePicker for Scripted {
    fn open(&self, _: &str, _: &str, _: &[&str]) -> Option<PathBuf> {
        None
    }

    fn folder(&self, _: &str) -> Option<PathBuf> {
        None
    }

    fn save(&self, file_name: &str, _: &str, _: &str) -> Option<PathBuf> {
        self.save.as_ref().map(|folder| folder.join(file_name))
    }
}

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|first| first == "--worker") {
        return keji::worker();
    }
    keji::run(Arc::new(Scripted { save: std::env::var_os("KEJI_SMOKE_SAVE").map(PathBuf::from) }))
}
