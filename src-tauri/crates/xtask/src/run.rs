//! `cargo xtask run`: builds the window and opens it.

use crate::{
    machine::{BUILD, npm, packages},
    say::{Outcome, root, run as start, step},
};

/// Installs what is missing, builds the release without the long link, opens the window.
pub(crate) fn run() -> Outcome {
    step("检查这台机器");
    packages(&BUILD)?;
    npm("ui")?;
    step("构建课迹（第一次约需十分钟）");
    start(&root(), "cargo", &["build", "--release", "--package", "keji", "--package", "keji-cli"])?;
    step("打开课迹");
    let program = root().join("target/release").join(if cfg!(windows) { "keji.exe" } else { "keji" });
    start(&root(), &program.to_string_lossy(), &[])
}
