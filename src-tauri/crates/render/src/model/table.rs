use serde::{Deserialize, Serialize};

use super::Align;

/// A table of data. Its head repeats on every page and its rows are never split.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Table {
    /// Printed as 表1; `None` prints the caption alone.
    pub number: Option<u32>,
    /// What the table shows; empty for none.
    pub caption: String,
    /// 单位：节, at the right above the table; empty for none.
    pub unit: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// Header rows (normally one; two with spans).
    pub head: Vec<Vec<Cell>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// 填表说明 under the table: basis, period, what counts. One is printed as 说明：…, more are numbered.
    pub notes: Vec<String>,
    /// How it is ruled.
    pub style: TableStyle,
    /// Size of its text in points.
    pub text_pt: f64,
}

impl Table {
    /// A table of these columns, each with its header.
    pub fn new<T: Into<String>>(columns: impl IntoIterator<Item = (T, Width, Align)>) -> Self {
        let mut table = Self { text_pt: 12.0, ..Self::default() };
        let mut head = Vec::new();
        for (label, width, align) in columns {
            head.push(Cell::new(label));
            table.columns.push(Column { width, align });
        }
        table.head.push(head);
        table
    }

    /// Appends an ordinary row of texts.
    pub fn row<T: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(Row::of(RowKind::Body, cells));
    }

    /// Appends a 合计 row.
    pub fn total<T: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(Row::of(RowKind::Total, cells));
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Column {
    /// How wide it is.
    pub width: Width,
    /// How its body cells stand; header cells are centred.
    pub align: Align,
}

/// A column's width.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", content = "value", rename_all = "camelCase")]
pub enum Width {
    /// A share of what the fixed columns leave; shares are relative to each other.
    Share(f64),
    /// So many characters of the table's text, plus its padding.
    Chars(f64),
    /// Millimetres.
    Mm(f64),
}

impl Default for Width {
    fn default() -> Self {
        Self::Share(1.0)
    }
}

/// A row of cells. Cells covered by a span from above or from the left are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Row {
    /// What kind it is.
    pub kind: RowKind,
    /// Its cells.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row of a kind.
    pub fn of<T: Into<Cell>>(kind: RowKind, cells: impl IntoIterator<Item = T>) -> Self {
        Self { kind, cells: cells.into_iter().map(Into::into).collect() }
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum RowKind {
    /// Data.
    #[default]
    Body,
    /// 合计, set off by a line and in bold.
    Total,
    /// A row that names a group of the rows under it.
    Group,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Cell {
    /// Its text; a line feed breaks the line.
    pub text: String,
    /// The id of the figure in it, as in [`super::Run::Figure`]; empty for none.
    pub anchor: String,
    /// The name of a [`super::Block::Mark`] whose page number is printed instead of the text; empty for none.
    pub page_of: String,
    /// How many columns it covers, at least 1.
    pub colspan: u16,
    /// How many rows it covers, at least 1.
    pub rowspan: u16,
    /// Over the column's alignment unless `Auto`.
    pub align: Align,
}

impl Cell {
    /// A cell of text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A cell with a figure that the preview can point at.
    pub fn figure(text: impl Into<String>, anchor: impl Into<String>) -> Self {
        Self { anchor: anchor.into(), ..Self::new(text) }
    }

    /// A cell with the number of the page on which a mark stands.
    pub fn page_of(mark: impl Into<String>) -> Self {
        Self { page_of: mark.into(), ..Self::default() }
    }

    /// The cell over more columns and rows.
    #[must_use]
    pub fn spanning(mut self, colspan: u16, rowspan: u16) -> Self {
        self.colspan = colspan;
        self.rowspan = rowspan;
        self
    }
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            text: String::new(),
            anchor: String::new(),
            page_of: String::new(),
            colspan: 1,
            rowspan: 1,
            align: Align::Auto,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// How a table is ruled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum TableStyle {
    /// 三线表: strong lines above and below, a line under the head, hairlines between rows.
    #[default]
    ThreeLine,
    /// Every cell ruled.
    Boxed,
}
