//! Kinds of pairing and the duties that a pairing starts from.

use super::types::{Duty, DutyDirection};

/// Kinds of pairing; the first one when none is given.
pub(crate) const KINDS: [&str; 3] = ["教学", "班主任", "教科研"];

/// One lesson in two weeks each way (MODEL, Mentoring; a setting of each pairing).
pub(crate) fn default_duties() -> Vec<Duty> {
    [DutyDirection::MentorObserves, DutyDirection::ApprenticeObserves]
        .into_iter()
        .map(|direction| Duty { id: String::new(), direction, times: 1, every_weeks: Some(2) })
        .collect()
}
