//! What a row of each kind of table means: a file per kind, from the row to the planned write, and from the planned
//! write to the slice that owns the record.

pub(crate) mod assignment_matrix;
pub(crate) mod assignments;
pub(crate) mod calendar;
pub(crate) mod homework;
pub(crate) mod leaders;
mod observation_cells;
pub(crate) mod observations;
pub(crate) mod open_lessons;
pub(crate) mod pairings;
pub(crate) mod plans;
mod rest_days;
pub(crate) mod roster;
mod roster_match;
pub(crate) mod tags;
pub(crate) mod timetable;
pub(crate) mod timetable_wide;
pub(crate) mod work;
