//! Why a file was not read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Format;

/// The one error of this crate. The English text is for logs and holds nothing
/// of the file's content; the user's words stand in the message catalogue
/// under [`IntakeError::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "code", content = "params")]
pub enum IntakeError {
    /// No bytes, or only white space.
    #[error("the file is empty")]
    #[serde(rename = "intake_empty")]
    Empty,
    /// The workbook asks for a password.
    #[error("the workbook is password protected")]
    #[serde(rename = "intake_password")]
    PasswordProtected,
    /// A web page, usually an export of another system named `.xls`.
    #[error("the file is a web page")]
    #[serde(rename = "intake_html")]
    HtmlNamedXls,
    /// A spreadsheet of a kind that is not read: "ods", "xlsb", "xml2003".
    #[error("the file is a spreadsheet of kind {found}")]
    #[serde(rename = "intake_other_spreadsheet")]
    OtherSpreadsheet {
        /// What it is.
        found: String,
    },
    /// Not a table at all: "docx", "doc", "pptx", "ppt", "pdf", "image", "archive", "unknown".
    #[error("the file is not a table but {found}")]
    #[serde(rename = "intake_not_a_table")]
    NotATable {
        /// What it is.
        found: String,
    },
    /// The file claims to be a workbook but its content does not hold together.
    #[error("the {format} file is damaged ({at})", format = format.as_str())]
    #[serde(rename = "intake_damaged")]
    Damaged {
        /// What it claims to be.
        format: Format,
        /// The part of the reading that failed: "container", "content", "sheet", "reader".
        at: String,
    },
    /// The file is larger than [`crate::Limits::max_file`].
    #[error("the file has {size} bytes, more than {limit}")]
    #[serde(rename = "intake_too_large")]
    FileTooLarge {
        /// Bytes of the file.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// The parts of the workbook decompress to more than [`crate::Limits::max_inflated`], or its text exceeds [`crate::Limits::max_text`].
    #[error("the content is larger than {limit} bytes")]
    #[serde(rename = "intake_content_too_large")]
    ContentTooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// More rows with content than [`crate::Limits::max_rows`].
    #[error("more than {limit} rows")]
    #[serde(rename = "intake_too_many_rows")]
    TooManyRows {
        /// Name of the sheet; "" for a text file.
        sheet: String,
        /// Rows allowed.
        limit: u32,
    },
    /// Content right of the last column allowed, such as a stray cell at XFD1048576.
    #[error("content beyond {limit} columns")]
    #[serde(rename = "intake_too_many_columns")]
    TooManyColumns {
        /// Name of the sheet; "" for a text file.
        sheet: String,
        /// The first such cell, "XFD1048576".
        cell: String,
        /// Columns allowed.
        limit: u32,
    },
    /// More cells than [`crate::Limits::max_cells`].
    #[error("more than {limit} cells")]
    #[serde(rename = "intake_too_many_cells")]
    TooManyCells {
        /// Name of the sheet where the count was reached.
        sheet: String,
        /// Cells allowed.
        limit: u64,
    },
    /// One cell is longer than [`crate::Limits::max_cell_chars`].
    #[error("a cell is longer than {limit} characters")]
    #[serde(rename = "intake_cell_too_long")]
    CellTooLong {
        /// Name of the sheet; "" for a text file.
        sheet: String,
        /// The cell, "B7".
        cell: String,
        /// Characters allowed.
        limit: u32,
    },
    /// A quotation mark of a text file is never closed.
    #[error("a quotation mark opened in row {row} is never closed")]
    #[serde(rename = "intake_unclosed_quote")]
    UnclosedQuote {
        /// 1-based row where it opens.
        row: u32,
    },
    /// [`crate::Limits::encoding`] names no known encoding, or one that the bytes do not follow.
    #[error("the text cannot be read as {encoding}")]
    #[serde(rename = "intake_encoding")]
    WrongEncoding {
        /// The encoding asked for.
        encoding: String,
    },
    /// Not a picture that is read: neither JPEG nor PNG nor WebP.
    #[error("the file is no photo")]
    #[serde(rename = "photo_kind")]
    NotAPhoto,
    /// A picture of the kind that some telephones write: HEIC, HEIF, AVIF.
    #[error("the photo is HEIC")]
    #[serde(rename = "photo_heic")]
    PhotoHeic,
    /// The picture cannot be decoded.
    #[error("the photo is damaged")]
    #[serde(rename = "photo_damaged")]
    PhotoDamaged,
    /// More pixels than [`crate::photo::PhotoLimits::max_pixels`], or more memory than they may take.
    #[error("the photo has more than {limit} pixels")]
    #[serde(rename = "photo_too_many_pixels")]
    PhotoTooManyPixels {
        /// Pixels allowed.
        limit: u64,
    },
    /// The reading process ended without an answer: out of memory or a crash of the reader.
    #[error("the reading process died")]
    #[serde(rename = "intake_worker_died")]
    WorkerDied,
    /// The reading process could not be started.
    #[error("the reading process could not be started: {reason}")]
    #[serde(rename = "intake_worker_unavailable")]
    WorkerUnavailable {
        /// The system's kind of error, "not found".
        reason: String,
    },
    /// The reading took longer than allowed and was stopped.
    #[error("reading took longer than {seconds} s")]
    #[serde(rename = "intake_timeout")]
    Timeout {
        /// Whole seconds allowed.
        seconds: u64,
    },
    /// The user cancelled.
    #[error("cancelled")]
    #[serde(rename = "cancelled")]
    Cancelled,
}

impl IntakeError {
    /// Stable code; the key of the message catalogue.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "intake_empty",
            Self::PasswordProtected => "intake_password",
            Self::HtmlNamedXls => "intake_html",
            Self::OtherSpreadsheet { .. } => "intake_other_spreadsheet",
            Self::NotATable { .. } => "intake_not_a_table",
            Self::Damaged { .. } => "intake_damaged",
            Self::FileTooLarge { .. } => "intake_too_large",
            Self::ContentTooLarge { .. } => "intake_content_too_large",
            Self::TooManyRows { .. } => "intake_too_many_rows",
            Self::TooManyColumns { .. } => "intake_too_many_columns",
            Self::TooManyCells { .. } => "intake_too_many_cells",
            Self::CellTooLong { .. } => "intake_cell_too_long",
            Self::UnclosedQuote { .. } => "intake_unclosed_quote",
            Self::WrongEncoding { .. } => "intake_encoding",
            Self::NotAPhoto => "photo_kind",
            Self::PhotoHeic => "photo_heic",
            Self::PhotoDamaged => "photo_damaged",
            Self::PhotoTooManyPixels { .. } => "photo_too_many_pixels",
            Self::WorkerDied => "intake_worker_died",
            Self::WorkerUnavailable { .. } => "intake_worker_unavailable",
            Self::Timeout { .. } => "intake_timeout",
            Self::Cancelled => "cancelled",
        }
    }

    /// Every code, for the test that each has words.
    pub const CODES: [&'static str; 22] = [
        "intake_empty",
        "intake_password",
        "intake_html",
        "intake_other_spreadsheet",
        "intake_not_a_table",
        "intake_damaged",
        "intake_too_large",
        "intake_content_too_large",
        "intake_too_many_rows",
        "intake_too_many_columns",
        "intake_too_many_cells",
        "intake_cell_too_long",
        "intake_unclosed_quote",
        "intake_encoding",
        "photo_kind",
        "photo_heic",
        "photo_damaged",
        "photo_too_many_pixels",
        "intake_worker_died",
        "intake_worker_unavailable",
        "intake_timeout",
        "cancelled",
    ];

    /// The values that the message names; byte limits are in whole MiB (`limit_mb`, `size_mb`).
    pub fn params(&self) -> BTreeMap<String, String> {
        let pairs: Vec<(&str, String)> = match self {
            Self::Empty
            | Self::PasswordProtected
            | Self::HtmlNamedXls
            | Self::NotAPhoto
            | Self::PhotoHeic
            | Self::PhotoDamaged
            | Self::WorkerDied
            | Self::Cancelled => Vec::new(),
            Self::OtherSpreadsheet { found } | Self::NotATable { found } => {
                vec![("found", found.clone())]
            }
            Self::Damaged { format, at } => {
                vec![("format", format.as_str().to_owned()), ("at", at.clone())]
            }
            Self::FileTooLarge { size, limit } => {
                vec![("size_mb", mib(*size)), ("limit_mb", mib(*limit))]
            }
            Self::ContentTooLarge { limit } => vec![("limit_mb", mib(*limit))],
            Self::TooManyRows { sheet, limit } => {
                vec![("sheet", sheet.clone()), ("limit", limit.to_string())]
            }
            Self::TooManyColumns { sheet, cell, limit } | Self::CellTooLong { sheet, cell, limit } => {
                vec![("sheet", sheet.clone()), ("cell", cell.clone()), ("limit", limit.to_string())]
            }
            Self::TooManyCells { sheet, limit } => {
                vec![("sheet", sheet.clone()), ("limit", limit.to_string())]
            }
            Self::UnclosedQuote { row } => vec![("row", row.to_string())],
            Self::WrongEncoding { encoding } => vec![("encoding", encoding.clone())],
            Self::PhotoTooManyPixels { limit } => vec![("limit_wan", (limit / 10_000).to_string())],
            Self::WorkerUnavailable { reason } => vec![("reason", reason.clone())],
            Self::Timeout { seconds } => vec![("seconds", seconds.to_string())],
        };
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }

    /// A damaged file, with the part of the reading that failed.
    pub(crate) fn damaged(format: Format, at: &str) -> Self {
        Self::Damaged { format, at: at.to_owned() }
    }
}

/// Bytes as whole MiB, rounded up.
fn mib(bytes: u64) -> String {
    bytes.div_ceil(1 << 20).to_string()
}
