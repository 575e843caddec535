//! Types of the new year's step.

use crate::calendar::Term;
use chrono::NaiveDate;

crate::wire::wire! {
    /// What the step would do, as a proposal.
    pub struct NewYearPreview {
        /// The term that is closed.
        pub closing: Term,
        /// The term that follows.
        pub opening: OpeningTerm,
        /// Whether a new school year begins: grades roll.
        pub new_year: bool,
        /// Grades with their classes and what becomes of them; none between the terms of one year.
        pub grades: Vec<GradeRoll>,
        /// New classes at the lower end, as many as last year's.
        pub entries: Vec<EntryGrade>,
        /// Assignments of the closing term that can be copied.
        pub assignments: u32,
    }
    /// The term that follows.
    pub struct OpeningTerm {
        /// Identifier when it is there already.
        pub id: Option<String>,
        /// Printed name.
        pub name: String,
        /// First day; a proposal for a term that is not there.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
    }
    /// What becomes of a grade.
    pub struct GradeRoll {
        /// The grade.
        pub grade: String,
        /// Its classes.
        pub classes: u32,
        /// The grade after it; the same one when it is not known.
        pub next: String,
        /// Whether its classes leave the school.
        pub graduates: bool,
    }
    /// New classes of a grade.
    pub struct EntryGrade {
        /// The grade.
        pub grade: String,
        /// How many classes, 0–60.
        pub classes: u32,
    }
    /// Runs the step.
    pub struct NewYearRun {
        /// The term that is closed, as in the preview.
        pub closing_id: String,
        /// First day of the next term; not used when it is there already.
        pub first_day: NaiveDate,
        /// Last day of the next term.
        pub last_day: NaiveDate,
        /// Grades whose classes leave the school.
        #[serde(default)]
        pub graduates: Vec<String>,
        /// New classes.
        #[serde(default)]
        pub entries: Vec<EntryGrade>,
        /// Teachers who have left with the closing term.
        #[serde(default)]
        pub leavers: Vec<String>,
    }
    /// What the step has done.
    pub struct NewYearDone {
        /// The act in the change log.
        pub act: String,
        /// The term that was opened.
        pub term_id: String,
        /// Its printed name.
        pub term: String,
        /// Classes of the new year; 0 between the terms of one year.
        pub classes: u32,
        /// Assignments that were copied as a proposal.
        pub assignments: u32,
        /// Teachers who were marked as left.
        pub leavers: u32,
    }
}
