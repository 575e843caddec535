//! Types of the timetable, of timetables that follow one another, and of changes of single lessons.

use chrono::NaiveDate;

crate::wire::wire! {
    /// Asks for a part of the timetable.
    #[derive(Default)]
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
        /// Only this timetable: its identifier, or an empty text for the term's first; none for all.
        #[serde(default)]
        #[ts(optional, as = "Option<String>")]
        pub timetable_id: Option<String>,
        /// Only what applies on this day: weekly lessons of each grade's timetable, dated ones of its week; none for all.
        #[serde(default)]
        #[ts(optional, as = "Option<NaiveDate>")]
        pub date: Option<NaiveDate>,
    }
    /// Weeks in which a lesson takes place when it does not every week.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum OddEven {
        /// Odd weeks (单周).
        Odd,
        /// Even weeks (双周).
        Even,
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
        /// The timetable; none for the term's first.
        pub timetable_id: Option<String>,
        /// Only in odd or even weeks; none for every week.
        pub weeks: Option<OddEven>,
    }
    /// A part of the timetable.
    pub struct Timetable {
        /// Lessons by weekday or date, period, class.
        pub lessons: Vec<TimetableLesson>,
        /// Lessons in all timetables of the term.
        pub total: u32,
        /// The timetables of the term, the first one first.
        pub timetables: Vec<TimetableVersion>,
    }
    /// Asks for the assignments that the timetable shows and the term lacks.
    pub struct AssignRequest {
        /// The term, or none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Only counts them.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        pub dry_run: bool,
    }
    /// Assignments that were proposed.
    pub struct Assigned {
        /// How many, or how many there would be.
        pub added: u32,
        /// The act; none when nothing was written.
        pub act: Option<String>,
    }
    /// One of the timetables of a term that follow one another.
    pub struct TimetableVersion {
        /// Identifier; none for the term's first.
        pub id: Option<String>,
        /// Name; 本学期课表 for the first.
        pub name: String,
        /// The only grade that it is for; none for all.
        pub grade: Option<String>,
        /// First day; none from the term's first.
        pub valid_from: Option<NaiveDate>,
        /// Last day; none to the term's last.
        pub valid_to: Option<NaiveDate>,
        /// Lessons in it.
        pub lessons: u32,
    }
    /// Makes or changes a timetable that follows the term's first.
    pub struct TimetableSave {
        /// The timetable; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// The term of a new one; none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Name, such as 期中后课表.
        pub name: String,
        /// The only grade that it is for; none for all.
        #[serde(default)]
        pub grade: Option<String>,
        /// First day; none from the term's first.
        #[serde(default)]
        pub valid_from: Option<NaiveDate>,
        /// Last day; none to the term's last.
        #[serde(default)]
        pub valid_to: Option<NaiveDate>,
        /// A new one begins with the weekly lessons that applied until then.
        #[serde(default)]
        pub copy: bool,
    }
    /// Writes one weekly lesson of a timetable by hand.
    pub struct TimetableLessonSave {
        /// The lesson; none makes a new one.
        #[serde(default)]
        pub id: Option<String>,
        /// The term of a new one; none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// The timetable of a new one; none for the term's first.
        #[serde(default)]
        pub timetable_id: Option<String>,
        /// Weekday 1–7.
        pub weekday: u32,
        /// Period, from 1.
        pub period: u32,
        /// Class.
        pub class_id: String,
        /// Subject.
        pub subject: String,
        /// Teacher; none when not named.
        #[serde(default)]
        pub teacher_id: Option<String>,
        /// Room; may be empty.
        #[serde(default)]
        pub place: String,
        /// Only in odd or even weeks; none for every week.
        #[serde(default)]
        pub weeks: Option<OddEven>,
    }
    /// What happens to one lesson on one day.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ChangeKind {
        /// It is moved to another day or period (调课).
        Swap,
        /// Somebody else gives it (代课).
        Substitute,
        /// It is not given (停课).
        Cancelled,
    }
    /// Records that one lesson is moved, given by somebody else, or not given.
    pub struct LessonChangeSave {
        /// What happens.
        pub kind: ChangeKind,
        /// The lesson of the timetable.
        pub lesson_id: String,
        /// The day on which it would have been.
        pub date: NaiveDate,
        /// The day to which it is moved.
        #[serde(default)]
        pub to_date: Option<NaiveDate>,
        /// The period to which it is moved.
        #[serde(default)]
        pub to_period: Option<u32>,
        /// Who gives it instead.
        #[serde(default)]
        pub teacher_id: Option<String>,
        /// Why; may be empty.
        #[serde(default)]
        pub reason: String,
    }
    /// Records that two lessons change places.
    pub struct LessonSwap {
        /// A lesson of the timetable.
        pub lesson_id: String,
        /// The day on which it would have been.
        pub date: NaiveDate,
        /// The other lesson.
        pub other_id: String,
        /// The day on which the other would have been.
        pub other_date: NaiveDate,
        /// Why; may be empty.
        #[serde(default)]
        pub reason: String,
    }
    /// A change was recorded.
    pub struct LessonChanged {
        /// The change.
        pub id: String,
        /// The act in the change log.
        pub act: String,
        /// Whom it brings two lessons at once: sentences in Chinese.
        pub warnings: Vec<String>,
    }
    /// A lesson on a day, with what has changed.
    pub struct LessonOn {
        /// The lesson of the timetable.
        pub lesson_id: String,
        /// The day.
        pub date: NaiveDate,
        /// Period, from 1.
        pub period: u32,
        /// Class.
        pub class_id: String,
        /// Class, short name.
        pub class_name: String,
        /// Subject.
        pub subject: String,
        /// Who gives it; none when not named.
        pub teacher_id: Option<String>,
        /// Name; empty when not named.
        pub teacher: String,
        /// Who gives it by the timetable.
        pub planned_id: Option<String>,
        /// Room; may be empty.
        pub place: String,
        /// Whether it is not given here: cancelled or moved away; in a teacher's week also given by somebody else.
        pub off: bool,
        /// The change; none for a lesson as in the timetable.
        pub change_id: Option<String>,
        /// What has changed, such as 李静代课; empty for a lesson as in the timetable.
        pub note: String,
    }
    /// Asks what is on.
    pub struct NowRequest {
        /// The day, or none for today.
        #[serde(default)]
        pub date: Option<NaiveDate>,
        /// The time of day `HH:MM`, or none for now.
        #[serde(default)]
        pub clock: Option<String>,
    }
    /// What is on.
    pub struct TimetableNow {
        /// The day.
        pub date: NaiveDate,
        /// The week; none outside the term's weeks.
        pub week: Option<u32>,
        /// The period under way by the school's bells, or the next one; none after the last.
        pub period: Option<u32>,
        /// Its hours; empty without one.
        pub hours: String,
        /// Whether it is under way.
        pub running: bool,
        /// Lessons under way or next, each by the bells of its class's campus and grade; by period and class.
        pub lessons: Vec<LessonNow>,
    }
    /// A lesson under way or next, by the bells that ring for its class.
    pub struct LessonNow {
        /// The lesson.
        #[serde(flatten)]
        pub lesson: LessonOn,
        /// Hours of its period.
        pub hours: String,
        /// Whether it is under way.
        pub running: bool,
    }
    /// Asks for the week of a teacher or a class.
    pub struct WeekRequest {
        /// The teacher.
        #[serde(default)]
        pub teacher_id: Option<String>,
        /// The class, when no teacher is named.
        #[serde(default)]
        pub class_id: Option<String>,
        /// A day of the week, or none for today.
        #[serde(default)]
        pub date: Option<NaiveDate>,
    }
    /// A week of lessons on its dates, with what has changed.
    pub struct TimetableWeek {
        /// Number; none outside the term's weeks.
        pub week: Option<u32>,
        /// Its days, in order.
        pub days: Vec<TimetableDay>,
    }
    /// A day of such a week.
    pub struct TimetableDay {
        /// The day.
        pub date: NaiveDate,
        /// Weekday whose timetable is followed; none without lessons.
        pub follows: Option<u32>,
        /// Lessons by period.
        pub lessons: Vec<LessonOn>,
    }
    /// Asks for the periods in which several people are free.
    pub struct FreeRequest {
        /// Two people or more.
        pub teacher_ids: Vec<String>,
        /// A day of the week, or none for today.
        #[serde(default)]
        pub date: Option<NaiveDate>,
    }
    /// Periods of a week in which everybody asked for is free.
    pub struct FreePeriods {
        /// Number of the week; none outside the term's weeks.
        pub week: Option<u32>,
        /// The periods, in order.
        pub slots: Vec<FreeSlot>,
    }
    /// A free period.
    pub struct FreeSlot {
        /// The day.
        pub date: NaiveDate,
        /// Period, from 1.
        pub period: u32,
        /// Its hours.
        pub hours: String,
    }
    /// Asks which timetable applies.
    pub struct AppliesRequest {
        /// The grade.
        pub grade: String,
        /// The day, or none for today.
        #[serde(default)]
        pub date: Option<NaiveDate>,
    }
    /// What two lessons at once may be.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ConflictGuess {
        /// One lesson of several classes (合班).
        Joint,
        /// One class in several groups (走班、分组).
        Split,
        /// Probably a mistake.
        Mistake,
    }
    /// A teacher or a class with several lessons at once.
    pub struct TimetableConflict {
        /// The teacher; none when it is a class that has several lessons.
        pub teacher_id: Option<String>,
        /// The class; none when it is a teacher.
        pub class_id: Option<String>,
        /// Name of the teacher or the class.
        pub name: String,
        /// What it may be.
        pub guess: ConflictGuess,
        /// Why: a sentence in Chinese.
        pub why: String,
        /// The lessons.
        pub lessons: Vec<TimetableLesson>,
    }
    /// Lessons at once in a term's timetables.
    pub struct TimetableConflicts {
        /// Probable mistakes first, then by day and period.
        pub rows: Vec<TimetableConflict>,
    }
}
