use serde::{Deserialize, Serialize};

use super::{Align, Run};

/// A form of ruled cells: 听课记录, 作业检查, 整改通知单. The columns share the whole width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Grid {
    /// Relative widths of the columns; at least one.
    pub columns: Vec<f64>,
    /// The rows, top to bottom.
    pub rows: Vec<GridRow>,
    /// Size of the text in points.
    pub text_pt: f64,
    /// What the form is, for readers that cannot see it.
    pub alt: String,
}

impl Grid {
    /// An empty form of these column widths, text in 小四.
    pub fn new(columns: impl IntoIterator<Item = f64>) -> Self {
        Self { columns: columns.into_iter().collect(), text_pt: 12.0, ..Self::default() }
    }

    /// Appends a row of the common height.
    pub fn row(&mut self, cells: impl IntoIterator<Item = GridCell>) {
        self.rows.push(GridRow { cells: cells.into_iter().collect(), ..GridRow::default() });
    }

    /// Appends a tall row for writing, which may break over pages.
    pub fn tall_row(&mut self, min_height_mm: f64, cells: impl IntoIterator<Item = GridCell>) {
        self.rows.push(GridRow { min_height_mm, breakable: true, cells: cells.into_iter().collect() });
    }
}

/// A row of a form. Cells covered by a span are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GridRow {
    /// At least so high, in millimetres.
    pub min_height_mm: f64,
    /// Whether it may go on on the next page (long notes).
    pub breakable: bool,
    /// Its cells.
    pub cells: Vec<GridCell>,
}

impl Default for GridRow {
    fn default() -> Self {
        Self { min_height_mm: 9.0, breakable: false, cells: Vec::new() }
    }
}

/// A cell of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct GridCell {
    /// Its pieces.
    pub runs: Vec<Run>,
    /// What it is.
    pub role: GridRole,
    /// How many columns it covers, at least 1.
    pub colspan: u16,
    /// How many rows it covers, at least 1.
    pub rowspan: u16,
    /// `Auto`: labels centred, values left, long text at the top.
    pub align: Align,
}

impl GridCell {
    /// A label, centred in 黑体.
    pub fn label(text: impl Into<String>) -> Self {
        Self { role: GridRole::Label, ..Self::value(text) }
    }

    /// A short value, in the middle of its height.
    pub fn value(text: impl Into<String>) -> Self {
        Self { runs: vec![Run::text(text)], ..Self::default() }
    }

    /// Long text, from the top.
    pub fn text(runs: impl IntoIterator<Item = Run>) -> Self {
        Self { runs: runs.into_iter().collect(), role: GridRole::Text, ..Self::default() }
    }

    /// An empty cell to be filled in by hand.
    pub fn blank() -> Self {
        Self::default()
    }

    /// The cell over more columns and rows.
    #[must_use]
    pub fn spanning(mut self, colspan: u16, rowspan: u16) -> Self {
        self.colspan = colspan;
        self.rowspan = rowspan;
        self
    }

    /// The cell with this alignment.
    #[must_use]
    pub fn aligned(mut self, align: Align) -> Self {
        self.align = align;
        self
    }
}

impl Default for GridCell {
    fn default() -> Self {
        Self { runs: Vec::new(), role: GridRole::Value, colspan: 1, rowspan: 1, align: Align::Auto }
    }
}

/// What a cell of a form is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum GridRole {
    /// The name of what stands beside or below.
    Label,
    /// A short value.
    #[default]
    Value,
    /// Long text.
    Text,
}
