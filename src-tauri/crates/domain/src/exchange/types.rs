//! Types of bringing files in.

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
        /// What becomes of it.
        pub verdict: Verdict,
        /// Cells in the order of `columns`.
        pub cells: Vec<String>,
        /// Reasons.
        pub notes: Vec<RowNote>,
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
}
