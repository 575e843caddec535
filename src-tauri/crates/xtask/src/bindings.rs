//! The generated TypeScript types.

use crate::say::{Outcome, built, output, root, run, step};
use std::{fs, path::PathBuf};

fn file() -> PathBuf {
    root().join("ui/src/host/generated.ts")
}

fn generated() -> Result<String, String> {
    run(&root(), "cargo", &["build", "--quiet", "--workspace", "--bins", "--tests"])?;
    output(&root(), &built("keji-cli"), &["bindings"]).ok_or_else(|| "无法生成类型".to_owned())
}

/// Writes the types.
pub(crate) fn write() -> Outcome {
    fs::write(file(), generated()?).map_err(|error| error.to_string())
}

/// Fails when the committed types are not what the list of commands says.
pub(crate) fn check() -> Outcome {
    step("核对生成的 TypeScript 类型");
    let present = fs::read_to_string(file()).map_err(|error| error.to_string())?;
    if present == generated()? {
        Ok(())
    } else {
        Err("ui/src/host/generated.ts 与命令表不一致：请运行 cargo xtask bindings 并提交".into())
    }
}
