//! Finding the heading row, and making headings and names comparable.

use crate::model::Row;

/// Rows with content among which the headings are looked for.
const DEPTH: usize = 15;

/// Fewest known headings that make a heading row.
const FEWEST: usize = 2;

/// The row of headings of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderRow {
    /// Its place among the rows of the sheet; the data start after it.
    pub index: usize,
    /// Its 1-based row as Excel shows it.
    pub number: u32,
    /// The normalised heading of each column from A on; "" where there is none.
    pub columns: Vec<String>,
}

/// The row with most different known headings (at least two) among the first
/// fifteen with content; the upper one of equals. `known` is asked with
/// headings as [`normalise_heading`] makes them.
pub fn find(rows: &[Row], known: &dyn Fn(&str) -> bool) -> Option<HeaderRow> {
    let mut best: Option<(usize, HeaderRow)> = None;
    for (index, row) in rows.iter().take(DEPTH).enumerate() {
        let columns: Vec<String> = row.cells.iter().map(|cell| normalise_heading(&cell.text())).collect();
        // A merged title repeats one text over all columns; it counts once.
        let mut hits: Vec<&String> = columns.iter().filter(|column| !column.is_empty() && known(column)).collect();
        hits.sort_unstable();
        hits.dedup();
        let count = hits.len();
        if count >= FEWEST && best.as_ref().is_none_or(|(most, _)| count > *most) {
            let header = HeaderRow { index, number: row.number, columns };
            best = Some((count, header));
        }
    }
    best.map(|(_, header)| header)
}

/// A heading without what people decorate headings with: white space and line
/// breaks, notes in brackets ("（必填）"), punctuation, full-width letters and
/// digits. A heading that is all brackets keeps their inside. "/" stays.
pub fn normalise_heading(heading: &str) -> String {
    let narrow = half_width(heading);
    let outside = without_brackets(&narrow);
    let bare = strip(&outside);
    if bare.is_empty() { strip(&narrow) } else { bare }
}

/// A name without the spaces that people put between two characters
/// ("张　叠"); words in Latin letters keep one space between them. The dots of
/// minority names become "·".
pub fn normalise_name(name: &str) -> String {
    let words: Vec<String> = name
        .split(is_gap)
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .filter(|c| !is_invisible(*c))
                .map(|c| match c {
                    '•' | '・' | '‧' | '∙' | '⋅' | '．' => '·',
                    other => other,
                })
                .collect()
        })
        .collect();
    let mut out = String::new();
    for word in words {
        let latin_before = out.chars().next_back().is_some_and(is_latin);
        let latin_after = word.chars().next().is_some_and(is_latin);
        if latin_before && latin_after {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

/// Full-width ASCII as ASCII, the ideographic space as a space.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '{' | '<' | '《' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' | '>' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn strip(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '/').collect()
}

fn is_gap(c: char) -> bool {
    c.is_whitespace()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}') || c.is_control()
}

fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && u32::from(c) < 0x0250 || matches!(c, '.' | '\'' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Cell;

    fn rows(table: &[&[&str]]) -> Vec<Row> {
        (1..)
            .zip(table)
            .map(|(number, cells)| Row {
                number,
                cells: cells.iter().map(|cell| Cell::Text((*cell).to_owned())).collect(),
            })
            .collect()
    }

    #[test]
    fn headings_lose_their_decoration() {
        for (heading, bare) in [
            ("*姓名（必填）", "姓名"),
            ("教 研\n组：", "教研组"),
            ("教　师", "教师"),
            ("教案(详案/简案)", "教案"),
            ("(节次)", "节次"),
            ("日期(星期)", "日期"),
            ("学生作业(未批改/有批改/有评语)", "学生作业"),
            ("ＱＱ号１", "QQ号1"),
            ("授课班级/地点", "授课班级/地点"),
            ("★ 工号 ★", "工号"),
            ("", ""),
        ] {
            assert_eq!(normalise_heading(heading), bare, "{heading}");
        }
    }

    #[test]
    fn the_row_with_most_known_headings_wins() {
        let known = |heading: &str| ["姓名", "学科", "班级"].contains(&heading);
        let table = rows(&[
            &["青溪中学教师名单", "青溪中学教师名单"],
            &["姓名", "姓名"],
            &["说明：姓名", "学科"],
            &["序号", "姓 名", "学科*", "班级（必填）"],
            &["1", "张三", "语文", "八(4)"],
        ]);
        let header = find(&table, &known).unwrap();
        assert_eq!((header.index, header.number), (3, 4));
        assert_eq!(header.columns, ["序号", "姓名", "学科", "班级"]);
        assert_eq!(find(&table[4..], &known), None);
    }

    #[test]
    fn names_lose_the_spaces_between_characters() {
        for (name, bare) in [
            ("张　叠", "张叠"),
            (" 张 叠 ", "张叠"),
            ("Mary  Ann Lee", "Mary Ann Lee"),
            ("外教 Tom Smith", "外教Tom Smith"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("张\u{200B}三\u{A0}", "张三"),
            ("𠮷 野", "𠮷野"),
        ] {
            assert_eq!(normalise_name(name), bare, "{name}");
        }
    }
}
