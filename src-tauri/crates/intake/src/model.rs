//! The rows that come out of a file.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One file, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// What the file turned out to be, by content.
    pub format: Format,
    /// Encoding of a text file ("UTF-8", "UTF-16LE", "GB18030", "Big5" …); `None` for workbooks.
    pub encoding: Option<String>,
    /// Separator of a text file: `,`, `;` or tab; `None` for workbooks.
    pub delimiter: Option<char>,
    /// The sheets in the order of the file; a text file has one, named "".
    pub sheets: Vec<Sheet>,
    /// What the user should know although the file was read.
    pub notes: Vec<Note>,
}

/// Kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML workbook (also `.xlsm`).
    Xlsx,
    /// Excel 97–2003 workbook (also WPS `.et`).
    Xls,
    /// Text with separators, whatever its name.
    Csv,
}

impl Format {
    /// The name used on the wire and in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Csv => "csv",
        }
    }
}

/// One sheet. Rows without any content are left out, so `number` has gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Name on the tab; "" for a text file.
    pub name: String,
    /// The user does not see this sheet in Excel.
    #[serde(default)]
    pub hidden: bool,
    /// Rows with content, ascending by `number`.
    pub rows: Vec<Row>,
    /// Width of the widest row.
    pub columns: u32,
    /// Merged cells that were filled from their first one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Merged>,
}

/// A rectangle of merged cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// First and last row, as [`Row::number`] counts.
    pub rows: (u32, u32),
    /// First and last column, 0-based.
    pub columns: (u32, u32),
}

/// One row; trailing empty cells are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// 1-based row as Excel shows it; in a text file comment and blank lines count.
    pub number: u32,
    /// Cells from column A on.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The trimmed text of a 0-based column; "" where there is none.
    pub fn text(&self, column: usize) -> Cow<'_, str> {
        self.cells.get(column).map_or(Cow::Borrowed(""), Cell::text)
    }
}

/// One cell as the user sees it. On the wire: `null`, `"text"`, `{"n":"1990.01"}`, `{"d":"2026-11-19"}`, `{"e":"#N/A"}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing there.
    #[default]
    Empty,
    /// Text, untrimmed, line breaks as `\n`. Clock times and durations are text ("08:05").
    Text(String),
    /// A number printed as the sheet shows it: "1990.01", "7", "85%".
    Number {
        /// The printed number.
        n: String,
    },
    /// A date, "YYYY-MM-DD", "YYYY-MM-DD HH:MM" or "YYYY-MM-DD HH:MM:SS".
    Date {
        /// The printed date.
        d: String,
    },
    /// An error value such as `#N/A`.
    Error {
        /// The error as Excel prints it.
        e: String,
    },
}

impl Cell {
    /// What the cell says, trimmed (full-width spaces too); "" for empty and for error values.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Error { .. } => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text.trim()),
            Self::Number { n } => Cow::Borrowed(n),
            Self::Date { d } => Cow::Borrowed(d),
        }
    }

    /// Empty, or only white space.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number { .. } | Self::Date { .. } | Self::Error { .. } => false,
        }
    }

    /// UTF-8 bytes the cell holds.
    pub(crate) fn size(&self) -> u64 {
        let len = match self {
            Self::Empty => 0,
            Self::Text(text) => text.len(),
            Self::Number { n } => n.len(),
            Self::Date { d } => d.len(),
            Self::Error { e } => e.len(),
        };
        u64::try_from(len).unwrap_or(u64::MAX)
    }
}

/// Something worth telling the user about a file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", content = "params")]
pub enum Note {
    /// The text holds private-use characters: the encoding is probably guessed wrong.
    #[serde(rename = "intake_note_private_use")]
    PrivateUse {
        /// The encoding that was used.
        encoding: String,
        /// First row with such a character.
        row: u32,
    },
    /// Neither UTF-8 nor GB18030 fits; the encoding was guessed and characters may be wrong.
    #[serde(rename = "intake_note_encoding_guessed")]
    EncodingGuessed {
        /// The encoding that was used.
        encoding: String,
    },
    /// Merged cells were filled from their first cell.
    #[serde(rename = "intake_note_merged_filled")]
    MergedFilled {
        /// Name of the sheet.
        sheet: String,
        /// Number of merged regions.
        regions: u32,
    },
    /// Leading `#` lines of a text file were skipped.
    #[serde(rename = "intake_note_comments_skipped")]
    CommentsSkipped {
        /// Number of lines.
        lines: u32,
        /// What they say, at most 400 characters: some hold the table's only title.
        #[serde(default)]
        text: String,
    },
    /// The table shows that its empty cells are not the rest of merged ones.
    #[serde(rename = "intake_note_blanks_free")]
    BlanksFree {
        /// First row of the table's body.
        row: u32,
    },
}

impl Note {
    /// Stable code of the message.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::PrivateUse { .. } => "intake_note_private_use",
            Self::EncodingGuessed { .. } => "intake_note_encoding_guessed",
            Self::MergedFilled { .. } => "intake_note_merged_filled",
            Self::CommentsSkipped { .. } => "intake_note_comments_skipped",
            Self::BlanksFree { .. } => "intake_note_blanks_free",
        }
    }
}
