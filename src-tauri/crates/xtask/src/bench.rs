//! `cargo xtask bench`: what stands in `tests/bench`.

use crate::{
    machine::{BUILD, TEST, npm, packages},
    say::{Outcome, root, run, step},
};

/// Runs a benchmark by its name, or all.
pub(crate) fn bench(names: &[&str]) -> Outcome {
    packages(&BUILD)?;
    if names.is_empty() || names.contains(&"typing") {
        // Typing is measured in a browser, on the page as it is built.
        packages(&TEST)?;
        npm("ui")?;
        npm("tests/e2e")?;
        run(&root().join("ui"), "npm", &["run", "--silent", "build"])?;
        run(&root(), "cargo", &["build", "--release", "--package", "keji-bridge"])?;
    }
    step("构建性能对比（release）");
    let mut words = vec!["run", "--release", "--package", "keji-bench", "--"];
    words.extend(names);
    run(&root(), "cargo", &words)
}
