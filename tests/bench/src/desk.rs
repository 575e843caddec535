//! An office without a window, and a stop watch.

use keji_domain::{
    Result,
    access::Session,
    office::{Homes, Host, Office, SampleClock},
};
use keji_intake::host::WorkerCommand;
use keji_store::{RandomIds, SystemClock};
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

/// An office whose schools lie in `folder`.
pub(crate) fn office(folder: &Path) -> Office {
    let homes = Homes { own: folder.join("school"), sample: folder.join("sample"), papers: folder.join("papers") };
    Office::new(homes, Arc::new(Nobody), Arc::new(SystemClock), Arc::new(RandomIds), SampleClock::Standing)
}

/// Calls a command as the director.
pub(crate) fn call(office: &Office, name: &str, request: Value) -> Result<Value> {
    office.call(&Session::built_in(), name, request, &|_| {}, &|| false)
}

/// Runs `f` and says how long it took.
pub(crate) fn timed<T>(f: impl FnOnce() -> Result<T>) -> Result<(T, Duration)> {
    let start = Instant::now();
    let value = f()?;
    Ok((value, start.elapsed()))
}

struct Nobody;

impl Host for Nobody {
    fn pick_folder(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }

    fn pick_open(&self, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }

    fn pick_save(&self, _: &str, _: &str) -> Result<Option<PathBuf>> {
        Ok(None)
    }

    fn open_file(&self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn reveal_file(&self, _: &Path) -> Result<()> {
        Ok(())
    }

    fn worker(&self) -> WorkerCommand {
        WorkerCommand { program: PathBuf::new(), args: Vec::new() }
    }
}
