//! Types of bringing files in.

use crate::rubric::{RubricDocument, RubricFault, RubricPurpose};
use chrono::NaiveDate;
use std::collections::BTreeMap;

crate::wire::wire! {
    /// What a file holds.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ImportKind {
        /// Teachers.
        Roster,
        /// Timetable.
        Timetable,
        /// Holidays and make-up days.
        Calendar,
        /// Register of observations.
        Observations,
        /// Register of homework checks.
        Homework,
        /// Lesson plans with drafts.
        Plans,
        /// Mentor pairings.
        Pairings,
        /// The term's list of work.
        Work,
        /// Open lessons that are planned.
        OpenLessons,
        /// Heads of departments and of prep groups, a matrix.
        Leaders,
        /// Dated marks of teachers, such as 青年教师.
        Tags,
        /// Who teaches what to which class, a list or a matrix of classes and subjects.
        Assignments,
    }
    /// What an answer does.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum AnswerKind {
        /// The cell is read as another text.
        Text,
        /// The cell means this teacher.
        Person,
        /// The teacher or class of the cell is made.
        Make,
        /// The row is left out.
        Skip,
    }
    /// What the user answers to a cell that was not understood. The file stays as it is.
    #[derive(Eq)]
    pub struct ImportAnswer {
        /// Field of the column.
        pub field: String,
        /// What stands in the cell; of several people in one cell the one that is meant.
        pub value: String,
        /// The only row that is meant; none for every row with this value.
        #[serde(default)]
        pub row: Option<u32>,
        /// Of a sheet with several records in a row, the only column that is meant, as the preview names
        /// it; empty for all.
        #[serde(default)]
        #[ts(optional, as = "Option<String>")]
        pub column: String,
        /// What it does.
        pub kind: AnswerKind,
        /// The other text, or the identifier of the teacher; empty for the others.
        #[serde(default)]
        pub to: String,
    }
    /// One way of answering.
    #[derive(Eq)]
    pub struct ImportChoice {
        /// What it does.
        pub kind: AnswerKind,
        /// The other text, or the identifier of the teacher.
        pub to: String,
        /// How it is offered: a text, a teacher with what tells namesakes apart, or a verb.
        pub name: String,
    }
    /// A cell that can be answered.
    #[derive(Eq)]
    pub struct ImportRepair {
        /// Field of the column.
        pub field: String,
        /// What stands in the cell.
        pub value: String,
        /// Rows of the file that ask the same.
        pub rows: u32,
        /// The answers that suit, best first.
        pub choices: Vec<ImportChoice>,
    }
    /// Forgets a column that was picked by hand.
    pub struct ImportColumnForget {
        /// What the file holds.
        pub kind: ImportKind,
        /// Heading as in the file.
        pub heading: String,
    }
    /// Keeps only the rows whose column has a value.
    pub struct WhereClause {
        /// Heading as in the file.
        pub column: String,
        /// Value.
        pub value: String,
    }
    /// Reads a file and says what would be written.
    pub struct ImportPreviewRequest {
        /// What the file holds.
        pub kind: ImportKind,
        /// The file: a handle that `file_pick_open` returned.
        pub handle: String,
        /// The term, or none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Only these rows.
        #[serde(default)]
        pub only: Option<WhereClause>,
        /// Make teachers and classes that the file names and the roster does not have.
        #[serde(default)]
        pub create_missing: bool,
        /// Columns picked by hand: heading → field.
        #[serde(default)]
        pub mapping: BTreeMap<String, String>,
        /// Answers to cells that were not understood.
        #[serde(default)]
        pub answers: Vec<ImportAnswer>,
        /// Shows the file although needed columns are unknown, so that they can be picked by hand.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        pub by_hand: bool,
        /// A day of the week that is meant where a list of open lessons names weekdays only; none for this week.
        #[serde(default)]
        #[ts(optional = nullable)]
        pub week: Option<NaiveDate>,
    }
    /// What becomes of a row.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Verdict {
        /// Will be written as a new record.
        New,
        /// Will change a record.
        Changed,
        /// Is there already.
        Same,
        /// Written only when accepted.
        Doubtful,
        /// Cannot be written.
        Refused,
    }
    /// A row with a reason.
    #[derive(Eq)]
    pub struct RowNote {
        /// Row as the file counts it, from 1.
        pub row: u32,
        /// Column: its heading, or empty for the whole row.
        pub column: String,
        /// Why: a sentence in Chinese.
        pub reason: String,
    }
    /// A column of the file.
    pub struct ColumnMapping {
        /// Heading as in the file.
        pub heading: String,
        /// Field that it fills; none when it is not read.
        pub field: Option<String>,
        /// Name of the field for people; empty when it is not read.
        pub field_name: String,
        /// Whether the column holds personal data that is dropped.
        pub dropped: bool,
        /// Whether the field was picked by hand for an earlier table and is remembered.
        pub remembered: bool,
    }
    /// A field that columns can fill.
    pub struct ImportField {
        /// Key.
        pub key: String,
        /// Name.
        pub name: String,
        /// Whether the import needs it.
        pub required: bool,
    }
    /// One row of the preview.
    pub struct PreviewRow {
        /// Row as the file counts it.
        pub row: u32,
        /// Of a sheet with several records in a row, the column by its letters, of several sheets behind
        /// the sheet's name (七(1)班!E); else empty.
        pub column: String,
        /// What becomes of it.
        pub verdict: Verdict,
        /// Cells in the order of `columns`.
        pub cells: Vec<String>,
        /// Reasons.
        pub notes: Vec<RowNote>,
        /// Cells that can be answered.
        pub repairs: Vec<ImportRepair>,
    }
    /// A term in which the days of a table lie.
    pub struct ImportTerm {
        /// Identifier; none for a proposal of a term that is not there.
        pub id: Option<String>,
        /// School year, such as `2026-2027`.
        pub school_year: String,
        /// 1 or 2.
        pub number: u32,
        /// Printed name.
        pub name: String,
        /// First day; of a proposal the usual one, or the beginning of the week of the table's first day.
        pub first_day: NaiveDate,
        /// Last day.
        pub last_day: NaiveDate,
    }
    /// A table whose days all lie outside the term that it would be written into.
    pub struct ImportElsewhere {
        /// First day of the table.
        pub first: NaiveDate,
        /// Last day of the table.
        pub last: NaiveDate,
        /// The term where the days belong; none when that one is there and does not hold them.
        pub term: Option<ImportTerm>,
    }
    /// What would be written.
    pub struct ImportPreview {
        /// Takes this preview into `import_apply`.
        pub token: String,
        /// What the file holds.
        pub kind: ImportKind,
        /// Name of the file.
        pub file_name: String,
        /// Name of the sheet; empty for a text file.
        pub sheet: String,
        /// Columns of the file.
        pub columns: Vec<ColumnMapping>,
        /// The condition under which rows were read: the one asked for, or the newest year of a roster of several.
        pub only: Option<WhereClause>,
        /// Where the table belongs when all its days lie outside the term: then no row says it of itself.
        pub elsewhere: Option<ImportElsewhere>,
        /// Another kind that the file fits clearly better.
        pub looks_like: Option<ImportKind>,
        /// Fields for choosing by hand.
        pub fields: Vec<ImportField>,
        /// Rows that will be new.
        pub new: u32,
        /// Rows that will change a record.
        pub changed: u32,
        /// Rows that are there already.
        pub same: u32,
        /// Rows in doubt.
        pub doubtful: u32,
        /// Rows that cannot be written.
        pub refused: u32,
        /// Oddities of rows that are written all the same.
        pub warnings: Vec<RowNote>,
        /// Rows, those with notes first; at most 2,000.
        pub rows: Vec<PreviewRow>,
    }
    /// Writes what a preview showed.
    pub struct ImportApply {
        /// From the preview.
        pub token: String,
        /// Whether rows in doubt are written too.
        #[serde(default)]
        pub accept_doubtful: bool,
        /// Only says what would be written; the preview stays good.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        pub dry_run: bool,
    }
    /// What was written: each row stands in exactly one of the five.
    pub struct ImportResult {
        /// New records.
        pub new: u32,
        /// Changed records.
        pub changed: u32,
        /// Rows that were there already.
        pub same: u32,
        /// Rows in doubt; written when they were accepted.
        pub doubtful: Vec<RowNote>,
        /// Rows that were not written.
        pub refused: Vec<RowNote>,
        /// Oddities of rows that were written.
        pub warnings: Vec<RowNote>,
        /// The act, for undoing the whole import; none when nothing was written.
        pub act: Option<String>,
    }
    /// Reads a scoring sheet from a file; writes nothing.
    pub struct RubricReadRequest {
        /// The file: a handle that `file_pick_open` returned.
        pub handle: String,
        /// What it judges; none to tell it by the title.
        #[serde(default)]
        pub purpose: Option<RubricPurpose>,
    }
    /// A scoring sheet as a file says it: a draft that is looked through and then saved.
    pub struct RubricReading {
        /// Name of the file.
        pub file_name: String,
        /// Name of the sheet; empty for a text file.
        pub sheet: String,
        /// What was understood.
        pub document: RubricDocument,
        /// What was not, and what was put elsewhere, row by row.
        pub notes: Vec<RowNote>,
        /// What is still wrong before it can be saved: sums that differ, parts without points, no total.
        pub faults: Vec<RubricFault>,
    }
}
