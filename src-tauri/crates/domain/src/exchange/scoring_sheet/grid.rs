//! The cells of a sheet, with what was filled into merged ones told from what stands there.

use keji_intake::{Merged, Sheet};

/// A row.
pub(super) struct Line {
    /// Row as the file counts it.
    pub(super) number: u32,
    /// Texts from column A on.
    cells: Vec<String>,
}

impl Line {
    /// Text of a column.
    pub(super) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// All texts that are not empty, each once.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = Vec::new();
        for cell in self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()) {
            if !texts.contains(&cell) {
                texts.push(cell);
            }
        }
        texts
    }

    /// Number of columns.
    pub(super) fn width(&self) -> usize {
        self.cells.len()
    }
}

/// A sheet.
pub(super) struct Grid<'a> {
    /// Its rows.
    pub(super) lines: Vec<Line>,
    merged: &'a [Merged],
}

impl<'a> Grid<'a> {
    /// The cells of a sheet as texts.
    pub(super) fn of(sheet: &'a Sheet) -> Self {
        let lines = sheet
            .rows
            .iter()
            .map(|row| Line {
                number: row.number,
                cells: row.cells.iter().map(|cell| cell.text().trim().to_owned()).collect(),
            })
            .collect();
        Self { lines, merged: &sheet.merged }
    }

    /// Rows over which a cell is merged: its own where it is not.
    pub(super) fn rows(&self, line: &Line, column: usize) -> (u32, u32) {
        let at = u32::try_from(column).unwrap_or(u32::MAX);
        let over = self.merged.iter().find(|merged| {
            (merged.rows.0..=merged.rows.1).contains(&line.number)
                && (merged.columns.0..=merged.columns.1).contains(&at)
        });
        over.map_or((line.number, line.number), |merged| merged.rows)
    }

    /// Whether a cell only repeats a merged one above.
    pub(super) fn repeats(&self, line: &Line, column: usize) -> bool {
        self.rows(line, column).0 < line.number
    }
}
