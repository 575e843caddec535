//! Observation quotas (听课任务): who owes how many lessons of what, in which stretch of time, and what is waived.

mod api;
mod apply;
mod counting_rows;
mod delete;
mod paired_rows;
mod rests;
mod rows;
mod save;
mod settle;
mod types;
mod who;
mod windows;
mod wording;

pub(crate) use api::COMMANDS;
pub(crate) use apply::{Applied, Quota, Rules, apply, serves};
pub(crate) use counting_rows::waivers;
pub(crate) use rests::{check_undo, standing};
pub(crate) use save::create_defaults;
pub use types::*;
pub(crate) use windows::{Window, left_of, windows};
pub(crate) use wording::{duty as duty_words, target as target_name};
