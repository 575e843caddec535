//! Terms, teaching weeks, holidays and make-up days, the bell schedule.

mod api;
mod bell_rows;
mod close_rows;
mod day_of;
mod days;
mod list;
mod pace;
mod periods;
mod propose;
mod refit;
mod rows;
mod save;
mod shape;
mod types;
mod weeks;

pub(crate) use api::COMMANDS;
pub(crate) use close_rows::{close_term, is_closed};
pub(crate) use day_of::day_of;
pub(crate) use days::{create_defaults, save_day, special_days};
pub(crate) use list::{present_term, term, term_containing, weeks_between};
pub(crate) use pace::Pace;
pub(crate) use periods::{Bells, at_or_next, periods, periods_for, save_periods};
pub(crate) use rows::{day, optional_day, terms as all_terms};
pub(crate) use save::{create_term, update_week};
pub use types::*;
pub(crate) use weeks::{Weeks, weeks};

/// Printed name of a term, such as 2026—2027 学年第一学期.
pub(crate) fn term_name(school_year: &str, number: u32) -> String {
    let ordinal = if number == 1 { "一" } else { "二" };
    format!("{}学年第{ordinal}学期", school_year.replace('-', "—"))
}
