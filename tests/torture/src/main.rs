//! `keji-torture`: power cuts, kills and full disks at length.

use std::process::ExitCode;

#[cfg(unix)]
mod run;

#[cfg(unix)]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run::run(&words) {
        Ok(sound) => ExitCode::from(u8::from(!sound)),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

#[cfg(not(unix))]
fn main() -> ExitCode {
    eprintln!("keji-torture: only on unix");
    ExitCode::from(2)
}
