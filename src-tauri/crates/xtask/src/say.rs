//! Running other programs and saying so.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// What went wrong, in one sentence.
pub(crate) type Outcome = Result<(), String>;

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// A program of the workspace as the test build leaves it. Building a package by itself would unify features
/// differently and compile half of the dependencies once more.
pub(crate) fn built(name: &str) -> String {
    root().join("target/debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)).to_string_lossy().into_owned()
}

/// Says what comes next.
pub(crate) fn step(what: &str) {
    println!("\n▶ {what}");
}

/// Runs a program in a folder; fails when it does.
pub(crate) fn run(folder: &Path, program: &str, words: &[&str]) -> Outcome {
    run_with(folder, program, words, &[])
}

/// Runs a program with additional environment variables.
pub(crate) fn run_with(folder: &Path, program: &str, words: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let mut command = Command::new(resolved(program));
    command.args(words).current_dir(folder).envs(variables.iter().copied());
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{program} {} 失败（{status}）", words.join(" "))),
        Err(error) => Err(format!("{program} 无法启动：{error}")),
    }
}

/// Runs a program and takes what it prints; nothing when it fails or is not there.
pub(crate) fn output(folder: &Path, program: &str, words: &[&str]) -> Option<String> {
    let output = Command::new(resolved(program)).args(words).current_dir(folder).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// On Windows npm is a script of its own name.
fn resolved(program: &str) -> &str {
    if cfg!(windows) && program == "npm" { "npm.cmd" } else { program }
}
