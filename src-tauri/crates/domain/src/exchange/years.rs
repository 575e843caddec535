//! Several years in one file: the newest is read unless another is asked for.

use super::{table::Column, types::WhereClause};
use keji_intake::{Sheet, header::normalise_heading};
use std::collections::BTreeSet;

/// Headings above years.
const HEADINGS: [&str; 5] = ["年度", "学年", "学年度", "年份", "考核年度"];

/// The newest of several years, as a condition, and all years; none where the sheet has one year or none.
pub(crate) fn newest(sheet: &Sheet, first: usize, columns: &[(usize, Column)]) -> Option<(WhereClause, Vec<String>)> {
    let above = |column: &&(usize, Column)| HEADINGS.contains(&normalise_heading(&column.1.heading).as_str());
    let (at, column) = columns.iter().find(above)?;
    let mut years: BTreeSet<String> = BTreeSet::new();
    for row in sheet.rows.iter().skip(first) {
        let cell = row.text(*at).into_owned();
        if cell.is_empty() {
            continue;
        }
        if !is_year(&cell) {
            return None;
        }
        years.insert(cell);
    }
    let value = years.iter().max_by_key(|year| leading(year))?.clone();
    (years.len() > 1).then(|| (WhereClause { column: column.heading.clone(), value }, years.into_iter().collect()))
}

/// "2023", "2023年", "2023-2024", "2023—2024学年".
fn is_year(cell: &str) -> bool {
    let after = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    (1900..=2100).contains(&leading(cell))
        && (after.is_empty() || after.starts_with(['.', '年', '学', '-', '—', '–', '/', '至']))
}

fn leading(cell: &str) -> u32 {
    let digits: String = cell.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
