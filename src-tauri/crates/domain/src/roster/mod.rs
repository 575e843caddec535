//! The roster: teachers, departments, classes.

mod api;
mod classes;
mod delete;
mod departments;
mod list;
mod reach;
mod rows;
mod save;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use classes::{class_name, classes, save_class};
pub(crate) use departments::departments;
pub(crate) use list::{Names, roster, teachers};
pub(crate) use reach::people;
pub(crate) use save::save_teacher;
pub use types::*;

/// Posts of leaders: those who may drop in (推门课), known by the end of the post's name, so that 语文教研组长 is one.
const LEADER_POSTS: [&str; 7] = ["校长", "书记", "主任", "副主任", "教研组长", "年级组长", "视导员"];

/// Whether one of a person's posts is a leader's. A class teacher (班主任) leads a class, not teachers.
pub(crate) fn leads(posts: &[String]) -> bool {
    let leader = |post: &String| post != "班主任" && LEADER_POSTS.iter().any(|end| post.ends_with(end));
    posts.iter().any(leader)
}
