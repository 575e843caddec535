//! Terms, teaching weeks, holidays and make-up days, the bell schedule and the timetable.

mod api;
mod days;
mod list;
mod periods;
mod propose;
mod rows;
mod save;
mod timetable;
mod types;
mod weeks;

pub(crate) use api::COMMANDS;
pub(crate) use days::{create_defaults, save_day, special_days};
pub(crate) use list::{present_term, term, term_containing, weeks_between};
pub(crate) use periods::{at_or_next, periods, save_periods};
pub(crate) use rows::{day, optional_day, terms as all_terms};
pub(crate) use save::{create_term, update_week};
pub(crate) use timetable::{NewLesson, insert_lesson, lessons_on, timetable, update_lesson};
pub use types::*;
pub(crate) use weeks::{Weeks, weeks};

/// Printed name of a term, such as 2026—2027 学年第一学期.
pub(crate) fn term_name(school_year: &str, number: u32) -> String {
    let ordinal = if number == 1 { "一" } else { "二" };
    format!("{}学年第{ordinal}学期", school_year.replace('-', "—"))
}
