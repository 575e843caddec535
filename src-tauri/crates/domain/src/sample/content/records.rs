//! The shapes of the four kinds of record: observations, homework checks,
//! lesson plans and pairings.

use chrono::NaiveDate;
use serde::Serialize;

use super::{ClassIx, TeacherIx};

/// A lesson that somebody observed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObservedLesson {
    /// The day.
    pub date: NaiveDate,
    /// Week of the term, 1–22.
    pub week: u8,
    /// Number of the period in the day.
    pub period: u8,
    /// Who taught.
    pub teacher: TeacherIx,
    /// The class.
    pub class: ClassIx,
    /// The subject.
    pub subject: &'static str,
    /// 课题.
    pub topic: String,
    /// 听课类型: 推门课, 随堂课, 公开课, 示范课, 汇报课, 亮相课, 研究课, 师徒听课.
    pub kind: &'static str,
    /// 课型: 新授课, 复习课, 讲评课, 实验课, 活动课.
    pub lesson_type: &'static str,
    /// Where it took place.
    pub place: String,
    /// Pupils due.
    pub pupils_due: u16,
    /// Pupils present.
    pub pupils_present: u16,
    /// One sheet per observer, in the order of their index.
    pub sheets: Vec<Sheet>,
}

/// How a sheet was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Entered {
    /// During the lesson: the rows carry clock times.
    Live,
    /// 补记: after the lesson, without clock times.
    Later,
}

/// State of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum SheetState {
    /// 草稿: parts may be empty.
    Draft,
    /// 已提交.
    Submitted,
}

/// One observer's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Who observed.
    pub observer: TeacherIx,
    /// Live or later.
    pub entered: Entered,
    /// Draft or submitted.
    pub state: SheetState,
    /// Levels 1–5 of the five items; absent in some drafts.
    pub scores: Option<[u8; 5]>,
    /// 教学过程 | 随评.
    pub timeline: Vec<TimelineRow>,
    /// 优点; empty in drafts.
    pub strengths: String,
    /// 不足; empty in drafts.
    pub problems: String,
    /// 建议; empty in drafts.
    pub advice: String,
    /// 收获; empty for leaders and in drafts.
    pub gains: String,
    /// Day of entry (that of the lesson or up to three days later).
    pub written_on: NaiveDate,
    /// Minute of the day of the last entry.
    pub written_at: u16,
    /// The teacher's answer, if any (submitted sheets only).
    pub reply: Option<Reply>,
}

/// A row of the process of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimelineRow {
    /// Minute of the day, inside the period; only on live sheets.
    pub at: Option<u16>,
    /// 教学过程.
    pub process: String,
    /// 随评, may be empty.
    pub remark: String,
}

/// Kind of a teacher's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ReplyKind {
    /// 已阅.
    Acknowledged,
    /// 回应.
    Replied,
    /// 异议.
    Objected,
}

/// The teacher's answer to a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reply {
    /// Its kind.
    pub kind: ReplyKind,
    /// The day.
    pub on: NaiveDate,
    /// Its text; empty when only acknowledged.
    pub text: String,
}

/// A round of homework checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HomeworkRound {
    /// 10 月作业检查 …
    pub name: &'static str,
    /// First day of checking.
    pub from: NaiveDate,
    /// Last day of checking.
    pub to: NaiveDate,
    /// The checks, by date.
    pub checks: Vec<HomeworkCheck>,
}

