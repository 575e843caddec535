//! Text with separators.
//!
//! Read by hand rather than by a library because the user counts rows as Excel
//! does (blank lines and comments count, line breaks inside quotes do not) and
//! because an unclosed quotation mark must be named, not swallow the file.

use crate::error::IntakeError;
use crate::limits::Limits;
use crate::model::{Cell, Format, Intake, Note};
use crate::table::{Budget, SheetBuilder};
use crate::text;

const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// Most characters of the comment lines that are kept.
const SAID: usize = 400;

/// How many rows decide about the separator.
const SAMPLE: usize = 20;

/// Reads a text file of any supported encoding and separator.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Intake, IntakeError> {
    let decoded = text::decode(bytes, limits.encoding.as_deref())?;
    let encoding = wire_name(decoded.encoding);
    let mut notes = Vec::new();
    if decoded.guessed {
        notes.push(Note::EncodingGuessed { encoding: encoding.clone() });
    }
    let head = Head::take(&decoded.text);
    if head.comments > 0 {
        notes.push(Note::CommentsSkipped { lines: head.comments, text: head.said });
    }
    let delimiter = head.delimiter.unwrap_or_else(|| detect(head.rest));

    let mut budget = Budget::new(limits);
    let mut sheet = SheetBuilder::new("", &mut budget);
    let mut private_row = None;
    let mut records = Records::new(head.rest, delimiter);
    let mut row = head.lines;
    while let Some(record) = records.next_record(limits) {
        let fields = record.map_err(|fault| fault.at(row, limits))?;
        for (column, field) in (0_u32..).zip(fields) {
            if private_row.is_none() && field.chars().any(text::is_private_use) {
                private_row = Some(row + 1);
            }
            sheet.put(row, column, Cell::Text(unwrap_formula(field)))?;
        }
        row = row.saturating_add(1);
    }
    if let Some(row) = private_row {
        notes.push(Note::PrivateUse { encoding: encoding.clone(), row });
    }
    let sheet = sheet.finish(false);
    if sheet.rows.is_empty() {
        return Err(IntakeError::Empty);
    }
    Ok(Intake { format: Format::Csv, encoding: Some(encoding), delimiter: Some(delimiter), sheets: vec![sheet], notes })
}

/// The comment lines before the table, and Excel's `sep=;` line.
struct Head<'a> {
    rest: &'a str,
    lines: u32,
    comments: u32,
    said: String,
    delimiter: Option<char>,
}

impl<'a> Head<'a> {
    fn take(text: &'a str) -> Self {
        let mut head = Self { rest: text, lines: 0, comments: 0, said: String::new(), delimiter: None };
        loop {
            let end = head.rest.find(['\r', '\n']).unwrap_or(head.rest.len());
            let line = &head.rest[..end];
            if is_comment(line) {
                head.comments += 1;
                let room = SAID.saturating_sub(head.said.chars().count());
                head.said.extend(line.chars().chain(['\n']).take(room));
            } else if let Some(delimiter) = separator_line(line) {
                head.delimiter = Some(delimiter);
            } else if !line.trim().is_empty() || end == head.rest.len() {
                return head;
            }
            head.lines += 1;
            let after = &head.rest[end..];
            head.rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after);
        }
    }
}

/// A line that starts with `#`; a heading "#" for the running number is none.
fn is_comment(line: &str) -> bool {
    line.trim_start().strip_prefix('#').is_some_and(|rest| {
        let rest = rest.trim();
        !rest.is_empty() && !rest.starts_with(DELIMITERS)
    })
}

fn separator_line(line: &str) -> Option<char> {
    let value = line.trim_end_matches('\n').strip_prefix("sep=")?;
    DELIMITERS.into_iter().find(|delimiter| value.chars().eq([*delimiter]))
}

/// The separator that occurs equally often in most of the first rows.
fn detect(text: &str) -> char {
    let mut best = (0, 0, ',');
    for delimiter in DELIMITERS {
        let counts = separators_per_row(text, delimiter);
        let Some(&first) = counts.iter().find(|count| **count > 0) else {
            continue;
        };
        let most =
            counts.iter().copied().max_by_key(|value| (counts.iter().filter(|other| *other == value).count(), *value));
        let usual = most.filter(|value| *value > 0).unwrap_or(first);
        let rows = counts.iter().filter(|count| **count == usual).count();
        if (rows, usual) > (best.0, best.1) {
            best = (rows, usual, delimiter);
        }
    }
    best.2
}

/// For the first rows with content: how often `delimiter` stands outside quotation marks.
fn separators_per_row(text: &str, delimiter: char) -> Vec<usize> {
    let mut counts = Vec::new();
    let (mut count, mut quoted, mut blank) = (0, false, true);
    // A sample is enough, and an unclosed quotation mark must not cost the whole text.
    for character in text.chars().take(256 << 10) {
        match character {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => {
                if !blank {
                    counts.push(count);
                }
                (count, blank) = (0, true);
                if counts.len() >= SAMPLE {
                    return counts;
                }
                continue;
            }
            _ if !quoted && character == delimiter => count += 1,
            _ => {}
        }
        blank = false;
    }
    if !blank {
        counts.push(count);
    }
    counts
}

/// Why a record could not be read; the row is known to the caller.
#[derive(Debug)]
enum Fault {
    Unclosed,
    TooLong { column: u32 },
    TooWide { column: u32 },
}

