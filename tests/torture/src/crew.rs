//! Work in parallel, and a place for many short-lived files.

use std::{
    num::NonZero,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};
use tempfile::TempDir;

/// Runs the jobs `0..count` on all processors; the first failure ends the rest.
pub(crate) fn each<T: Send>(count: u64, job: impl Fn(u64) -> Result<T, String> + Sync) -> Result<Vec<T>, String> {
    let next = AtomicU64::new(0);
    let done = Mutex::new(Ok(Vec::new()));
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let result = job(number);
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    match (result, &mut *done) {
                        (Ok(value), Ok(values)) => values.push(value),
                        (Err(why), Ok(_)) => {
                            *done = Err(why);
                            next.store(count, Ordering::Relaxed);
                        }
                        (_, Err(_)) => {}
                    }
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary folder, in memory where the system offers that: what is tried here is what the store asks of a disk,
/// not the disk.
pub(crate) fn scratch() -> Result<TempDir, String> {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.or_else(|_| tempfile::tempdir()).map_err(|error| error.to_string())
}
