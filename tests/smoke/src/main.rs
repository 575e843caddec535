//! The real window, driven through `WebKitWebDriver` under a private Xvfb: first run → sample school → log one lesson
//! → it is in the list and in the database → export a PDF past the dialog.

mod journey;
mod traces;
mod window;

use std::process::ExitCode;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> ExitCode {
    if cfg!(not(target_os = "linux")) {
        println!("真实窗口的测试只在 Linux 上运行");
        return ExitCode::SUCCESS;
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("smoke: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(journey::run()) {
        Ok(()) => {
            println!("1 passed, 0 failed");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("smoke: {error}");
            println!("0 passed, 1 failed");
            ExitCode::FAILURE
        }
    }
}
