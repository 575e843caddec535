//! 课迹 in its window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::{process::ExitCode, sync::Arc};

fn main() -> ExitCode {
    // The worker comes before everything else: it reads hostile files with little memory and nothing open.
    if std::env::args_os().nth(1).is_some_and(|first| first == "--worker") {
        return keji::worker();
    }
    keji::run(Arc::new(keji::SystemPicker))
}
