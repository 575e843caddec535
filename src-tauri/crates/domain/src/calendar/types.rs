//! Types of terms, weeks, days and periods.

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
        /// Number of the last week.
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
    /// Changes a term's days; weeks that were reshaped stay, the others are proposed anew.
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
        /// Number, from 1; 0 for a week that the office does not count.
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
    /// What becomes of a week. All weeks stay in order without gap or overlap, of 4 to 12 days each.
    #[derive(Eq)]
    #[serde(tag = "how", rename_all = "snake_case")]
    pub enum WeekShape {
        /// Joined with the week after it; later weeks count one less.
        Merge,
        /// Cut in two; later weeks count one more.
        Split {
            /// First day of the second part.
            on: NaiveDate,
        },
        /// No longer counted; later weeks count one less.
        Skip,
        /// Counted again; later weeks count one more.
        Count,
        /// Gets another number; later weeks follow.
        Renumber {
            /// The number, after that of the week before.
            number: u32,
        },
        /// Begins and ends on other days; the neighbours make room.
        Days {
            /// First day.
            first_day: NaiveDate,
            /// Last day.
            last_day: NaiveDate,
        },
    }
    /// Changes the shape of a week.
    pub struct WeekReshape {
        /// The week.
        pub id: String,
        /// What becomes of it.
        pub shape: WeekShape,
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
        /// The only grade that it is for; none for the whole school.
        pub grade: Option<String>,
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
        /// The only grade that it is for; none for the whole school.
        #[serde(default)]
        #[ts(optional = nullable)]
        pub grade: Option<String>,
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
    /// Another bell schedule than the school's: of a campus, of a grade, or of both.
    pub struct BellSchedule {
        /// Identifier.
        pub id: String,
        /// Name, such as 高三 or 南校区.
        pub name: String,
        /// Campus; none for all.
        pub campus_id: Option<String>,
        /// Grade; none for all.
        pub grade: Option<String>,
        /// Its periods, in order.
        pub periods: Vec<Period>,
    }
    /// Writes another bell schedule.
    pub struct BellScheduleInput {
        /// Identifier; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// Name.
        pub name: String,
        /// Campus; none for all.
        #[serde(default)]
        pub campus_id: Option<String>,
        /// Grade; none for all.
        #[serde(default)]
        pub grade: Option<String>,
        /// All periods, in order.
        pub periods: Vec<Period>,
    }
    /// A campus by its name.
    pub struct CampusName {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
    }
    /// What a day of a term is for lessons.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum DayOfKind {
        /// A day like any other; a weekend day has lessons only when the timetable has some.
        Ordinary,
        /// No lessons.
        Holiday,
        /// Lessons of the weekday that it follows.
        MakeUp,
        /// A day of an exam week: lessons as far as the examinations leave room.
        Exam,
    }
    /// A day of a term as a grade has it.
    #[derive(Eq)]
    pub struct DayOf {
        /// Number of its week; none in a week that the office does not count.
        pub week: Option<u32>,
        /// Whether the week is odd (单周); false in a week without a number.
        pub odd: bool,
        /// Weekday 1–7 whose timetable is followed; none when there are no lessons or nobody has said which.
        pub follows: Option<u32>,
        /// What the day is.
        pub kind: DayOfKind,
        /// Name of the special day, else the note of its week; may be empty.
        pub name: String,
    }
    /// Asks what a day is.
    pub struct DayAsk {
        /// The day.
        pub date: NaiveDate,
        /// Term, or none for the one that holds the day.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Grade, or none for the school as a whole.
        #[serde(default)]
        pub grade: Option<String>,
        /// Campus, or none.
        #[serde(default)]
        pub campus_id: Option<String>,
    }
    /// What a day is, with the bells that ring.
    pub struct DayTold {
        /// The day; none outside the terms.
        pub day: Option<DayOf>,
        /// Bell schedule that applies.
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
        /// The school's bell schedule.
        pub periods: Vec<Period>,
        /// Bell schedules beside it.
        pub schedules: Vec<BellSchedule>,
        /// Campuses.
        pub campuses: Vec<CampusName>,
        /// Length as offices tell it: natural weeks, such as 22 周.
        pub length_weeks: String,
        /// Length as N 周零 M 天.
        pub length_days: String,
    }
}

fn monday() -> u32 {
    1
}
