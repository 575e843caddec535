use std::sync::LazyLock;

/// Whether the body's face (宋) has a glyph for a character.
pub fn covers(ch: char) -> bool {
    within(&TABLE.body, ch)
}

/// Whether any bundled face has a glyph for a character: a line falls back from face to face.
pub fn printable(ch: char) -> bool {
    covers(ch) || within(&TABLE.others, ch)
}

struct Table {
    body: Vec<(u32, u32)>,
    others: Vec<(u32, u32)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("../../../../assets/fonts/coverage.txt")));

fn read(text: &str) -> Table {
    let (body, others) = text.split_once("others\n").unwrap_or((text, ""));
    Table { body: body.lines().filter_map(range).collect(), others: others.lines().filter_map(range).collect() }
}

/// `3400-4DBF` or `3007`; the heading line is no range.
fn range(line: &str) -> Option<(u32, u32)> {
    let (first, last) = line.split_once('-').unwrap_or((line, line));
    let number = |text| u32::from_str_radix(text, 16).ok();
    Some((number(first)?, number(last)?))
}

fn within(ranges: &[(u32, u32)], ch: char) -> bool {
    let code = u32::from(ch);
    let after = ranges.partition_point(|range| range.0 <= code);
    after > 0 && ranges[after - 1].1 >= code
}
