//! Makes rows of cells whole: every place of a table belongs to exactly one cell.

use crate::model::{Block, Cell, Document, GridCell};

/// A cell that may cover its neighbours.
pub(crate) trait Spanning: Default {
    /// Columns and rows it covers.
    fn spans(&self) -> (usize, usize);
    /// Sets them.
    fn cover(&mut self, columns: u16, rows: u16);
}

impl Spanning for Cell {
    fn spans(&self) -> (usize, usize) {
        (self.colspan.max(1).into(), self.rowspan.max(1).into())
    }

    fn cover(&mut self, columns: u16, rows: u16) {
        (self.colspan, self.rowspan) = (columns, rows);
    }
}

impl Spanning for GridCell {
    fn spans(&self) -> (usize, usize) {
        (self.colspan.max(1).into(), self.rowspan.max(1).into())
    }

    fn cover(&mut self, columns: u16, rows: u16) {
        (self.colspan, self.rowspan) = (columns, rows);
    }
}

/// What stands at a place of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The row's cell of this index begins here.
    Cell(usize),
    /// A cell of an upper row reaches down to here.
    Below,
}

/// The slots of a row: where each begins, how many columns it covers, what it is.
pub(crate) type Slots = Vec<(usize, usize, Slot)>;

/// Makes the tables and forms of a paper whole: short rows are filled with empty cells, spans cut at the edges.
pub(crate) fn complete(document: &mut Document) {
    for block in &mut document.blocks {
        match block {
            Block::Table(table) => {
                if table.columns.is_empty() {
                    let widest = table.head.iter().map(Vec::len);
                    let widest = widest.chain(table.rows.iter().map(|row| row.cells.len())).max();
                    table.columns.resize(widest.unwrap_or(0).max(1), crate::model::Column::default());
                }
                let columns = table.columns.len();
                fill(columns, &mut table.head.iter_mut().collect::<Vec<_>>());
                fill(columns, &mut table.rows.iter_mut().map(|row| &mut row.cells).collect::<Vec<_>>());
            }
            Block::Grid(grid) => {
                if grid.columns.is_empty() {
                    grid.columns.push(1.0);
                }
                let columns = grid.columns.len();
                fill(columns, &mut grid.rows.iter_mut().map(|row| &mut row.cells).collect::<Vec<_>>());
            }
            _ => {}
        }
    }
}

fn fill<T: Spanning>(columns: usize, rows: &mut [&mut Vec<T>]) {
    let count = rows.len();
    let mut taken = vec![0; columns];
    for (index, row) in rows.iter_mut().enumerate() {
        let mut cells = std::mem::take(*row).into_iter();
        let mut at = 0;
        while at < columns {
            if taken[at] > 0 {
                at += 1;
                continue;
            }
            let room = taken[at..].iter().take_while(|rows| **rows == 0).count();
            let mut cell = cells.next().unwrap_or_default();
            let (wide, tall) = cell.spans();
            let (wide, tall) = (wide.min(room), tall.min(count - index));
            cell.cover(u16::try_from(wide).unwrap_or(u16::MAX), u16::try_from(tall).unwrap_or(u16::MAX));
            taken[at..at + wide].fill(tall);
            at += wide;
            row.push(cell);
        }
        for rows in &mut taken {
            *rows -= 1;
        }
    }
}

/// The slots of whole rows.
pub(crate) fn slots<T: Spanning>(columns: usize, rows: &[&[T]]) -> Vec<Slots> {
    // For each column: how many more rows a cell from above covers, and how wide that cell is.
    let mut reaching = vec![(0, 1); columns];
    rows.iter()
        .map(|row| {
            let mut line = Slots::new();
            let mut at = 0;
            let mut next = 0;
            while at < columns {
                let (rows_left, wide) = reaching[at];
                if rows_left > 0 {
                    reaching[at].0 -= 1;
                    line.push((at, wide, Slot::Below));
                    at += wide;
                } else if let Some(cell) = row.get(next) {
                    let (wide, tall) = cell.spans();
                    reaching[at] = (tall - 1, wide);
                    line.push((at, wide, Slot::Cell(next)));
                    next += 1;
                    at += wide;
                } else {
                    break;
                }
            }
            line
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_rows_are_filled_and_long_ones_cut() {
        let mut rows = [vec![Cell::new("a")], vec![Cell::new("b"), Cell::new("c"), Cell::new("d")]];
        fill(2, &mut rows.iter_mut().collect::<Vec<_>>());
        assert_eq!(rows.map(|row| row.len()), [2, 2]);
    }

    #[test]
    fn a_tall_cell_keeps_its_place_in_the_rows_below() {
        let mut rows = [
            vec![Cell::new("tall").spanning(1, 9), Cell::new("wide").spanning(7, 1)],
            vec![Cell::new("left"), Cell::new("right")],
        ];
        fill(3, &mut rows.iter_mut().collect::<Vec<_>>());
        let slots = slots(3, &[&rows[0], &rows[1]]);
        assert_eq!(slots[0], [(0, 1, Slot::Cell(0)), (1, 2, Slot::Cell(1))]);
        assert_eq!(slots[1], [(0, 1, Slot::Below), (1, 1, Slot::Cell(0)), (2, 1, Slot::Cell(1))]);
    }
}
