//! Types of registers that are sent out and collected.

use crate::{
    error::WireError,
    exchange::{ImportAnswer, ImportPreview},
};
use chrono::NaiveDate;

crate::wire::wire! {
    /// What a dialog asks for.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum RegisterPlace {
        /// A folder to write forms into.
        Out,
        /// A folder of returned files.
        Folder,
        /// Single returned files.
        Files,
    }
    /// Asks the user for a folder or for files.
    pub struct RegisterPick {
        /// What for.
        pub place: RegisterPlace,
    }
    /// What the user chose.
    pub struct RegisterPicked {
        /// A handle each; empty when the user cancelled.
        pub handles: Vec<String>,
        /// Name of the folder, or of the first file; empty when cancelled.
        pub name: String,
    }
    /// Makes the forms of departments.
    pub struct RegisterSend {
        /// A folder: a handle that `register_pick` returned.
        pub handle: String,
        /// The term, or none for the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// The departments; each gets a file.
        pub department_ids: Vec<String>,
        /// Rows with the observer's name filled in, for each teacher, 0–40; 0 leaves all rows free.
        pub rows_each: u32,
        /// Day by which they are wanted back.
        #[serde(default)]
        pub due_on: Option<NaiveDate>,
    }
    /// A form that was written.
    pub struct RegisterSentFile {
        /// Handle for opening it.
        pub handle: String,
        /// Name of the file.
        pub file_name: String,
    }
    /// The forms that were written.
    pub struct RegisterSent {
        /// A file each.
        pub files: Vec<RegisterSentFile>,
        /// The act in the change log; undoing it forgets the sending, the files stay.
        pub act: String,
    }
    /// Reads returned files and says what would be written.
    pub struct RegisterLook {
        /// Folders and files: handles that `register_pick` returned.
        #[serde(default)]
        pub handles: Vec<String>,
        /// An earlier preview whose files are held against the store again, with other answers; then no handles.
        #[serde(default)]
        pub token: Option<String>,
        /// The term; none for the one that the forms say, or else the present one.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Answers to cells that were not understood.
        #[serde(default)]
        pub answers: Vec<ImportAnswer>,
    }
    /// What a returned file is.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum RegisterFileState {
        /// A register with rows.
        Read,
        /// A register in which nobody has written anything.
        Blank,
        /// It was not read.
        Left,
    }
    /// A returned file.
    pub struct RegisterFile {
        /// Its name.
        pub name: String,
        /// What it is.
        pub state: RegisterFileState,
        /// Department for which the form was made; empty for a file without its mark.
        pub department: String,
        /// What should be known of it: a sentence; empty for nothing.
        pub note: String,
        /// Why the file was not read, where it was a table.
        pub error: Option<WireError>,
        /// Rows that will be new.
        pub new: u32,
        /// Rows that will change a record.
        pub changed: u32,
        /// Rows that are there already, repeats among them.
        pub same: u32,
        /// Rows that another row or file of the same look has said.
        pub repeats: u32,
        /// Rows in doubt.
        pub doubtful: u32,
        /// Rows that cannot be written.
        pub refused: u32,
    }
    /// What would be written of returned files.
    pub struct RegisterPreview {
        /// The rows of all files; the place of a row begins with its file.
        pub import: ImportPreview,
        /// The files, those that were not read last.
        pub files: Vec<RegisterFile>,
    }
    /// Writes what a preview showed.
    pub struct RegisterCollect {
        /// From the preview.
        pub token: String,
        /// Whether rows in doubt are written too.
        #[serde(default)]
        pub accept_doubtful: bool,
    }
    /// A row that was not written.
    pub struct RegisterLeft {
        /// Name of the file.
        pub file: String,
        /// Row as the file counts it.
        pub row: u32,
        /// Column: its heading, or empty for the whole row.
        pub column: String,
        /// Why: sentences.
        pub reason: String,
    }
    /// What was written of returned files.
    pub struct RegisterResult {
        /// New records.
        pub new: u32,
        /// Changed records.
        pub changed: u32,
        /// Rows that were there already.
        pub same: u32,
        /// Rows that were not written.
        pub left: Vec<RegisterLeft>,
        /// The act in the change log.
        pub act: String,
    }
    /// A teacher and what came back.
    pub struct RegisterTeacher {
        /// Identifier.
        pub id: String,
        /// Name as it is shown.
        pub name: String,
        /// Sheets of the term that came by registers.
        pub sheets: u32,
        /// When the last of them came, as the store says a moment; empty for never.
        pub last_at: String,
    }
    /// A department and what came back.
    pub struct RegisterDepartment {
        /// Identifier.
        pub id: String,
        /// Name.
        pub name: String,
        /// When the last form was made; empty for never.
        pub sent_at: String,
        /// Day by which it is wanted back.
        pub due_on: Option<NaiveDate>,
        /// Files that were collected.
        pub files: u32,
        /// When the last of them was; empty for never.
        pub last_at: String,
        /// Teachers in service of whom nothing came.
        pub missing: u32,
        /// Its teachers in service, those without anything first.
        pub teachers: Vec<RegisterTeacher>,
    }
    /// What went out and came back in a term.
    pub struct RegisterStanding {
        /// The departments that have teachers.
        pub departments: Vec<RegisterDepartment>,
        /// A text that reminds those who have handed in nothing; empty when nobody is missing.
        pub reminder: String,
    }
}
