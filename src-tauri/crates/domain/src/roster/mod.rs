//! The roster: teachers, departments, prep groups, campuses, classes, assignments.

mod api;
mod assignment_rows;
mod assignments;
mod classes;
mod delete;
mod departments;
mod going_on;
mod grades;
mod ground;
mod ground_rows;
mod leave;
mod list;
mod marks;
mod mates;
mod merge;
mod merge_pairing_rows;
mod merge_rows;
mod names;
mod person_rows;
mod reach;
mod roll;
mod roll_rows;
mod rows;
mod save;
mod stages;
mod types;

pub(crate) use api::COMMANDS;
pub(crate) use assignments::{
    Taught, assignments, of_term as assigned, propose as propose_assignments, propose_taught, save as save_assignment,
    unassigned,
};
pub(crate) use classes::{class_name, classes, save_class};
pub(crate) use departments::departments;
pub(crate) use going_on::{check_undo, settle, settled_reach};
pub(crate) use grades::{Steps, level, part};
pub(crate) use ground::{roll_prep_groups, save_prep_group};
pub(crate) use ground_rows::{campuses, prep_groups};
pub(crate) use leave::leave;
pub(crate) use list::teachers;
pub(crate) use marks::{Lead, add_post, keep_tag, lead_prep_group, leads_of_prep_groups, tags};
pub(crate) use mates::prep_mates;
pub use merge_rows::TEACHER_COLUMNS;
pub(crate) use names::Names;
pub(crate) use person_rows::former as former_names;
pub(crate) use reach::people;
pub(crate) use roll::{Entry, GradeAtHand, Roll, Rolled, grades, roll};
pub(crate) use roll_rows::{follow as follow_classes, left_behind};
pub(crate) use save::save_teacher;
pub(crate) use stages::{stage_of, stages, year_since};
pub use types::*;

/// Posts of leaders: those who may drop in (推门课), known by the end of the post's name, so that 语文教研组长 is one.
const LEADER_POSTS: [&str; 7] = ["校长", "书记", "主任", "副主任", "教研组长", "年级组长", "视导员"];

/// Whether one of a person's posts is a leader's. A class teacher (班主任) leads a class, not teachers.
pub(crate) fn leads(posts: &[String]) -> bool {
    let leader = |post: &String| post != "班主任" && LEADER_POSTS.iter().any(|end| post.ends_with(end));
    posts.iter().any(leader)
}
