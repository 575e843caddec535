//! The crash report: where the program failed, and nothing of what it was working on. The message of a failure can hold
//! a value, and with it a name: it stays out.

use chrono::{DateTime, FixedOffset};
use keji_store::{Clock, SystemClock};
use std::{
    backtrace::Backtrace,
    fs,
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    thread,
};

/// Reports kept.
const KEPT: usize = 10;

/// Writes a report into a folder whenever the program fails.
pub(crate) fn report_into(folder: &Path) {
    let folder = folder.to_owned();
    panic::set_hook(Box::new(move |failure| {
        let now = SystemClock.now();
        let place = place(failure);
        tracing::error!(%place, "the program failed");
        let report = report(now, &place, &Backtrace::force_capture().to_string());
        if write(&folder, now, &report).is_err() {
            eprintln!("keji: the report of a failure could not be written");
        }
    }));
}

/// File and line in the program's source.
fn place(failure: &PanicHookInfo<'_>) -> String {
    failure.location().map_or_else(|| "?".to_owned(), |at| format!("{}:{}", at.file(), at.line()))
}

fn report(now: DateTime<FixedOffset>, place: &str, calls: &str) -> String {
    let current = thread::current();
    let thread = current.name().unwrap_or("?");
    let (version, system) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    format!("课迹 {version}　{system}\n{}\n位置：{place}　线程：{thread}\n\n{calls}\n", now.to_rfc3339())
}

fn write(folder: &Path, now: DateTime<FixedOffset>, report: &str) -> std::io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("crash-{}.txt", now.format("%Y%m%d-%H%M%S%3f")));
    fs::write(&path, report)?;
    let mut older: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("crash-")))
        .collect();
    older.sort();
    let surplus = older.len().saturating_sub(KEPT);
    for path in older.into_iter().take(surplus) {
        fs::remove_file(path)?;
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::report_into;
    use std::{fs, panic, thread};

    #[test]
    fn a_report_says_where_and_not_what() {
        let folder = tempfile::tempdir().unwrap();
        let before = panic::take_hook();
        report_into(folder.path());
        let name = "沈若谷";
        let failed = thread::spawn(move || panic!("评语写给 {name} 时出错")).join();
        panic::set_hook(before);
        assert!(failed.is_err());
        let reports: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(reports.len(), 1);
        let report = fs::read_to_string(&reports[0]).unwrap();
        assert!(report.contains("crash.rs:"), "{report}");
        assert!(!report.contains("沈若谷") && !report.contains("评语"), "{report}");
    }
}
