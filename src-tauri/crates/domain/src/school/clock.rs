//! A school's clock: the machine's, or pinned for the sample school.

use super::rows;
use crate::{error::Result, office::SampleClock};
use chrono::{DateTime, FixedOffset};
use keji_store::{Clock, FixedClock, RunningClock, Store};
use std::sync::{Arc, PoisonError, RwLock};

/// The clock that a store is opened with. Only after opening is it known whether the school's time is pinned.
pub(crate) struct SchoolClock {
    present: RwLock<Arc<dyn Clock>>,
}

impl SchoolClock {
    pub(crate) fn new(system: Arc<dyn Clock>) -> Self {
        Self { present: RwLock::new(system) }
    }

    /// Lets the clock stand at a moment: while the sample school is written, and in tests.
    pub(crate) fn stand_at(&self, moment: DateTime<FixedOffset>) {
        self.set(Arc::new(FixedClock(moment)));
    }

    fn set(&self, clock: Arc<dyn Clock>) {
        *self.present.write().unwrap_or_else(PoisonError::into_inner) = clock;
    }
}

impl Clock for SchoolClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.present.read().unwrap_or_else(PoisonError::into_inner).now()
    }
}

/// Pins the clock when the school says so.
pub(crate) fn pin(store: &Store, clock: &SchoolClock, going: SampleClock) -> Result<()> {
    if let Some(moment) = store.read(rows::pinned_at)? {
        match going {
            SampleClock::Running => clock.set(Arc::new(RunningClock::starting_at(moment))),
            SampleClock::Standing => clock.stand_at(moment),
        }
    }
    Ok(())
}
