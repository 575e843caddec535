//! Types of lesson observation (听课).

use super::photo_types::Photo;
use crate::{
    calendar::Period,
    rubric::{Outcome, Rubric, Score},
    wire::Person,
};
use chrono::NaiveDate;

crate::wire::wire! {
    /// State of a sheet.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum SheetState {
        /// Being written.
        Draft,
        /// Handed in.
        Submitted,
        /// Changed after it was handed in; the old text stays in the history.
        Amended,
    }
    /// Whose doing a row of the process is.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum TimelineSide {
        /// The teacher's (教).
        Teaching,
        /// The pupils' (学).
        Learning,
    }
    /// One row of 教学过程 | 随评.
    #[derive(Default)]
    pub struct TimelineEntry {
        /// Clock time `HH:MM` when written during the lesson; none when entered later.
        pub clock: Option<String>,
        /// What happened.
        pub process: String,
        /// The observer's remark beside it.
        pub remark: String,
        /// Whose doing it is, where the observer told them apart.
        #[serde(default)]
        pub side: Option<TimelineSide>,
        /// Phase of the lesson (环节) that begins with this row, at most 20 characters.
        #[serde(default)]
        pub phase: String,
        /// Minutes of that phase, 1–240, as the observer counted; none: by the clock times, or not known.
        #[serde(default)]
        pub minutes: Option<u32>,
    }
    /// A sheet, whole.
    pub struct Sheet {
        /// Identifier.
        pub id: String,
        /// The lesson that was observed.
        pub lesson_id: String,
        /// State.
        pub state: SheetState,
        /// Day of the lesson.
        pub date: NaiveDate,
        /// Teaching week; none outside the term.
        pub week: Option<u32>,
        /// Period (节次), none when not known.
        pub period: Option<u32>,
        /// How many lessons it counts as (节数), 1–3.
        pub lesson_count: u32,
        /// Teacher of the lesson.
        pub teacher: Option<Person>,
        /// Subject.
        pub subject: String,
        /// Class.
        pub class_id: Option<String>,
        /// Class, short name.
        pub class_name: String,
        /// Topic (课题).
        pub topic: String,
        /// Kind of observation (听课类型).
        pub lesson_kind: String,
        /// Type of lesson (课型); may be empty.
        pub lesson_type: String,
        /// Place; may be empty.
        pub place: String,
        /// The other school, for a lesson that was not ours; empty for our own.
        pub outside: String,
        /// Who gave the lesson there.
        pub outside_teacher: String,
        /// Pupils on the register (应到).
        pub pupils_due: Option<u32>,
        /// Pupils present (实到).
        pub pupils_present: Option<u32>,
        /// Observer (听课人).
        pub observer: Option<Person>,
        /// Other observers of the same lesson (共同听课人).
        pub together: Vec<Person>,
        /// Whether entered after the lesson (补记): no clock times.
        pub entered_after: bool,
        /// 教学过程 | 随评.
        pub timeline: Vec<TimelineEntry>,
        /// Photos in order, without their pictures.
        pub photos: Vec<Photo>,
        /// Scoring sheet of this sheet, frozen.
        pub rubric: Rubric,
        /// What was given.
        pub scores: Vec<Score>,
        /// What follows from it.
        pub outcome: Outcome,
        /// Total: computed from the scores, or else as reported; none while an item is open.
        pub total: Option<f64>,
        /// A total that was reported without levels, from a register.
        pub reported_total: Option<f64>,
        /// Band of the total.
        pub band: Option<String>,
        /// 优点.
        pub strengths: String,
        /// 不足.
        pub problems: String,
        /// 建议.
        pub advice: String,
        /// 收获.
        pub gains: String,
        /// 备注 beside the observation, as a register brings it: no process and no opinion.
        pub note: String,
        /// Number of the blank form from which it was written (表号); empty without one.
        pub form_number: String,
        /// Why the sheet does not count toward a quota: codes; empty when it counts.
        pub refusals: Vec<String>,
        /// Moment of handing in, RFC 3339.
        pub submitted_at: Option<String>,
        /// Moment of the last change, RFC 3339.
        pub updated_at: String,
    }
    /// A sheet in the list.
    pub struct SheetRow {
        /// Identifier.
        pub id: String,
        /// State.
        pub state: SheetState,
        /// Day of the lesson.
        pub date: NaiveDate,
        /// Teaching week.
        pub week: Option<u32>,
        /// Period.
        pub period: Option<u32>,
        /// Lessons it counts as.
        pub lesson_count: u32,
        /// Teacher.
        pub teacher_id: Option<String>,
        /// Teacher's name; may be empty in a draft.
        pub teacher: String,
        /// Subject.
        pub subject: String,
        /// Class, short name.
        pub class_name: String,
        /// Topic.
        pub topic: String,
        /// Kind.
        pub lesson_kind: String,
        /// Observer.
        pub observer_id: Option<String>,
        /// Observer's name; may be empty in a draft.
        pub observer: String,
        /// Total; none while incomplete.
        pub total: Option<f64>,
        /// Band.
        pub band: Option<String>,
        /// Whether it counts toward a quota.
        pub counts: bool,
    }
    /// All sheets of a term, newest first.
    pub struct SheetList {
        /// Rows.
        pub rows: Vec<SheetRow>,
    }
    /// What the screen knows of a sheet; the whole is sent with each save.
    pub struct SheetInput {
        /// Identifier made by the screen (`UUIDv7`), so that a repeated save is one record.
        pub id: String,
        /// One sitting at the desk: its saves become one change.
        pub sitting: String,
        /// Day of the lesson.
        pub date: NaiveDate,
        /// Period.
        #[serde(default)]
        pub period: Option<u32>,
        /// Lessons it counts as, 1–3.
        #[serde(default = "one")]
        pub lesson_count: u32,
        /// Teacher.
        #[serde(default)]
        pub teacher_id: Option<String>,
        /// Subject.
        #[serde(default)]
        pub subject: String,
        /// Class.
        #[serde(default)]
        pub class_id: Option<String>,
        /// Topic, at most 100 characters.
        #[serde(default)]
        pub topic: String,
        /// Kind.
        #[serde(default)]
        pub lesson_kind: String,
        /// Type of lesson.
        #[serde(default)]
        pub lesson_type: String,
        /// Place.
        #[serde(default)]
        pub place: String,
        /// The other school, for a lesson that was not ours, at most 40 characters.
        #[serde(default)]
        pub outside: String,
        /// Who gave the lesson there, at most 30 characters.
        #[serde(default)]
        pub outside_teacher: String,
        /// Pupils on the register, 0–500.
        #[serde(default)]
        pub pupils_due: Option<u32>,
        /// Pupils present, at most those on the register.
        #[serde(default)]
        pub pupils_present: Option<u32>,
        /// Observer.
        #[serde(default)]
        pub observer_id: Option<String>,
        /// Whether entered after the lesson.
        #[serde(default)]
        pub entered_after: bool,
        /// 教学过程 | 随评.
        #[serde(default)]
        pub timeline: Vec<TimelineEntry>,
        /// Scoring sheet; the one that fits the lesson when empty.
        #[serde(default)]
        pub rubric_id: Option<String>,
        /// What was given by the scoring sheet.
        #[serde(default)]
        pub scores: Vec<Score>,
        /// A total reported without levels, 0–200; only registers have it.
        #[serde(default)]
        pub reported_total: Option<f64>,
        /// 优点.
        #[serde(default)]
        pub strengths: String,
        /// 不足.
        #[serde(default)]
        pub problems: String,
        /// 建议.
        #[serde(default)]
        pub advice: String,
        /// 收获.
        #[serde(default)]
        pub gains: String,
        /// 备注, at most 1,000 characters; none keeps what is there.
        #[serde(default)]
        #[ts(optional = nullable)]
        pub note: Option<String>,
        /// Number of the blank form from which it is written, as typed; none keeps what is known of it.
        #[serde(default)]
        pub form_number: Option<String>,
    }
    /// A review of a teacher's paper book (听课本查阅登记).
    pub struct BookReview {
        /// Identifier made by the screen (`UUIDv7`); a known one is changed.
        pub id: String,
        /// Term.
        pub term_id: String,
        /// Whose book.
        pub teacher_id: String,
        /// Day of the review.
        pub date: NaiveDate,
        /// Lessons written in the book since the review before, 0–400.
        pub entered: u32,
        /// Of these, lessons that are valid.
        pub valid: u32,
        /// Why the others are not.
        #[serde(default)]
        pub reason: String,
        /// Grade of the book.
        #[serde(default)]
        pub grade: String,
        /// Who reviewed it.
        #[serde(default)]
        pub reviewer_id: Option<String>,
    }
    /// Rows of a check of paper books.
    pub struct BookSave {
        /// Rows, 1–1,000.
        pub rows: Vec<BookReview>,
    }
    /// Where a person's lessons of a term are counted from.
    pub struct SourceChoice {
        /// Term.
        pub term_id: String,
        /// The person.
        pub teacher_id: String,
        /// The paper book, or the sheets; none leaves it to the program: the book where there are no sheets.
        #[serde(default)]
        pub book: Option<bool>,
    }
    /// Reviews of a term.
    pub struct BookReviews {
        /// Oldest first.
        pub rows: Vec<BookReview>,
        /// Sources that the office chose.
        pub choices: Vec<SourceChoice>,
        /// Grades that offices use, best first.
        pub grades: Vec<String>,
    }
    /// A draft was saved.
    pub struct SheetSaved {
        /// The sheet.
        pub id: String,
        /// The act of this sitting.
        pub act: String,
        /// Moment of saving, `HH:MM:SS` by the school's clock.
        pub saved_at: String,
    }
    /// Hands a sheet in, or amends one that was handed in.
    pub struct SheetSubmit {
        /// The whole sheet.
        pub sheet: SheetInput,
    }
    /// Asks for what the timetable knows of a moment.
    pub struct PrefillRequest {
        /// Day; today when empty.
        #[serde(default)]
        pub date: Option<NaiveDate>,
        /// Period; the present one when empty and the day is today.
        #[serde(default)]
        pub period: Option<u32>,
        /// Subject of the lesson, as far as it is known: the scoring sheet follows it.
        #[serde(default)]
        pub subject: String,
        /// Kind of observation, as far as it is known: the scoring sheet follows it.
        #[serde(default)]
        pub lesson_kind: String,
        /// Class, as far as it is known: a grade or a campus may have bells of its own.
        #[serde(default)]
        pub class_id: Option<String>,
    }
    /// A lesson of the timetable at that moment.
    pub struct Candidate {
        /// Class.
        pub class_id: String,
        /// Class, short name.
        pub class_name: String,
        /// Period, by the bells of the class.
        pub period: u32,
        /// `HH:MM–HH:MM` of the period, by the bells of the class; empty where they do not know it.
        pub hours: String,
        /// Subject.
        pub subject: String,
        /// Teacher.
        pub teacher_id: Option<String>,
        /// Teacher's name.
        pub teacher: String,
        /// Room; may be empty.
        pub place: String,
        /// Whether the account may know when this teacher was last observed; the two figures are empty otherwise.
        pub told: bool,
        /// Day on which this teacher was last observed in this term.
        pub last_observed: Option<NaiveDate>,
        /// Weeks since then by the calendar: 0 this week, 1 last week; none when never or not told.
        pub weeks_since: Option<u32>,
    }
    /// What the timetable knows of a moment, and the choices of the sheet.
    pub struct Prefill {
        /// Day.
        pub date: NaiveDate,
        /// Period, none outside lessons.
        pub period: Option<u32>,
        /// `HH:MM–HH:MM` of the period; empty without one.
        pub hours: String,
        /// Bell schedule of the class, or of the school.
        pub periods: Vec<Period>,
        /// Whether the lesson is under way now.
        pub running: bool,
        /// Lessons at that moment, those longest unseen first.
        pub candidates: Vec<Candidate>,
        /// Kinds of observation.
        pub lesson_kinds: Vec<String>,
        /// Types of lesson.
        pub lesson_types: Vec<String>,
        /// The scoring sheet that fits what is known of the lesson.
        pub rubric: Rubric,
        /// All scoring sheets for lessons that are offered.
        pub rubrics: Vec<Rubric>,
    }
}

fn one() -> u32 {
    1
}
