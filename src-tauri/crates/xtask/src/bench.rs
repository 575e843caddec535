//! `cargo xtask bench`: what stands in `tests/bench`.

use crate::{
    machine::{BUILD, packages},
    say::{Outcome, root, run, step},
};

/// Runs a benchmark by its name, or all.
pub(crate) fn bench(names: &[&str]) -> Outcome {
    packages(&BUILD)?;
    step("构建性能对比（release）");
    let mut words = vec!["run", "--release", "--package", "keji-bench", "--"];
    words.extend(names);
    run(&root(), "cargo", &words)
}
