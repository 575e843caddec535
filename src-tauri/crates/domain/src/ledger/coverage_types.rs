//! Types of coverage (听课覆盖) and of the proposal whom to visit.

use chrono::NaiveDate;

crate::wire::wire! {
    /// Asks for the coverage of a term.
    #[derive(Default)]
    pub struct CoverageRequest {
        /// The term; the present one when empty.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Day up to which is counted; today when empty.
        #[serde(default)]
        pub as_of: Option<NaiveDate>,
        /// Teachers of one department only; observers may be of any.
        #[serde(default)]
        pub department_id: Option<String>,
    }
    /// A week of the term, a column of the teacher × week matrix.
    pub struct CoverageWeek {
        /// Number; 0 for a week that is not counted.
        pub number: u32,
        /// First day.
        pub first: NaiveDate,
        /// Last day.
        pub last: NaiveDate,
        /// No lessons to visit: a holiday, or examinations.
        pub hatched: bool,
        /// Note such as 国庆.
        pub label: String,
    }
    /// How often an observer saw a teacher; only pairs that occur.
    pub struct CoveragePair {
        /// Who observed: place among the observers, from 0.
        pub observer: u32,
        /// Who was observed: place among the teachers, from 0.
        pub teacher: u32,
        /// Sheets (听课人次).
        pub sheets: u32,
        /// Lessons observed.
        pub lessons: u32,
        /// The last day.
        pub last: NaiveDate,
    }
    /// Somebody who observed, as shown.
    pub struct CoverageObserver {
        /// The person.
        pub observer_id: String,
        /// Name as shown.
        pub observer: String,
        /// Department.
        pub department: String,
        /// Lessons observed (听课节数).
        pub lessons: u32,
        /// Teachers seen.
        pub teachers: u32,
    }
    /// A teacher, a row of the teacher × week matrix.
    pub struct CoverageTeacher {
        /// The person.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Department.
        pub department: String,
        /// Main subject.
        pub subject: String,
        /// Stage (梯队) on the day; empty when not known.
        pub stage: String,
        /// Lessons received (被听节数) in each week: distinct lessons, however many observed.
        pub weeks: Vec<u32>,
        /// Lessons received in the term.
        pub lessons: u32,
        /// Sheets on them (听课人次).
        pub sheets: u32,
        /// The last day on which somebody observed; none for never.
        pub last: Option<NaiveDate>,
    }
    /// By what lessons are grouped.
    #[derive(Copy, Eq, PartialOrd, Ord, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum CoverageBy {
        /// Stage of the teacher.
        Stage,
        /// Subject of the lesson.
        Subject,
        /// Grade of the class.
        Grade,
        /// Kind of observation.
        Kind,
    }
    /// Lessons of one group.
    pub struct CoverageGroup {
        /// By what.
        pub by: CoverageBy,
        /// Name; empty where it is not known.
        pub name: String,
        /// Teachers in service who belong to it; of grades and kinds those who were seen.
        pub people: u32,
        /// Teachers of it who were seen.
        pub seen: u32,
        /// Distinct lessons; one that was observed for two kinds stands in both.
        pub lessons: u32,
        /// Sheets.
        pub sheets: u32,
    }
    /// Who saw whom, and when.
    pub struct Coverage {
        /// The term.
        pub term_id: String,
        /// Day up to which is counted.
        pub as_of: NaiveDate,
        /// All weeks of the term.
        pub weeks: Vec<CoverageWeek>,
        /// Who observed, in the roster's order.
        pub observers: Vec<CoverageObserver>,
        /// Who teaches, in the roster's order; who left only where there are lessons.
        pub teachers: Vec<CoverageTeacher>,
        /// Pairs that occur, by observer and teacher in the roster's order.
        pub pairs: Vec<CoveragePair>,
        /// Teachers in service whom nobody has seen in the term.
        pub never: Vec<String>,
        /// Lessons by stage, subject, grade, kind.
        pub groups: Vec<CoverageGroup>,
    }
    /// Asks whom an observer might visit next week.
    pub struct VisitProposalRequest {
        /// The term; the present one when empty.
        #[serde(default)]
        pub term_id: Option<String>,
        /// The observer.
        pub observer_id: String,
        /// A day of this week; today when empty.
        #[serde(default)]
        pub date: Option<NaiveDate>,
        /// At most so many, 1–50; ten when empty.
        #[serde(default)]
        pub most: Option<u32>,
    }
    /// Why somebody is proposed.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum VisitReason {
        /// A visit was promised and has not taken place.
        Promised,
        /// In the first stage by years in the subject.
        NewTeacher,
        /// Not seen in the term.
        Never,
        /// Seen longest ago.
        LongUnseen,
    }
    /// A lesson of next week that the observer could see.
    pub struct VisitSlot {
        /// Day.
        pub date: NaiveDate,
        /// Period.
        pub period: u32,
        /// Class.
        pub class_id: String,
        /// Class, short name.
        pub class_name: String,
        /// Subject.
        pub subject: String,
        /// Room; may be empty.
        pub place: String,
        /// The observer's seat at it; none where it is not reserved.
        pub seat_id: Option<String>,
    }
    /// Somebody to visit.
    pub struct VisitProposed {
        /// The person.
        pub teacher_id: String,
        /// Name as shown.
        pub teacher: String,
        /// Main subject.
        pub subject: String,
        /// Why, the weightiest first.
        pub reasons: Vec<VisitReason>,
        /// Day on which the promised visit is due.
        pub due: Option<NaiveDate>,
        /// What was promised.
        pub promise: String,
        /// The last day on which somebody observed whom the account may be told of; none for never.
        pub last: Option<NaiveDate>,
        /// Weeks since then.
        pub weeks_since: Option<u32>,
        /// Whether everybody's visits are told; else only those of the account's own reach.
        pub told: bool,
        /// Lessons of next week in which the observer is free, the earliest first.
        pub lessons: Vec<VisitSlot>,
    }
    /// Whom to visit next week.
    pub struct VisitProposal {
        /// Number of the week; none where no teaching week is left in the term.
        pub week: Option<u32>,
        /// First day of the week.
        pub first: Option<NaiveDate>,
        /// Last day of the week.
        pub last: Option<NaiveDate>,
        /// In the order of urgency.
        pub rows: Vec<VisitProposed>,
        /// Whether the term has a timetable for that week: without one nobody's lessons are known.
        pub timetabled: bool,
    }
}
