//! A panic inside a file library is a damaged file, not a crash.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::IntakeError;
use crate::model::Format;

/// Runs `read` and turns a panic into [`IntakeError::Damaged`]. Nothing that
/// `read` touched is used afterwards, so no broken state can be seen.
pub(crate) fn against_panic<T>(
    format: Format,
    read: impl FnOnce() -> Result<T, IntakeError>,
) -> Result<T, IntakeError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(IntakeError::damaged(format, "reader")))
}
