//! Names of people and judgements of them reach no log, no file, no file's name and no error. Every text that can be
//! written is a mark here; every command is called with it, well formed and misshapen, allowed and refused.
//!
//! The marked office is a process of its own, so that the log holds what all its threads say and the folder of temporary
//! files is its own.
#![cfg(unix)] // the reading process is this binary, started through a shell

mod office;
mod story;
mod traces;

use office::Watched;
use std::{env, fs::File, path::PathBuf, process::Command, sync::Mutex};
use traces::Traces;
use tracing_subscriber::filter::LevelFilter;

/// Folder in which the marked office works; without it the test of its process does nothing.
const FOLDER: &str = "KEJI_TEST_MARKED";
/// Stands in every text of a person or of a record.
const MARK: &str = "暗记";
/// Stands in the school's name, which the names of papers may bear.
const SCHOOL: &str = "校牌";
/// Stands in every label of an account, which may stand at the door and nowhere else outside the database.
const LABEL: &str = "门牌";
/// Stands in every passphrase and password.
const SECRET: &str = "mimiyu";

#[test]
fn marks_reach_no_log_no_file_and_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let temporary = folder.path().join("tmp");
    std::fs::create_dir_all(&temporary).unwrap();
    let run = Command::new(env::current_exe().unwrap())
        .args(["markers::the_marked_office", "--exact", "--nocapture"])
        .env(FOLDER, folder.path())
        .env("TMPDIR", &temporary)
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
    let traces = Traces::of(folder.path());
    traces.nowhere("after the program has ended");
    assert!(traces.files("papers").is_empty(), "papers for printing are gone");
    assert!(traces.files("tmp").is_empty(), "nothing is left among the temporary files");
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    for word in ["backup_restore", "a wrong passphrase", "bad_request", "a store cannot be opened", "DEBUG"] {
        assert!(log.contains(word), "the log was listened to: {word} is not in it");
    }
}

#[test]
fn the_marked_office() {
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else { return };
    let log = Mutex::new(File::create(folder.join("log")).unwrap());
    tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false).with_writer(log).init();
    let mut office = Watched::new(&folder);
    story::tell(&mut office);
}
