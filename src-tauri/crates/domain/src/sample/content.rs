//! The plain shapes of the sample school 青溪中学.
//!
//! Everything here is data without behaviour: people and classes are named by
//! their index in [`SamplePlan::teachers`] and [`SamplePlan::classes`], days are
//! calendar dates, clock times are minutes since midnight. The writer turns
//! them into records through the ordinary write operations.

pub mod calendar;
pub mod dice;
pub mod groups;
pub mod models;
pub mod phrases;
pub mod records;
pub mod roster;
pub mod rubric;
pub mod topics;
pub mod work;

use chrono::NaiveDate;
use serde::Serialize;

pub use records::{
    Activity, Discussion, Draft, Duty, DutySide, Entered, HomeworkCheck, HomeworkRound, LessonPlan, ObservedLesson,
    Pairing, Reflection, Reply, ReplyKind, Section, Sheet, SheetState, TimelineRow,
};

/// Index of a person in [`SamplePlan::teachers`].
pub type TeacherIx = usize;
/// Index of a class in [`SamplePlan::classes`].
pub type ClassIx = usize;

/// The whole sample school: what stands in its store on the pinned day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SamplePlan {
    /// Name of the school.
    pub school: &'static str,
    /// Name of its only campus.
    pub campus: &'static str,
    /// The term.
    pub term: Term,
    /// Holidays, make-up days and examination days inside the term, by date.
    pub special_days: Vec<SpecialDay>,
    /// Eight periods, by number.
    pub bells: Vec<Bell>,
    /// 教研组, in the order the office lists them.
    pub departments: Vec<Department>,
    /// 备课组, by subject then grade.
    pub prep_groups: Vec<PrepGroup>,
    /// 36 people.
    pub teachers: Vec<Teacher>,
    /// 12 classes.
    pub classes: Vec<Class>,
    /// Who teaches what to which class.
    pub assignments: Vec<Assignment>,
    /// The weekly timetable, by weekday, period, class.
    pub timetable: Vec<Slot>,
    /// What each post owes in a term.
    pub quotas: Vec<Quota>,
    /// The scoring sheet every observation uses.
    pub rubric: Rubric,
    /// Observed lessons with their sheets, by date and period.
    pub lessons: Vec<ObservedLesson>,
    /// Two rounds of homework checks.
    pub homework_rounds: Vec<HomeworkRound>,
    /// 精品教案 with their drafts, by teacher.
    pub lesson_plans: Vec<LessonPlan>,
    /// Mentor pairings.
    pub pairings: Vec<Pairing>,
}

/// A term of the school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// School year, `2026-2027`.
    pub year: &'static str,
    /// 1 or 2.
    pub number: u8,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Monday of week 1.
    pub first_monday: NaiveDate,
    /// Number of weeks.
    pub weeks: u8,
    /// The day the sample's clock is pinned at.
    pub today: NaiveDate,
}

/// What kind of special day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum DayKind {
    /// 放假: no lessons.
    Holiday,
    /// 调休上班: lessons by the timetable of another weekday.
    MakeUp,
    /// 考试: a teaching day without timetable lessons.
    Exam,
}

/// A day that departs from the weekly pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialDay {
    /// The date.
    pub date: NaiveDate,
    /// Its kind.
    pub kind: DayKind,
    /// 国庆节, 期中考试 …
    pub name: &'static str,
    /// For a make-up day the weekday (1 = Monday) whose timetable it follows.
    pub follows: Option<u8>,
}

/// One period of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bell {
    /// 1–8.
    pub period: u8,
    /// 第一节 … 自习.
    pub name: &'static str,
    /// Start, minutes since midnight.
    pub start: u16,
    /// End, minutes since midnight.
    pub end: u16,
}

/// A 教研组.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Department {
    /// 语文组 …
    pub name: &'static str,
    /// Its 教研组长.
    pub head: TeacherIx,
}

/// A 备课组: the teachers of a subject in a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrepGroup {
    /// 七年级语文备课组 …
    pub name: String,
    /// The subject.
    pub subject: &'static str,
    /// 7, 8 or 9.
    pub grade: u8,
    /// Its 备课组长.
    pub leader: TeacherIx,
    /// Members, the leader included, ascending.
    pub members: Vec<TeacherIx>,
}

/// The post that decides the quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Rank {
    /// 校领导.
    Leader,
    /// 中层.
    Middle,
    /// 教师.
    Teacher,
}

/// A person of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Teacher {
    /// Name.
    pub name: &'static str,
    /// Employee number, `QX001` ….
    pub employee_no: String,
    /// Index in [`SamplePlan::departments`].
    pub department: usize,
    /// Subjects taught; the first is the main one.
    pub subjects: Vec<&'static str>,
    /// The post that decides the quota.
    pub rank: Rank,
    /// All posts: 校长, 教务主任, 语文教研组长, 七年级语文备课组长, 班主任, 任课教师 …
    pub posts: Vec<String>,
    /// Tags without a birth date: 青年教师 …
    pub tags: Vec<&'static str>,
    /// 职称: 正高级教师, 高级教师, 一级教师, 二级教师, 未定级.
    pub title: &'static str,
    /// Month of first teaching (year, month).
    pub first_taught: (i32, u32),
    /// Month of first teaching the main subject (year, month).
    pub first_taught_subject: (i32, u32),
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Class {
    /// 七(1) …
    pub name: String,
    /// 7, 8 or 9.
    pub grade: u8,
    /// 1–4.
    pub number: u8,
    /// Pupils on the list.
    pub pupils: u16,
    /// Its room, 教学楼 2-01 ….
    pub room: String,
    /// Its 班主任.
    pub head_teacher: TeacherIx,
}

/// A teacher teaching a subject to a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assignment {
    /// The teacher.
    pub teacher: TeacherIx,
    /// The class.
    pub class: ClassIx,
    /// The subject.
    pub subject: &'static str,
    /// Lessons a week.
    pub per_week: u8,
}

/// A lesson of the weekly timetable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Slot {
    /// 1 = Monday … 5 = Friday.
    pub weekday: u8,
    /// 1–7.
    pub period: u8,
    /// The class.
    pub class: ClassIx,
    /// The subject.
    pub subject: &'static str,
    /// The teacher.
    pub teacher: TeacherIx,
}

/// What a post owes in a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// The post.
    pub rank: Rank,
    /// 校领导, 中层, 教师.
    pub name: &'static str,
    /// Lessons to observe in a term.
    pub lessons: u16,
}

/// A scoring sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rubric {
    /// Its name.
    pub name: &'static str,
    /// Five items; a level n of 1–5 gives `points * n / 5`.
    pub items: Vec<RubricItem>,
}

/// An item of the scoring sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RubricItem {
    /// 教学目标 …
    pub name: &'static str,
    /// Full points.
    pub points: u8,
    /// What levels 1–5 look like.
    pub levels: [&'static str; 5],
}
