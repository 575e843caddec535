//! Calls that are under way: hosts ask for their progress and tell them to stop.

use crate::command::Progress;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// One call under way.
#[derive(Debug, Default)]
pub struct Run {
    cancelled: AtomicBool,
    progress: Mutex<Option<Progress>>,
}

impl Run {
    /// Whether the user has asked to stop.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Keeps how far the work has come.
    pub fn report(&self, progress: Progress) {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
    }

    /// How far the work has come.
    pub fn progress(&self) -> Option<Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// All calls under way, by the name that the caller gave them.
#[derive(Debug, Default)]
pub struct Running(Mutex<BTreeMap<String, Arc<Run>>>);

impl Running {
    /// Notes a call; `finish` forgets it.
    pub fn start(&self, id: &str) -> Arc<Run> {
        let run = Arc::new(Run::default());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), Arc::clone(&run));
        run
    }

    /// The call of a name, while it is under way.
    pub fn get(&self, id: &str) -> Option<Arc<Run>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    /// Asks a call to stop; one that has ended is left alone.
    pub fn cancel(&self, id: &str) {
        if let Some(run) = self.get(id) {
            run.cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Forgets a call that has ended.
    pub fn finish(&self, id: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }
}
