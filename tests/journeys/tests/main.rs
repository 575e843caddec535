//! Whole stories through the command line, as an office's administrator would type them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod command_line;
mod desk;
mod four_kinds;
mod going_back;
mod real_school;
mod real_sheets;
mod released;
mod sample_school;
mod summary_agrees;
mod upgrade;
