//! Whole stories through the command line, as an office's administrator would type them.
#![allow(clippy::unwrap_used)]

mod command_line;
mod desk;
mod four_kinds;
mod real_school;
mod sample_school;
mod summary_agrees;
mod upgrade;
