use serde::{Deserialize, Serialize};

use crate::model::{Chart, Metadata, Orientation};

/// A workbook: its properties and its sheets, in the order of their tabs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Workbook {
    /// Title, author and time that go into the file's properties.
    pub metadata: Metadata,
    /// The sheets; at least one.
    pub sheets: Vec<Sheet>,
}

/// A sheet with one table: a title over it, a head that stays, the rows, sums, notes, charts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Sheet {
    /// The tab's name: cut to 31 characters, `\ / ? * [ ] :` replaced, made unique in the book.
    pub name: String,
    /// A merged title row; empty for none.
    pub title: String,
    /// A small line under the title, e.g. 数据截至 and unit; empty for none.
    pub subtitle: String,
    /// The columns, left to right.
    pub columns: Vec<SheetColumn>,
    /// The rows of data; a short row leaves its last cells empty.
    pub rows: Vec<Vec<Value>>,
    /// A 合计 row: one entry a column.
    pub total: Vec<Total>,
    /// Notes under the table, a row each.
    pub notes: Vec<String>,
    /// How many columns stay in place when scrolling sideways; the head always does.
    pub frozen_columns: u16,
    /// Whether the head has filter buttons.
    pub filter: bool,
    /// How it is printed; always A4, fitted to the width, the head repeated.
    pub orientation: Orientation,
    /// Native column charts under the table.
    pub charts: Vec<SheetChart>,
    /// Charts whose numbers come from no column: a table of their own is written for them.
    pub loose_charts: Vec<Chart>,
    /// Whether people see the sheet.
    pub visibility: Visibility,
    /// Whether rows grow with what people type into them; else their height is fixed to what is in them.
    pub growing: bool,
}

/// Whether people see a sheet. The first sheet of a book is always shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum Visibility {
    /// Its tab is shown.
    #[default]
    Shown,
    /// Its tab is hidden, and the menus of the program do not offer to show it.
    Hidden,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct SheetColumn {
    /// Its head.
    pub header: String,
    /// Width in characters of Excel (a Chinese character is about two); 0 measures the content.
    pub width: f64,
    /// What its cells hold.
    pub kind: Kind,
    /// What may be typed into its cells.
    pub rule: Rule,
}

impl SheetColumn {
    /// A column as wide as its content asks.
    pub fn new(header: impl Into<String>, kind: Kind) -> Self {
        Self { header: header.into(), width: 0.0, kind, rule: Rule::Free }
    }
}

/// What a spreadsheet lets people type into the cells of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Rule {
    /// Anything.
    #[default]
    Free,
    /// A drop-down of texts. They stand on a hidden sheet, so that there may be as many as there are.
    Choices {
        /// The texts; none leaves the column free.
        texts: Vec<String>,
        /// Whether anything else is refused; else the program asks once.
        strict: bool,
    },
    /// A day from the first to the last: year, month, day.
    Days {
        /// First day.
        first: (i32, u8, u8),
        /// Last day.
        last: (i32, u8, u8),
    },
    /// A number from the least to the most.
    Numbers {
        /// Least.
        least: f64,
        /// Most.
        most: f64,
    },
}

/// What a column holds; it chooses format and alignment. A value of another kind keeps its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Short text, centred.
    #[default]
    Text,
    /// Long text, left and wrapped.
    LongText,
    /// Whole numbers.
    Integer,
    /// One decimal.
    Decimal,
    /// A share of 1, shown as per cent with one decimal.
    Percent,
    /// A day.
    Date,
}

/// A cell's value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(tag = "type", content = "value", rename_all = "camelCase")]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, verbatim: `=1+1` stays text.
    Text(String),
    /// A number; not finite ones are left empty.
    Number(f64),
    /// A day.
    Date {
        /// Year, 1900–9999.
        year: i32,
        /// Month, 1–12.
        month: u8,
        /// Day, 1–31.
        day: u8,
    },
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A cell of the 合计 row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(tag = "type", content = "value", rename_all = "camelCase")]
pub enum Total {
    /// Nothing.
    #[default]
    Empty,
    /// Text such as 合计.
    Label(String),
    /// A formula that sums the column, with its result.
    Sum,
    /// A formula that averages the column, with its result.
    Average,
    /// A formula that divides the total of one column by that of another, e.g. 整改率.
    Ratio {
        /// Index of the column whose sum is divided, from 0.
        of: u16,
        /// Index of the column whose sum divides.
        by: u16,
    },
}

/// A native column chart of one column over another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct SheetChart {
    /// The chart's title.
    pub title: String,
    /// Index of the column with the categories, from 0.
    pub categories: u16,
    /// Indices of the columns with the values, a series each.
    pub values: Vec<u16>,
    /// What the chart shows, for readers that cannot see it.
    pub alt: String,
    /// Rows (from 0) whose bars are drawn hatched: holidays, examinations.
    pub hatched_rows: Vec<u32>,
}
