//! Types of the papers made from the figures.

use crate::summary::SummaryRequest;

crate::wire::wire! {
    /// Kind of file.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ReportFormat {
        /// PDF/A, for filing and printing.
        Pdf,
        /// Word, for going on writing.
        Docx,
        /// Excel, for going on computing.
        Xlsx,
    }
    /// What the paper holds.
    pub struct ReportOptions {
        /// The figures.
        #[serde(default)]
        pub summary: SummaryRequest,
        /// Sections in the paper: `overview`, `observation`, `homework`, `lesson_plan`, `mentoring`,
        /// `annex_observation`, `annex_homework`, `annex_lesson_plan`, `annex_mentoring`; all when empty.
        #[serde(default)]
        pub sections: Vec<String>,
        /// Name of the office that signs; 教务处 when empty.
        #[serde(default)]
        pub signed_by: String,
    }
    /// The pages as they will be printed.
    pub struct ReportPreview {
        /// SVG of each page.
        pub pages: Vec<String>,
        /// Where figures stand, for opening their records.
        pub figures: Vec<FigurePlace>,
        /// Sections that can be chosen, with a short state.
        pub sections: Vec<ReportSection>,
        /// What to look at before exporting.
        pub hints: Vec<ReportHint>,
        /// Characters that no bundled font has: they would print as boxes.
        pub missing: Vec<MissingCharacter>,
        /// Suggested file name without its ending.
        pub file_name: String,
    }
    /// A figure on a page.
    pub struct FigurePlace {
        /// Page, from 0.
        pub page: u32,
        /// Left, share of the page's width, 0–1.
        pub x: f64,
        /// Top, share of the page's height, 0–1.
        pub y: f64,
        /// Width, share.
        pub width: f64,
        /// Height, share.
        pub height: f64,
        /// Key of the figure, as `summary_records` takes it; of one teacher with `@` and the identifier after it.
        pub figure: String,
    }
    /// A section of the paper.
    pub struct ReportSection {
        /// Key.
        pub key: String,
        /// Heading.
        pub title: String,
        /// What it holds or lacks, short.
        pub note: String,
        /// Whether something is missing.
        pub lacking: bool,
    }
    /// Something to look at before exporting.
    pub struct ReportHint {
        /// Sentence.
        pub text: String,
        /// Route that mends it.
        pub route: String,
    }
    /// A character without a glyph.
    pub struct MissingCharacter {
        /// The character.
        pub character: String,
        /// Code point, such as U+2A6D6.
        pub code: String,
        /// The text in which it stands.
        pub place: String,
    }
    /// How a file that leaves the office is protected.
    #[derive(Eq, Default)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum Protection {
        /// Not at all.
        #[default]
        Clear,
        /// Names of people are replaced by codes; the table of codes stays in the office.
        Coded,
        /// In an encrypted archive; the file's name ends in `.zip`.
        Password {
            /// At least 8 characters: Latin letters, digits and signs.
            password: String,
        },
    }
    /// Makes a file.
    pub struct ReportExport {
        /// What the paper holds.
        pub options: ReportOptions,
        /// Kind of file.
        pub format: ReportFormat,
        /// Where to: a handle that `file_pick_save` returned.
        pub handle: String,
        /// How the file is protected; not at all when left out.
        #[serde(default)]
        pub protection: Protection,
    }
    /// A file was made.
    pub struct Exported {
        /// Name of the file without its folder.
        pub file_name: String,
        /// Bytes.
        pub size: u32,
        /// Handle for opening it or its folder.
        pub handle: String,
    }
    /// Opens the paper in the system's viewer for printing.
    pub struct ReportPrint {
        /// What the paper holds.
        pub options: ReportOptions,
    }
}
