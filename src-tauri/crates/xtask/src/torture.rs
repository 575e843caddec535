//! `cargo xtask torture`: power cuts, kills and full disks at length.

use crate::{
    machine::{BUILD, packages},
    say::{Outcome, root, run, step},
};

/// Runs it with its options. The test build is enough: most of the time goes into the engine, which is optimised there.
pub(crate) fn torture(options: &[&str]) -> Outcome {
    packages(&BUILD)?;
    step("构建并运行耐久测试：断电、强行结束进程、磁盘写满");
    let mut words = vec!["run", "--quiet", "--package", "keji-torture", "--", "torture"];
    words.extend(options);
    run(&root(), "cargo", &words)
}
