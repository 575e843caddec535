//! Time as a thing that is passed in.

use chrono::{DateTime, FixedOffset, Local};
use std::time::Instant;

/// Source of the present moment, in the office's local offset.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<FixedOffset>;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    // The one place where the system's clock is read.
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> DateTime<FixedOffset> {
        Local::now().fixed_offset()
    }
}

/// A clock that stands still: for tests and for pictures that must not change.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub DateTime<FixedOffset>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<FixedOffset> {
        self.0
    }
}

/// A clock that starts at a given moment and then runs: the sample school's.
#[derive(Debug, Clone, Copy)]
pub struct RunningClock {
    start: DateTime<FixedOffset>,
    since: Instant,
}

impl RunningClock {
    /// A clock that shows `start` now.
    pub fn starting_at(start: DateTime<FixedOffset>) -> Self {
        Self { start, since: Instant::now() }
    }
}

impl Clock for RunningClock {
    fn now(&self) -> DateTime<FixedOffset> {
        let elapsed = chrono::Duration::from_std(self.since.elapsed()).unwrap_or_default();
        self.start + elapsed
    }
}