impl Fault {
    fn at(self, row: u32, limits: &Limits) -> IntakeError {
        match self {
            Self::Unclosed => IntakeError::UnclosedQuote { row: row + 1 },
            Self::TooLong { column } => IntakeError::CellTooLong {
                sheet: String::new(),
                cell: crate::table::address(row, column),
                limit: limits.max_cell_chars,
            },
            Self::TooWide { column } => IntakeError::TooManyColumns {
                sheet: String::new(),
                cell: crate::table::address(row, column),
                limit: limits.max_columns,
            },
        }
    }
}

/// Records in the manner of RFC 4180, tolerant: a quotation mark inside an
/// unquoted field is itself, text after a closing one is kept.
struct Records<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    delimiter: char,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text.chars().peekable(), delimiter }
    }

    fn next_record(&mut self, limits: &Limits) -> Option<Result<Vec<String>, Fault>> {
        self.rest.peek()?;
        let mut fields = Vec::new();
        let mut column = 0;
        loop {
            match self.field(column, limits) {
                Ok((field, last)) => {
                    fields.push(field);
                    if last {
                        return Some(Ok(fields));
                    }
                }
                Err(fault) => return Some(Err(fault)),
            }
            column += 1;
            // Trailing separators to any number are harmless, but not for ever.
            if column > limits.max_columns.saturating_mul(64) {
                return Some(Err(Fault::TooWide { column }));
            }
        }
    }

    /// One field, and whether it ends its record.
    fn field(&mut self, column: u32, limits: &Limits) -> Result<(String, bool), Fault> {
        let mut field = String::new();
        let mut length = 0;
        let mut quoted = self.rest.next_if_eq(&'"').is_some();
        loop {
            let Some(character) = self.rest.next() else {
                return if quoted { Err(Fault::Unclosed) } else { Ok((field, true)) };
            };
            match character {
                '"' if quoted => {
                    if self.rest.next_if_eq(&'"').is_some() {
                        field.push('"');
                    } else {
                        quoted = false;
                    }
                }
                '\r' if quoted => {
                    self.rest.next_if_eq(&'\n');
                    field.push('\n');
                }
                '\r' | '\n' if !quoted => {
                    if character == '\r' {
                        self.rest.next_if_eq(&'\n');
                    }
                    return Ok((field, true));
                }
                _ if !quoted && character == self.delimiter => return Ok((field, false)),
                _ => field.push(character),
            }
            length += 1;
            if length > limits.max_cell_chars {
                // A quotation mark without its partner runs on to the end of the file.
                return Err(if quoted && !self.rest.any(|next| next == '"') {
                    Fault::Unclosed
                } else {
                    Fault::TooLong { column }
                });
            }
        }
    }
}

/// `="0012"`, the way other systems keep Excel from eating zeros, means 0012.
fn unwrap_formula(field: String) -> String {
    let inner = field.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).map(ToOwned::to_owned);
    inner.unwrap_or(field)
}

fn wire_name(encoding: &'static encoding_rs::Encoding) -> String {
    match encoding.name() {
        "gb18030" => "GB18030".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let intake = read(text.as_bytes(), &Limits::default()).unwrap();
        intake.sheets[0]
            .rows
            .iter()
            .map(|row| {
                let cells = row.cells.iter().map(|cell| cell.text().into_owned());
                (row.number, cells.collect())
            })
            .collect()
    }

    fn line(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_counted_as_excel_does() {
        let text = "# 来源: 甲,\"乙\n# 说明\n姓名,备注\r\n\r\n张三,\"一\r\n二\"\n李四,\"他说\"\"好\"\"\"\n";
        assert_eq!(
            rows(text),
            [line(3, &["姓名", "备注"]), line(5, &["张三", "一\n二"]), line(6, &["李四", "他说\"好\""]),]
        );
    }

    #[test]
    fn the_separator_is_found() {
        assert_eq!(rows("a;b,c;d\n1;2;3\n")[1], line(2, &["1", "2", "3"]));
        assert_eq!(rows("姓名\t学科\n张三\t语文,数学\n")[1], line(2, &["张三", "语文,数学"]));
        assert_eq!(rows("sep=;\n姓名;学科\n")[0], line(2, &["姓名", "学科"]));
        assert_eq!(rows("张三\n李四\n").len(), 2);
    }

    #[test]
    fn a_hash_as_heading_is_no_comment() {
        assert_eq!(rows("#,姓名\n1,张三\n")[0], line(1, &["#", "姓名"]));
    }

    #[test]
    fn zeros_kept_by_a_formula_stay() {
        assert_eq!(rows("工号,姓名\n=\"0012\",张三\n")[1], line(2, &["0012", "张三"]));
    }

    #[test]
    fn an_unclosed_quotation_mark_is_named_with_its_row() {
        let limits = Limits::default();
        let error = read("姓名,备注\n张三,\"好\n李四,\n".as_bytes(), &limits).unwrap_err();
        assert_eq!(error, IntakeError::UnclosedQuote { row: 2 });
        let long = format!("姓名\n\"{}", "甲,\n".repeat(40_000));
        let error = read(long.as_bytes(), &limits).unwrap_err();
        assert_eq!(error, IntakeError::UnclosedQuote { row: 2 });
    }

    #[test]
    fn private_use_characters_are_noted() {
        let intake = read("姓名\n\u{E5E5}\n".as_bytes(), &Limits::default()).unwrap();
        assert_eq!(intake.notes[0].code(), "intake_note_private_use");
    }
}
