//! `cargo xtask test`: every check and test, in the order in which a fault is found soonest.

use crate::{
    bindings,
    machine::{BUILD, TEST, npm, packages},
    say::{Outcome, built, root, run, run_with, step},
};
use std::time::Instant;

/// A step: its name on the command line, what it says, what it does.
type Step = (&'static str, &'static str, fn() -> Outcome);

const STEPS: [Step; 11] = [
    ("format", "代码格式（rustfmt）", format),
    ("ui", "界面：ESLint、类型、单元测试、构建、体积", ui),
    ("deny", "依赖的许可与来源（cargo-deny）", deny),
    ("clippy", "静态检查（clippy，警告即失败）", clippy),
    ("doc", "文档（rustdoc，警告即失败）", doc),
    ("build", "构建程序与测试（dev）", build),
    ("rust", "Rust 测试", rust),
    ("bindings", "命令表与界面类型一致", bindings::check),
    ("papers", "导出的 Word、Excel 合乎规范", papers),
    ("e2e", "界面测试：真实浏览器、全部屏幕、两种主题", e2e),
    ("smoke", "真实窗口：第一次打开到导出 PDF", smoke),
];

/// Runs all steps, or those that are named.
pub(crate) fn test(named: &[&str]) -> Outcome {
    if let Some(unknown) = named.iter().find(|name| !STEPS.iter().any(|(known, ..)| known == *name)) {
        let known: Vec<&str> = STEPS.iter().map(|(name, ..)| *name).collect();
        return Err(format!("没有这个步骤：{unknown}。可用：{}", known.join(" ")));
    }
    step("检查这台机器");
    packages(&[&BUILD[..], &TEST[..]].concat())?;
    npm("ui")?;
    npm("tests/e2e")?;
    let begin = Instant::now();
    let mut done = 0;
    for (name, what, act) in STEPS {
        if named.is_empty() || named.contains(&name) {
            step(what);
            let started = Instant::now();
            act()?;
            println!("  {name}：{} 秒", started.elapsed().as_secs());
            done += 1;
        }
    }
    println!("\n全部通过：{done} 步，共 {} 分 {} 秒", begin.elapsed().as_secs() / 60, begin.elapsed().as_secs() % 60);
    Ok(())
}

fn format() -> Outcome {
    run(&root(), "cargo", &["fmt", "--all", "--check"])
}

fn ui() -> Outcome {
    let ui = root().join("ui");
    for script in ["lint", "test", "build", "size"] {
        run(&ui, "npm", &["run", "--silent", script])?;
    }
    Ok(())
}

/// cargo-deny is built once into the target folder; advisories need the network and are left out.
fn deny() -> Outcome {
    let tools = root().join("target/tools");
    let program = tools.join("bin/cargo-deny");
    if !program.exists() {
        let folder = tools.to_string_lossy();
        let words = ["install", "--quiet", "--debug", "--locked", "--root", &folder, "cargo-deny@0.20.2"];
        run(&root(), "cargo", &words)?;
    }
    let words = [
        "--workspace",
        "--config",
        ".deny.toml",
        "--log-level",
        "error",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ];
    run(&root(), &program.to_string_lossy(), &words)
}

fn clippy() -> Outcome {
    run(&root(), "cargo", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

fn doc() -> Outcome {
    let words = ["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"];
    run_with(&root(), "cargo", &words, &[("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links")])
}

fn build() -> Outcome {
    run(&root(), "cargo", &["build", "--quiet", "--workspace", "--bins", "--tests"])
}

fn rust() -> Outcome {
    run(&root(), "cargo", &["test", "--workspace"])
}

fn papers() -> Outcome {
    run(&root().join("tests/e2e"), "npm", &["run", "--silent", "papers"])
}

fn e2e() -> Outcome {
    run(&root().join("tests/e2e"), "npm", &["run", "--silent", "e2e"])
}

fn smoke() -> Outcome {
    run(&root(), &built("keji-smoke"), &[])
}
