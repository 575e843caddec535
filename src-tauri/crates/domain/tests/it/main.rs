//! The domain's behaviour, through the list of commands, as every host calls it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod calendar;
mod exchange;
mod homework;
mod layering;
mod lesson_plan;
mod markers;
mod mentoring;
mod messages;
mod observation;
mod papers;
mod quota;
mod reach;
mod report;
mod roster;
mod schema;
mod school;
mod search;
mod summary;
mod support;
mod undo;
mod vault;
