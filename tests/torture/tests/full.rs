//! Full disks in each form, during each kind of write.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use keji_torture::full::{Form, Outcome, run};
use std::path::Path;

fn holds(form: Form) {
    match run(Path::new(env!("CARGO_BIN_EXE_keji-torture")), form).unwrap() {
        Outcome::Done(figures) => {
            assert_eq!(figures.faults, Vec::<String>::new());
            assert_eq!(figures.untried(), Vec::<&str>::new(), "never met a full disk");
        }
        Outcome::Skipped(why) => eprintln!("skipped: {why}"),
    }
}

#[test]
fn made_up() {
    holds(Form::MadeUp);
}

#[test]
fn a_file_system_without_space() {
    holds(Form::FileSystem);
}

#[test]
fn a_limit_on_the_size_of_files() {
    holds(Form::Limit);
}