/// One check of a teacher, a class and a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HomeworkCheck {
    /// The day.
    pub date: NaiveDate,
    /// Who checked.
    pub checker: TeacherIx,
    /// Whose marking was checked.
    pub teacher: TeacherIx,
    /// The class.
    pub class: ClassIx,
    /// The subject.
    pub subject: &'static str,
    /// 作业本, 练习册, 作文本, 听写本 …
    pub book: &'static str,
    /// Books that should have been handed in = pupils of the class.
    pub books_due: u16,
    /// Books handed in, at most `books_due`.
    pub books_handed_in: u16,
    /// Books looked into.
    pub books_sampled: u16,
    /// 应布置: times required so far.
    pub required: u16,
    /// 实布置: times really set.
    pub assigned: u16,
    /// 全批全改: times fully marked, at most `assigned`.
    pub fully_marked: u16,
    /// 二次批改: times re-marked after correction, at most `fully_marked`.
    pub remarked: u16,
    /// Every marking carries a date.
    pub dated: bool,
    /// Number of comments (批语) seen in the sampled books.
    pub comments: u16,
    /// 书写: 优 良 合格 不合格.
    pub handwriting: &'static str,
    /// Errors found in the marking of the sampled books.
    pub marking_errors: u16,
    /// 等级: 优 良 合格 不合格.
    pub band: &'static str,
    /// What was done well.
    pub strengths: String,
    /// 建议.
    pub advice: String,
}

/// A 精品教案.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LessonPlan {
    /// Its owner.
    pub teacher: TeacherIx,
    /// The subject.
    pub subject: &'static str,
    /// 7, 8 or 9.
    pub grade: u8,
    /// The class of the first trial.
    pub class: ClassIx,
    /// 单元.
    pub unit: String,
    /// 课题.
    pub topic: String,
    /// Day of the lesson it was made for.
    pub planned_on: NaiveDate,
    /// One to three drafts, by number.
    pub drafts: Vec<Draft>,
    /// Discussions between the drafts.
    pub discussions: Vec<Discussion>,
    /// Reflections.
    pub reflections: Vec<Reflection>,
}

/// One draft of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// 1–3.
    pub number: u8,
    /// 一稿, 二稿, 三稿.
    pub stage: &'static str,
    /// Who wrote it.
    pub author: TeacherIx,
    /// The day.
    pub date: NaiveDate,
    /// Sections in order: 教学目标 教学重难点 教学过程 板书设计 作业设计.
    pub sections: Vec<Section>,
}

/// A section of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub name: &'static str,
    /// Its text; paragraphs are lines.
    pub text: String,
}

/// Notes of the talk about a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discussion {
    /// The draft talked about.
    pub after_draft: u8,
    /// The day.
    pub date: NaiveDate,
    /// Who was there, the author included.
    pub present: Vec<TeacherIx>,
    /// What was said, lines.
    pub notes: String,
}

/// A reflection beside a section of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reflection {
    /// The draft it hangs on.
    pub draft: u8,
    /// Heading of the section.
    pub section: &'static str,
    /// 成功之处, 不足之处, 课堂生成, 理论启示.
    pub kind: &'static str,
    /// The day; later than the lesson means late.
    pub date: NaiveDate,
    /// Its text.
    pub text: String,
}

/// A mentor pairing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pairing {
    /// 师傅.
    pub mentor: TeacherIx,
    /// 徒弟.
    pub apprentice: TeacherIx,
    /// 教学.
    pub kind: &'static str,
    /// The shared subject.
    pub subject: &'static str,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What the agreement says.
    pub agreement: &'static str,
    /// Who observes whom, how often.
    pub duties: Vec<Duty>,
    /// Other activities, by date.
    pub activities: Vec<Activity>,
}

/// Direction of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum DutySide {
    /// 师傅听徒弟.
    MentorObserves,
    /// 徒弟听师傅.
    ApprenticeObserves,
}

/// A duty of a pairing: so many lessons per window of teaching weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// Who observes.
    pub side: DutySide,
    /// Lessons per window.
    pub lessons: u8,
    /// Teaching weeks per window.
    pub window_weeks: u8,
}

/// Something a pair did besides observing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// The day.
    pub date: NaiveDate,
    /// 拜师仪式, 教案指导, 交流谈心, 共同备课, 读书交流, 展示课研讨 …
    pub kind: &'static str,
    /// What was done.
    pub text: String,
}
