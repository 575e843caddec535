//! Builds the page before it is embedded, and declares the two commands that the page may call.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

fn main() {
    let ui = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../ui");
    build_page(&ui);
    tauri_build::try_build(
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(&["rpc", "cancel"])),
    )
    .unwrap_or_else(|error| panic!("tauri-build: {error:#}"));
}

/// Runs `npm ci` when the lock file is newer than what is installed, then `npm run build` when a source changed.
fn build_page(ui: &Path) {
    for watched in ["src", "index.html", "package.json", "package-lock.json", "vite.config.ts", "public"] {
        println!("cargo:rerun-if-changed={}", ui.join(watched).display());
    }
    println!("cargo:rerun-if-changed={}", ui.join("../assets/messages/errors.zh-CN.json").display());
    let installed = changed(&ui.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < changed(&ui.join("package-lock.json")) {
        npm(ui, &["ci", "--no-audit", "--no-fund"]);
    }
    npm(ui, &["run", "build"]);
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

fn npm(ui: &Path, words: &[&str]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(program).args(words).current_dir(ui).status();
    match status {
        Ok(status) if status.success() => {}
        Ok(status) => panic!("npm {} failed: {status}", words.join(" ")),
        Err(error) => panic!("npm could not be started ({error}): install Node.js 20 or newer"),
    }
}
