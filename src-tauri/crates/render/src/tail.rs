//! The end of a table or form: its notes and the line for signing never stand on a page without rows of it.

use crate::model::{Block, Grid, Row, RowKind, Table};
use crate::spans::{Slot, slots};

/// A table of at most so many rows is moved to the next page rather than broken.
const KEEP_TOGETHER: usize = 8;

/// So many of the last rows go with what stands under the table: of these, sums come on top of the body's rows.
const LAST_ROWS: usize = 3;
const LAST_BODY_ROWS: usize = 2;

/// Whether a block belongs to the foot of the table before it.
pub(crate) fn is_foot(block: &Block) -> bool {
    matches!(block, Block::Note { .. } | Block::InkLine(_))
}

/// How many blocks after the one at `index` stand under it as its foot; none if it is no table.
pub(crate) fn foot(blocks: &[Block], index: usize) -> usize {
    match &blocks[index..] {
        [Block::Table(_) | Block::Grid(_), after @ ..] => after.iter().take_while(|block| is_foot(block)).count(),
        _ => 0,
    }
}

/// The row from which a whole table's rows stay with what stands under them; 0 for a table that is not broken.
///
/// No cell reaches over that row's upper edge, and no row that names a group is parted from its first one.
pub(crate) fn start(table: &Table) -> usize {
    let count = table.rows.len();
    if count <= KEEP_TOGETHER {
        return 0;
    }
    let sums = table.rows.iter().rev().take_while(|row| row.kind == RowKind::Total).count();
    let cells: Vec<_> = table.rows.iter().map(|row| row.cells.as_slice()).collect();
    let slots = slots(table.columns.len(), &cells);
    let reached = |row: usize| slots[row].iter().any(|(_, _, slot)| *slot == Slot::Below);
    let names_a_group = |row: Option<&Row>| row.is_some_and(|row| row.kind == RowKind::Group);
    let mut start = count - LAST_ROWS.max(sums + LAST_BODY_ROWS).min(count);
    while start > 0 && (reached(start) || names_a_group(table.rows.get(start - 1))) {
        start -= 1;
    }
    start
}

/// The row of a form from which its rows go with what stands under it: the last one, or the first of the rows into
/// which a cell of the last one reaches.
pub(crate) fn start_of_form(grid: &Grid) -> usize {
    let cells: Vec<_> = grid.rows.iter().map(|row| row.cells.as_slice()).collect();
    let slots = slots(grid.columns.len(), &cells);
    let mut start = grid.rows.len().saturating_sub(1);
    while start > 0 && slots[start].iter().any(|(_, _, slot)| *slot == Slot::Below) {
        start -= 1;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, InkLine};

    fn table(rows: usize) -> Table {
        let mut table = Table { columns: vec![crate::model::Column::default(); 2], ..Table::default() };
        for _ in 0..rows {
            table.row(["甲", "乙"]);
        }
        table
    }

    #[test]
    fn the_last_rows_are_kept_and_a_short_table_whole() {
        assert_eq!(start(&table(8)), 0);
        assert_eq!(start(&table(9)), 6);
        let mut summed = table(9);
        summed.total(["合计", "1"]);
        summed.total(["总计", "2"]);
        assert_eq!(start(&summed), 7, "two rows and two sums");
    }

    #[test]
    fn neither_a_tall_cell_nor_a_group_is_cut() {
        let mut tall = table(5);
        tall.rows.push(Row::of(RowKind::Body, [Cell::new("高").spanning(1, 4), Cell::new("乙")]));
        for _ in 0..3 {
            tall.row(["乙"]);
        }
        assert_eq!(start(&tall), 5);
        let mut grouped = table(8);
        grouped.rows.push(Row::of(RowKind::Group, [Cell::new("组").spanning(2, 1)]));
        for _ in 0..3 {
            grouped.row(["甲", "乙"]);
        }
        assert_eq!(start(&grouped), 8);
        assert_eq!(start(&Table { rows: table(20).rows.into_iter().map(sum).collect(), ..table(0) }), 0);
    }

    fn sum(row: Row) -> Row {
        Row { kind: RowKind::Total, ..row }
    }

    #[test]
    fn a_foot_is_what_stands_right_under_a_table() {
        let ink = || Block::from(InkLine::new(["日期"]));
        let note = Block::Note { text: "注".to_owned() };
        let blocks = [Block::from(table(1)), note, ink(), Block::PageBreak, ink()];
        assert_eq!(foot(&blocks, 0), 2);
        assert_eq!(foot(&blocks, 3), 0);
    }
}
