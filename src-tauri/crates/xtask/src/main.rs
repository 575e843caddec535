//! `cargo xtask`: what the README's commands do. Each says what it is doing and installs what it needs.

mod bench;
mod bindings;
mod machine;
mod run;
mod say;
mod test;
mod torture;

use std::process::ExitCode;

const USAGE: &str = "cargo xtask run                 安装所缺、构建并打开课迹
cargo xtask test [STEP...]      安装所缺、运行全部检查与测试（可只跑指明的步骤）
cargo xtask bench [NAME]        运行 tests/bench 下的性能对比（release）
cargo xtask torture [OPTION...] 断电、强行结束进程、磁盘写满（--images N --kills N --seed S）
cargo xtask bindings [--check]  由命令表生成界面的 TypeScript 类型";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => run::run(),
        ["test", steps @ ..] => test::test(steps),
        ["bench", names @ ..] => bench::bench(names),
        ["torture", options @ ..] => torture::torture(options),
        ["bindings"] => bindings::write(),
        ["bindings", "--check"] => bindings::check(),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n✗ {why}");
            ExitCode::FAILURE
        }
    }
}
