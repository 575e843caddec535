//! Types of terms, weeks, days, periods and the timetable.

use chrono::NaiveDate;

crate::wire::wire! {
    /// A term.
    pub struct Term {
        /// Identifier.
        pub id: String,
        /// Short key, such as `2026-2027-1`.
        pub key: String,
        /// Printed name, such as 2026—2027 学年第一学期.
        pub name: String,
        /// School year, such as `2026-2027`.
        pub school_year: String,
        /// 1 or 2.
        pub number: u32,
        /// First day.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
        /// First weekday of the week: 1 Monday, 7 Sunday.
        pub week_start: u32,
        /// Number of weeks.
        pub weeks: u32,
    }
    /// Makes a term.
    pub struct TermCreate {
        /// School year, such as `2026-2027`.
        pub school_year: String,
        /// 1 or 2.
        pub number: u32,
        /// First day.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
        /// First weekday of the week: 1 Monday (default), 7 Sunday.
        #[serde(default = "monday")]
        pub week_start: u32,
    }
    /// Changes a term's days; its weeks are proposed anew.
    pub struct TermUpdate {
        /// The term.
        pub id: String,
        /// First day.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
        /// First weekday of the week.
        pub week_start: u32,
    }
    /// What a week of the term is.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum WeekKind {
        /// Lessons.
        Teaching,
        /// No lessons at all or nearly none.
        Holiday,
        /// Examinations.
        Exam,
    }
    /// A teaching week (周次).
    pub struct Week {
        /// Identifier.
        pub id: String,
        /// Number, from 1.
        pub number: u32,
        /// First day.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
        /// What the week is.
        pub kind: WeekKind,
        /// Short note such as 国庆 or 期中; may be empty.
        pub label: String,
    }
    /// Changes a week's kind or note.
    pub struct WeekUpdate {
        /// The week.
        pub id: String,
        /// What the week is.
        pub kind: WeekKind,
        /// Short note, at most 8 characters.
        pub label: String,
    }
    /// What a special day is.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum DayKind {
        /// No lessons.
        Holiday,
        /// Lessons on a weekend day.
        MakeUp,
    }
    /// A holiday or a make-up day.
    pub struct Day {
        /// Identifier.
        pub id: String,
        /// The day.
        pub date: NaiveDate,
        /// Holiday or make-up day.
        pub kind: DayKind,
        /// Name, such as 国庆节.
        pub name: String,
        /// A make-up day follows this weekday's timetable, 1–7.
        pub follows_weekday: Option<u32>,
        /// Whether it comes from the State Council's notice.
        pub state: bool,
    }
    /// Writes a holiday or a make-up day.
    pub struct DayInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// The day.
        pub date: NaiveDate,
        /// Holiday or make-up day.
        pub kind: DayKind,
        /// Name.
        pub name: String,
        /// A make-up day follows this weekday's timetable, 1–7.
        #[serde(default)]
        pub follows_weekday: Option<u32>,
    }
    /// One period of the bell schedule.
    pub struct Period {
        /// Number, from 1.
        pub number: u32,
        /// `HH:MM`.
        pub start: String,
        /// `HH:MM`.
        pub end: String,
    }
    /// Replaces the bell schedule.
    pub struct PeriodsSave {
        /// All periods, in order.
        pub periods: Vec<Period>,
    }
    /// Everything about a term's time.
    pub struct Calendar {
        /// The term; none when there is no term yet.
        pub term: Option<Term>,
        /// All terms, newest first.
        pub terms: Vec<Term>,
        /// Weeks of the term.
        pub weeks: Vec<Week>,
        /// Special days within the term.
        pub days: Vec<Day>,
        /// Bell schedule.
        pub periods: Vec<Period>,
        /// Length as offices tell it: natural weeks, such as 22 周.
        pub length_weeks: String,
        /// Length as N 周零 M 天.
        pub length_days: String,
    }
    /// Asks for a part of the timetable.
    pub struct TimetableRequest {
        /// The term, or none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Only this teacher's lessons.
        #[serde(default)]
        pub teacher_id: Option<String>,
        /// Only this class's lessons.
        #[serde(default)]
        pub class_id: Option<String>,
    }
    /// One lesson of the timetable.
    pub struct TimetableLesson {
        /// Identifier.
        pub id: String,
        /// Weekday 1–7 for a weekly lesson.
        pub weekday: Option<u32>,
        /// The day for a lesson of a dated timetable.
        pub date: Option<NaiveDate>,
        /// Period, from 1.
        pub period: u32,
        /// Class.
        pub class_id: String,
        /// Class, short name.
        pub class_name: String,
        /// Subject.
        pub subject: String,
        /// Teacher; none when not named.
        pub teacher_id: Option<String>,
        /// Teacher's name; empty when not named.
        pub teacher: String,
        /// Room; may be empty.
        pub place: String,
    }
    /// A part of the timetable.
    pub struct Timetable {
        /// Lessons by weekday or date, period, class.
        pub lessons: Vec<TimetableLesson>,
        /// Lessons in the whole timetable of the term.
        pub total: u32,
    }
}

fn monday() -> u32 {
    1
}
