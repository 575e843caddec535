//! Types of the desk (工作台) and of the ruler of the term.

use crate::calendar::{Term, Week};
use chrono::NaiveDate;

crate::wire::wire! {
    /// A week on the ruler of the term.
    pub struct RulerWeek {
        /// The week.
        pub week: Week,
        /// Records of this week: sheets handed in, checks, drafts.
        pub records: u32,
        /// Sheets handed in.
        pub observations: u32,
    }
    /// The ruler of the term.
    pub struct Ruler {
        /// The term; none before there is one.
        pub term: Option<Term>,
        /// Its weeks.
        pub weeks: Vec<RulerWeek>,
        /// Number of the present week.
        pub now: Option<u32>,
    }
    /// Something to do this week, derived from the figures.
    pub struct Todo {
        /// `draft_sheet`, `pairing_window`, `plan_draft`, `homework_round`, `work`.
        pub kind: String,
        /// What to do.
        pub text: String,
        /// Who or what it is about.
        pub detail: String,
        /// When, such as 今天, 周五, 已过 3 天.
        pub due: String,
        /// Whether it is late.
        pub late: bool,
        /// Record or page that it opens: a route of the screen.
        pub route: String,
    }
    /// One teacher's row of the coverage table.
    pub struct CoverageRow {
        /// Teacher.
        pub teacher_id: String,
        /// Name.
        pub teacher: String,
        /// Subject.
        pub subject: String,
        /// Lessons received in each week of the term, in order.
        pub weeks: Vec<u32>,
        /// Week of the last one.
        pub last: Option<u32>,
    }
    /// A person's dot on the strip of a quota group.
    pub struct QuotaDot {
        /// Teacher.
        pub teacher_id: String,
        /// Name.
        pub teacher: String,
        /// Lessons that count.
        pub counted: u32,
        /// Lessons owed.
        pub owed: u32,
        /// Has not reached the pace of this week.
        pub behind: bool,
    }
    /// A quota group on the desk.
    pub struct QuotaStrip {
        /// Name of the group.
        pub category: String,
        /// Lessons owed by each.
        pub owed_each: u32,
        /// Average of counted lessons, one decimal.
        pub average: Option<f64>,
        /// People, fewest first.
        pub people: Vec<QuotaDot>,
    }
    /// A lesson that is under way.
    pub struct UnderWay {
        /// Class.
        pub class_id: String,
        /// Class, short name.
        pub class_name: String,
        /// `HH:MM–HH:MM` by the bells of the class, where they are others than the school's; else empty.
        pub hours: String,
        /// Subject.
        pub subject: String,
        /// Teacher.
        pub teacher_id: Option<String>,
        /// Teacher's name.
        pub teacher: String,
        /// Room; may be empty.
        pub place: String,
        /// Weeks by the calendar since this teacher was last observed: 0 this week; none when never.
        pub weeks_since: Option<u32>,
    }
    /// The desk (工作台).
    pub struct Dashboard {
        /// Today.
        pub today: NaiveDate,
        /// Present week.
        pub week: Option<u32>,
        /// Lessons observed this week by all.
        pub week_lessons: u32,
        /// Lessons that should be observed a week to keep the pace.
        pub week_target: u32,
        /// Teachers who have not reached the pace of this week.
        pub behind: u32,
        /// Sheets in draft.
        pub drafts: u32,
        /// What is to do.
        pub todos: Vec<Todo>,
        /// Present or next period; none outside school hours.
        pub period: Option<u32>,
        /// Its hours; empty without one.
        pub hours: String,
        /// Lessons under way, longest unseen first.
        pub under_way: Vec<UnderWay>,
        /// Coverage.
        pub coverage: Vec<CoverageRow>,
        /// Share of the term that has gone by, percent, one decimal.
        pub pace: f64,
        /// Quota groups.
        pub quotas: Vec<QuotaStrip>,
        /// Weeks of the term.
        pub weeks: Vec<Week>,
    }
}
