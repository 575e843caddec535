//! `keji-cli`: the commands of 课迹 without a window.

mod args;
mod host;
mod import;
mod output;
mod passphrase;
mod run;
mod summary;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    // The worker comes before everything else: it reads hostile files with little memory and nothing open.
    if std::env::args_os().nth(1).is_some_and(|first| first == "worker") {
        return worker();
    }
    match run::run(&args::Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output::refuse(&error);
            ExitCode::FAILURE
        }
    }
}

fn worker() -> ExitCode {
    let limit = keji_intake::worker::MEMORY_LIMIT;
    match keji_intake::worker::run(std::io::stdin().lock(), std::io::stdout().lock(), limit) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
