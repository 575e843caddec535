//! What an empty cell of a text file means. A text file has no merged cells: where a workbook's were merged, the lesson
//! stands in the first cell and the rest is empty; but an empty cell may as well be a free period. The sheet says which.

use super::{Block, heads::Head};

/// Fewest classes of which a lesson that stands alone in its row is taken for one of them all.
const ALL: usize = 3;

/// Whether the sheet writes every lesson out, so that its empty cells are free periods. It shows so when a period begins
/// with an empty cell and goes on with lessons, as no merged cell does; or when two neighbours have the same lesson of the
/// same teacher in full, which a sheet with merged cells would have merged.
pub(super) fn written_out(blocks: &[Block<'_>], columns: &[Head]) -> bool {
    groups(columns).iter().any(|group| {
        blocks.iter().any(|block| {
            let said = |head: &Head| cells(block, head);
            let lesson = |head: &Head| !subject(block, head).is_empty();
            let (first, rest) = group.split_first().map_or((false, &[][..]), |(first, rest)| (lesson(first), rest));
            let begins_empty = !first && rest.iter().any(lesson);
            let same = |pair: &[Head]| lesson(&pair[0]) && said(&pair[0]) == said(&pair[1]);
            begins_empty || group.windows(2).any(same)
        })
    })
}

/// Whether the lesson to the left is one of all classes (大扫除): it stands first and alone in its row, without a teacher.
pub(super) fn of_all(block: &Block<'_>, columns: &[Head], at: usize) -> bool {
    let group = groups(columns).into_iter().find(|group| group.iter().any(|head| head.column == columns[at].column));
    let Some([first, rest @ ..]) = group else { return false };
    let subject_of_first = subject(block, first);
    let unnamed = cells(block, first).iter().skip(1).all(|line| line.is_empty() || *line == subject_of_first)
        && !subject_of_first.contains(['/', '／', '\n', ' ', '\u{3000}']);
    rest.len() + 1 >= ALL && unnamed && rest.iter().all(|head| cells(block, head).iter().all(String::is_empty))
}

/// Whether a merged cell may reach from a column into the next: not over an empty column, nor into another grade or day.
pub(super) fn joins(left: &Head, right: &Head) -> bool {
    left.column + 1 == right.column && (&left.day, &left.grade) == (&right.day, &right.grade)
}

/// Columns that stand side by side for one grade and day.
fn groups(columns: &[Head]) -> Vec<&[Head]> {
    columns.chunk_by(joins).collect()
}

fn subject(block: &Block<'_>, head: &Head) -> String {
    cells(block, head).into_iter().next().unwrap_or_default()
}

fn cells(block: &Block<'_>, head: &Head) -> Vec<String> {
    block.rows.iter().map(|row| row.text(head.column).trim().to_owned()).collect()
}
