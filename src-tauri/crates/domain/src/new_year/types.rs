//! Types of the new year's step.

use crate::calendar::Term;
use chrono::NaiveDate;

crate::wire::wire! {
    /// Asks what the step would do.
    pub struct NewYearAsk {
        /// The term to close; none for the one that is due.
        #[serde(default)]
        #[ts(optional, as = "Option<String>")]
        pub closing_id: Option<String>,
    }
    /// What the step would do, as a proposal.
    pub struct NewYearPreview {
        /// The term that is closed.
        pub closing: Term,
        /// Terms that have begun and are not closed, the earliest first.
        pub open: Vec<Term>,
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
        /// Lessons that stand in the timetable of the following term already; they go to the new classes of their names.
        pub timetable: u32,
        /// Pairings that have no end: those of people who leave want one.
        pub pairings: Vec<OpenPairing>,
        /// Prep groups whose grade moves on with its teachers.
        pub prep_groups: Vec<PrepGroupStep>,
    }
    /// A pairing without an end.
    pub struct OpenPairing {
        /// Identifier.
        pub id: String,
        /// Mentor.
        pub mentor_id: String,
        /// Mentor's name as shown.
        pub mentor: String,
        /// Apprentice.
        pub apprentice_id: String,
        /// Apprentice's name as shown.
        pub apprentice: String,
    }
    /// A prep group that moves to another grade.
    pub struct PrepGroupStep {
        /// The group.
        pub id: String,
        /// Its name now.
        pub name: String,
        /// Its grade now.
        pub grade: String,
        /// The grade to which it moves.
        pub next: String,
        /// Its name there.
        pub next_name: String,
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
        /// Whether the program knows the grade; if not, the office says what becomes of it.
        pub known: bool,
        /// Whether its classes leave the school.
        pub graduates: bool,
    }
    /// New classes of a grade.
    pub struct EntryGrade {
        /// The grade.
        pub grade: String,
        /// How many classes, 0–60.
        pub classes: u32,
        /// Campus; none for the one on which all classes of the grade are.
        #[serde(default)]
        #[ts(optional, as = "Option<String>")]
        pub campus_id: Option<String>,
    }
    /// The grade after a grade.
    pub struct GradeStep {
        /// The grade.
        pub grade: String,
        /// What its classes become.
        pub next: String,
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
        /// Grades whose next one is another than the preview says.
        #[serde(default)]
        #[ts(optional, as = "Option<Vec<GradeStep>>")]
        pub steps: Vec<GradeStep>,
        /// Whether prep groups move on as the preview says.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        pub prep_groups: bool,
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
        /// Teachers who were marked as left; who had left before keeps that day.
        pub leavers: u32,
        /// Records of the following term that go on with the new class of their class's name.
        pub moved: u32,
        /// Lessons in the timetable of the following term whose class has no new one of its name.
        pub left_behind: u32,
        /// Prep groups that moved on.
        pub prep_groups: u32,
    }
}
