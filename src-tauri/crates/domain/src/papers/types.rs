//! Types of the papers about the data itself.

use crate::{ledger::LedgerRequest, report::Protection};
use chrono::NaiveDate;

crate::wire::wire! {
    /// Kind of file of a paper without figures.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum PaperFormat {
        /// PDF/A, for filing and printing.
        Pdf,
        /// Word, for going on writing.
        Docx,
    }
    /// How long a school keeps the records (保管期限), as it has decided itself.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Retention {
        /// 永久.
        Permanent,
        /// 30年.
        Years30,
        /// 10年.
        Years10,
    }
    /// Asks for the pages of the notice to the staff.
    pub struct NoticeRequest {
        /// How long records are kept.
        pub retention: Retention,
    }
    /// The pages of the notice.
    pub struct NoticePreview {
        /// SVG of each page.
        pub pages: Vec<String>,
    }
    /// Writes the notice to a file.
    pub struct NoticeExport {
        /// How long records are kept.
        pub retention: Retention,
        /// Kind of file.
        pub format: PaperFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
    }
    /// Writes what the store holds about a teacher to a file.
    pub struct DossierExport {
        /// The teacher.
        pub teacher_id: String,
        /// Kind of file.
        pub format: PaperFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
    /// Form of a paper about lessons.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum LessonForm {
        /// 听课记录, for filing.
        Record,
        /// 课堂评价表, the scoring sheet alone.
        Assessment,
        /// 反馈单, for the teacher.
        Slip,
    }
    /// Writes sheets to a file, one a page.
    pub struct LessonPapers {
        /// The sheets, in the order of the paper, 1–500.
        pub ids: Vec<String>,
        /// Form.
        pub form: LessonForm,
        /// Kind of file.
        pub format: PaperFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
    /// Writes the planned lessons of a week (公开课周表) to a file.
    pub struct SchedulePaper {
        /// A day of the week.
        pub date: NaiveDate,
        /// Kind of file.
        pub format: PaperFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
    /// Writes the slips 空堂可听 of some teachers to a file.
    pub struct HearingPaper {
        /// The teachers, in the order of the paper, 1–500.
        pub teacher_ids: Vec<String>,
        /// Four small slips on a page, to be cut apart; a PDF only.
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        pub four: bool,
        /// A day of the week.
        pub date: NaiveDate,
        /// Kind of file.
        pub format: PaperFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
    /// Kind of file of a booklet.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum BookFormat {
        /// PDF/A, for filing and printing.
        Pdf,
        /// PDF of lying sheets with two pages on each side, to be printed on both sides and folded.
        Folded,
        /// Word, for going on writing.
        Docx,
    }
    /// Writes the sheets of an observer's term to a file as a booklet (听课本).
    pub struct LessonBook {
        /// The observer.
        pub observer_id: String,
        /// The term; the present one when empty.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Kind of file.
        pub format: BookFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
    /// Writes a scoring sheet to a file without anything given.
    pub struct RubricPaper {
        /// Version of the scoring sheet.
        pub rubric_id: String,
        /// Kind of file.
        pub format: PaperFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
    }
    /// Makes numbered blank forms and writes them to a file, one a page.
    pub struct BlankFormsMake {
        /// For whom: the forms of one observer lie together, in this order. Empty for forms without an observer.
        #[serde(default)]
        pub observer_ids: Vec<String>,
        /// Forms for each of them, 1–60; 500 in all at most.
        pub copies: u32,
        /// Scoring sheet whose items are printed with empty cells; none leaves them out.
        #[serde(default)]
        pub rubric_id: Option<String>,
        /// Term; the present one when empty.
        #[serde(default)]
        pub term_id: Option<String>,
        /// Kind of file.
        pub format: PaperFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
    }
    /// Blank forms were made: a file as of every paper, and their numbers.
    pub struct BlankFormsMade {
        /// Name of the file.
        pub file_name: String,
        /// Its size in bytes.
        pub size: u32,
        /// Its handle, for opening it.
        pub handle: String,
        /// Number of the first form.
        pub first: String,
        /// Number of the last form.
        pub last: String,
        /// The act, for `undo`: it takes the numbers back.
        pub act: String,
    }
    /// Writes the table of codes to a workbook.
    pub struct CodeTableExport {
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
    }
    /// Kind of file of the ledger of quotas.
    #[derive(Copy, Eq, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum QuotaFormat {
        /// Excel, for going on reckoning.
        #[default]
        Xlsx,
        /// PDF/A, for filing and printing.
        Pdf,
        /// Word, for going on writing.
        Docx,
    }
    /// Writes the ledger of quotas to a file.
    pub struct QuotaExport {
        /// Which ledger.
        pub ledger: LedgerRequest,
        /// Only those who are behind.
        #[serde(default)]
        pub behind: bool,
        /// Kind of file; a workbook when left out.
        #[serde(default)]
        pub format: QuotaFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
}
