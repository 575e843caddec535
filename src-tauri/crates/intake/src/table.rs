//! Collecting the cells of sheets within the limits.

use std::collections::BTreeMap;

use crate::error::IntakeError;
use crate::limits::Limits;
use crate::model::{Cell, Merged, Row, Sheet};

/// What all sheets of a file have used up together.
#[derive(Debug)]
pub(crate) struct Budget<'a> {
    limits: &'a Limits,
    cells: u64,
    text: u64,
    filled: u64,
}

impl<'a> Budget<'a> {
    /// Nothing used yet.
    pub(crate) const fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0, filled: 0 }
    }
}

/// A rectangle of merged cells, 0-based and inclusive: first and last (row, column).
pub(crate) type Region = ((u32, u32), (u32, u32));

/// One sheet being read. Cells may come in any order.
#[derive(Debug)]
pub(crate) struct SheetBuilder<'b, 'a> {
    budget: &'b mut Budget<'a>,
    name: String,
    rows: BTreeMap<u32, Vec<Cell>>,
    merged: Vec<Merged>,
}

impl<'b, 'a> SheetBuilder<'b, 'a> {
    /// An empty sheet.
    pub(crate) fn new(name: &str, budget: &'b mut Budget<'a>) -> Self {
        Self { budget, name: name.to_owned(), rows: BTreeMap::new(), merged: Vec::new() }
    }

    /// Puts a cell at a 0-based position. Blank cells are ignored wherever they
    /// are: formatting down to the last row of Excel is common and harmless.
    pub(crate) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), IntakeError> {
        if cell.is_blank() {
            return Ok(());
        }
        let limits = self.budget.limits;
        if column >= limits.max_columns {
            return Err(IntakeError::TooManyColumns {
                sheet: self.name.clone(),
                cell: address(row, column),
                limit: limits.max_columns,
            });
        }
        let max_chars = u64::from(limits.max_cell_chars);
        if cell.size() > max_chars && chars(&cell.text()) > max_chars {
            return Err(IntakeError::CellTooLong {
                sheet: self.name.clone(),
                cell: address(row, column),
                limit: limits.max_cell_chars,
            });
        }
        if !self.rows.contains_key(&row) && self.rows.len() >= index(limits.max_rows) {
            return Err(IntakeError::TooManyRows { sheet: self.name.clone(), limit: limits.max_rows });
        }
        self.budget.text += cell.size();
        if self.budget.text > limits.max_text {
            return Err(IntakeError::ContentTooLarge { limit: limits.max_text });
        }
        let cells = self.rows.entry(row).or_default();
        let at = index(column);
        if cells.len() <= at {
            self.budget.cells += u64::try_from(at + 1 - cells.len()).unwrap_or(u64::MAX);
            if self.budget.cells > limits.max_cells {
                return Err(too_many_cells(&self.name, limits));
            }
            cells.resize(at + 1, Cell::Empty);
        }
        cells[at] = cell;
        Ok(())
    }

    /// Fills merged regions from their first cell, within the rows and columns
    /// that have content anyway. Returns how many regions filled something.
    pub(crate) fn fill(&mut self, regions: &[Region]) -> Result<u32, IntakeError> {
        let width = u32::try_from(self.width()).unwrap_or(u32::MAX);
        let mut used = 0;
        for &((top, left), (bottom, right)) in regions {
            let source =
                self.rows.get(&top).and_then(|cells| cells.get(index(left))).filter(|cell| !cell.is_blank()).cloned();
            let Some(source) = source else { continue };
            let right = right.min(width.saturating_sub(1));
            if bottom < top || right < left {
                continue;
            }
            let rows: Vec<u32> = self.rows.range(top..=bottom).map(|(row, _)| *row).collect();
            let steps = u64::from(right - left + 1) * u64::try_from(rows.len()).unwrap_or(u64::MAX);
            self.budget.filled = self.budget.filled.saturating_add(steps);
            if self.budget.filled > self.budget.limits.max_cells {
                return Err(too_many_cells(&self.name, self.budget.limits));
            }
            let mut filled = false;
            for row in rows {
                for column in left..=right {
                    let blank =
                        self.rows.get(&row).and_then(|cells| cells.get(index(column))).is_none_or(Cell::is_blank);
                    if blank {
                        self.put(row, column, source.clone())?;
                        filled = true;
                    }
                }
            }
            if filled {
                used += 1;
                self.merged.push(Merged { rows: (top + 1, bottom.saturating_add(1)), columns: (left, right) });
            }
        }
        Ok(used)
    }

    /// The finished sheet.
    pub(crate) fn finish(self, hidden: bool) -> Sheet {
        let columns = u32::try_from(self.width()).unwrap_or(u32::MAX);
        let rows = self.rows.into_iter().map(|(row, cells)| Row { number: row + 1, cells }).collect();
        Sheet { name: self.name, hidden, rows, columns, merged: self.merged }
    }

    fn width(&self) -> usize {
        self.rows.values().map(Vec::len).max().unwrap_or(0)
    }
}

/// A 0-based position as Excel writes it: (6, 1) is "B7".
pub(crate) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

fn too_many_cells(sheet: &str, limits: &Limits) -> IntakeError {
    IntakeError::TooManyCells { sheet: sheet.to_owned(), limit: limits.max_cells }
}

fn chars(text: &str) -> u64 {
    u64::try_from(text.chars().count()).unwrap_or(u64::MAX)
}

/// Positions are u32 in files and usize in memory; no supported system is narrower.
fn index(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn addresses_are_those_of_excel() {
        assert_eq!(address(0, 0), "A1");
        assert_eq!(address(6, 25), "Z7");
        assert_eq!(address(9, 26), "AA10");
        assert_eq!(address(1_048_575, 16_383), "XFD1048576");
    }

    #[test]
    fn merged_cells_are_filled_only_where_there_are_rows() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut sheet = SheetBuilder::new("一", &mut budget);
        sheet.put(0, 0, text("语文")).unwrap();
        sheet.put(0, 1, text("甲")).unwrap();
        sheet.put(1, 1, text("乙")).unwrap();
        sheet.put(1, 2, text("丙")).unwrap();
        let used = sheet.fill(&[((0, 0), (900_000, 0)), ((1, 2), (1, 16_383))]).unwrap();
        assert_eq!(used, 1);
        let sheet = sheet.finish(false);
        assert_eq!(sheet.rows.len(), 2);
        assert_eq!(sheet.rows[1].text(0), "语文");
        assert_eq!(sheet.columns, 3);
    }

    #[test]
    fn many_overlapping_regions_end() {
        let limits = Limits { max_cells: 1000, ..Limits::default() };
        let mut budget = Budget::new(&limits);
        let mut sheet = SheetBuilder::new("一", &mut budget);
        for row in 0..20 {
            sheet.put(row, 9, text("x")).unwrap();
        }
        sheet.put(0, 0, text("y")).unwrap();
        let regions = vec![((0, 0), (u32::MAX, u32::MAX)); 100_000];
        assert_eq!(sheet.fill(&regions).unwrap_err().code(), "intake_too_many_cells");
    }
}
