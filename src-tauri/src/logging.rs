//! The log: one file for each local day, fourteen of them kept. Ids, codes and counts only; never a name or a text.

use chrono::{DateTime, FixedOffset, NaiveDate};
use keji_store::{Clock, SystemClock};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};
use tracing_subscriber::fmt::{MakeWriter, format::Writer, time::FormatTime};

/// Files kept.
const KEPT: usize = 14;

/// Starts logging into a folder. A folder that cannot be written leaves the program without a log, not without work.
pub(crate) fn start(folder: &Path) {
    let file = DayFile { folder: folder.to_owned(), open: Mutex::new(None) };
    let started = tracing_subscriber::fmt()
        .with_writer(file)
        .with_timer(LocalTime)
        .with_ansi(false)
        .with_target(false)
        .with_max_level(tracing::Level::INFO)
        .try_init();
    if started.is_err() {
        eprintln!("keji: the log could not be started");
    }
}

/// Local time with its offset.
struct LocalTime;

impl FormatTime for LocalTime {
    fn format_time(&self, writer: &mut Writer<'_>) -> std::fmt::Result {
        write!(writer, "{}", SystemClock.now().format("%Y-%m-%dT%H:%M:%S%.3f%:z"))
    }
}

/// A file that changes at local midnight.
struct DayFile {
    folder: PathBuf,
    open: Mutex<Option<(NaiveDate, File)>>,
}

impl DayFile {
    fn write_at(&self, now: DateTime<FixedOffset>, bytes: &[u8]) -> io::Result<usize> {
        let today = now.date_naive();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.as_ref().is_none_or(|(day, _)| *day != today) {
            fs::create_dir_all(&self.folder)?;
            let path = self.folder.join(format!("keji-{today}.log"));
            *open = Some((today, OpenOptions::new().create(true).append(true).open(path)?));
            forget_old(&self.folder)?;
        }
        match open.as_mut() {
            Some((_, file)) => file.write(bytes),
            None => Ok(bytes.len()),
        }
    }
}

fn forget_old(folder: &Path) -> io::Result<()> {
    let mut logs: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "log"))
        .collect();
    logs.sort();
    let surplus = logs.len().saturating_sub(KEPT);
    for path in logs.into_iter().take(surplus) {
        fs::remove_file(path)?;
    }
    Ok(())
}

impl<'a> MakeWriter<'a> for DayFile {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line(self)
    }
}

/// One line on its way into the file.
struct Line<'a>(&'a DayFile);

impl Write for Line<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write_at(SystemClock.now(), bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::DayFile;
    use chrono::DateTime;
    use std::sync::Mutex;

    #[test]
    fn the_log_changes_at_local_midnight_and_old_files_go() {
        let folder = tempfile::tempdir().unwrap();
        let file = DayFile { folder: folder.path().join("logs"), open: Mutex::new(None) };
        for day in 1..=20 {
            for time in ["00:30:00", "23:30:00"] {
                let now = DateTime::parse_from_rfc3339(&format!("2026-11-{day:02}T{time}+08:00")).unwrap();
                file.write_at(now, format!("{now}\n").as_bytes()).unwrap();
            }
        }
        let mut names: Vec<_> = std::fs::read_dir(folder.path().join("logs"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), 14);
        assert_eq!(names.first().unwrap(), "keji-2026-11-07.log");
        let last = std::fs::read_to_string(folder.path().join("logs/keji-2026-11-20.log")).unwrap();
        assert_eq!(last.lines().count(), 2, "both times of the local day stand in one file");
    }
}
