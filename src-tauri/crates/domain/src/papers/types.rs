//! Types of the papers about the data itself.

use crate::{ledger::LedgerRequest, report::Protection};

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
    /// Writes the table of codes to a workbook.
    pub struct CodeTableExport {
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
    }    /// Writes the ledger of quotas to a workbook.
    pub struct QuotaExport {
        /// Which ledger.
        pub ledger: LedgerRequest,
        /// Only those who are behind.
        #[serde(default)]
        pub behind: bool,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
}
