//! The roster: teachers, departments, prep groups, campuses, classes, assignments.

mod api;
mod assignment_rows;
mod assignments;
mod classes;
mod delete;
mod departments;
mod ground;
mod ground_rows;
mod leave;
mod list;
mod marks;
mod merge;
mod merge_rows;
mod names;
mod person_rows;
mod reach;
mod roll;
mod rows;
mod save;
mod stages;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use assignments::{of_term as assigned, propose as propose_assignments, save as save_assignment};
pub(crate) use classes::{class_name, classes, save_class};
pub(crate) use departments::departments;
pub(crate) use ground::save_prep_group;
pub(crate) use leave::leave;
pub(crate) use list::teachers;
pub(crate) use marks::{Lead, add_post, keep_tag, lead_prep_group, leads_of_prep_groups, tags};
pub use merge_rows::TEACHER_COLUMNS;
pub(crate) use names::Names;
pub(crate) use person_rows::former as former_names;
pub(crate) use reach::people;
pub(crate) use roll::{Entry, grades, leaves, next_grade, roll};
pub(crate) use save::save_teacher;
pub use types::*;

/// Posts of leaders: those who may drop in (推门课), known by the end of the post's name, so that 语文教研组长 is one.
const LEADER_POSTS: [&str; 7] = ["校长", "书记", "主任", "副主任", "教研组长", "年级组长", "视导员"];

/// Whether one of a person's posts is a leader's. A class teacher (班主任) leads a class, not teachers.
pub(crate) fn leads(posts: &[String]) -> bool {
    let leader = |post: &String| post != "班主任" && LEADER_POSTS.iter().any(|end| post.ends_with(end));
    posts.iter().any(leader)
}
