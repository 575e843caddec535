//! The wide layout of a timetable, unfolded into the long one: classes or weekdays across, periods down, one row a period
//! (语文/张三) or two (the subject above the teacher), grades and days in the headings or in the title.

mod blanks;
mod cell;
mod heads;

use crate::exchange::types::ImportKind;
use cell::{Taught, from_lines, from_one};
use heads::Heads;
use keji_intake::{Cell, Format, Intake, Note, Row, Sheet, header::normalise_heading, parse};

/// Headings of the long layout, in the order of its cells.
const LONG: [&str; 11] = ["日期", "星期", "节次", "年级", "班级", "科目", "教师", "地点", "单双周", "合并格", "所在列"];
/// Headings of a subject and of what stands beside it: a row with both is the heading row of a long layout.
const OF_LONG: [&[&str]; 2] = [
    &["科目", "学科", "课程", "课程名称"],
    &["节次", "节", "第几节", "第几节课", "课节", "班级", "班", "上课班级", "授课班级"],
];
/// What the rows of a period may be called beside it.
const LINES: [&str; 8] = ["科目", "学科", "课程", "教师", "任课教师", "老师", "地点", "教室"];
/// Fewest periods of a wide layout.
const FEWEST: usize = 2;

/// A file as the import reads it: sheets of the wide layout become one of the long layout, everything else stays.
pub(crate) fn unfold(kind: ImportKind, intake: Intake) -> Intake {
    if kind != ImportKind::Timetable || intake.sheets.iter().any(is_long) {
        return intake;
    }
    let comments: Vec<&str> = intake
        .notes
        .iter()
        .filter_map(|note| if let Note::CommentsSkipped { text, .. } = note { Some(text.as_str()) } else { None })
        .collect();
    let mut notes = intake.notes.clone();
    let mut found: Vec<(&str, Vec<Row>)> = Vec::new();
    for sheet in intake.sheets.iter().filter(|sheet| !sheet.hidden) {
        let lessons = lessons_of(sheet, intake.format, &comments.concat(), &mut notes);
        if !lessons.is_empty() {
            found.push((&sheet.name, lessons));
        }
    }
    let Some((name, _)) = found.first() else { return intake };
    let (name, several) = ((*name).to_owned(), found.len() > 1);
    let mut rows = Vec::new();
    for (sheet, mut lessons) in found {
        // Of several sheets each has its own E4.
        for address in lessons.iter_mut().filter(|_| several).filter_map(|row| row.cells.last_mut()) {
            *address = Cell::Text(format!("{sheet}!{}", address.text()));
        }
        rows.extend(lessons);
    }
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    rows.insert(0, Row { number: 0, cells: LONG.iter().map(|heading| text(heading)).collect() });
    let columns = u32::try_from(LONG.len()).unwrap_or(u32::MAX);
    Intake { sheets: vec![Sheet { name, hidden: false, rows, columns, merged: Vec::new() }], notes, ..intake }
}

/// Rows of one period: the period, the day beside it, and the rows themselves.
struct Block<'a> {
    day: String,
    period: String,
    number: u8,
    rows: Vec<&'a Row>,
}

fn is_long(sheet: &Sheet) -> bool {
    sheet.rows.iter().take(15).any(|row| {
        let cells: Vec<String> = row.cells.iter().map(|cell| normalise_heading(&cell.text())).collect();
        OF_LONG.iter().all(|words| cells.iter().any(|cell| words.contains(&cell.as_str())))
    })
}

/// Every lesson of a sheet as a row of the long layout; none when the sheet is not of the wide one.
fn lessons_of(sheet: &Sheet, format: Format, comments: &str, notes: &mut Vec<Note>) -> Vec<Row> {
    let Some(first) = sheet.rows.iter().position(|row| period_of(row, 3).is_some()) else {
        return Vec::new();
    };
    let Some(heads) = Heads::read(&sheet.rows[..first], &sheet.name, comments) else {
        return Vec::new();
    };
    let blocks = blocks(&sheet.rows[first..], heads.labels());
    if blocks.len() < FEWEST {
        return Vec::new();
    }
    let one_row = blocks.iter().all(|block| block.rows.len() == 1);
    let written_out = format == Format::Csv && blanks::written_out(&blocks, &heads.columns);
    if written_out && heads.columns.windows(2).any(|pair| blanks::joins(&pair[0], &pair[1])) {
        notes.push(Note::BlanksFree { row: sheet.rows[first].number });
    }
    let mut out = Vec::new();
    for block in &blocks {
        let mut left: Option<Vec<Taught>> = None;
        for (at, head) in heads.columns.iter().enumerate() {
            let joins = at > 0 && blanks::joins(&heads.columns[at - 1], head);
            let lines: Vec<String> = block.rows.iter().map(|row| row.text(head.column).trim().to_owned()).collect();
            let mut joined = "";
            let taught = if lines.first().is_some_and(|line| !line.is_empty()) {
                if one_row { from_one(&lines[0]) } else { from_lines(&lines) }
            } else if let (Format::Csv, true, Some(before)) = (format, joins, &left)
                && (!written_out || blanks::of_all(block, &heads.columns, at))
            {
                // A text file keeps a merged cell's content in its first cell alone.
                joined = "接左格";
                before.clone()
            } else {
                Vec::new()
            };
            for lesson in &taught {
                let day = if block.day.is_empty() { &head.day } else { &block.day };
                let (date, weekday) = if heads::is_weekday(day) { ("", day.as_str()) } else { (day.as_str(), "") };
                let cells = [
                    date,
                    weekday,
                    &block.period,
                    &head.grade,
                    &head.class,
                    &lesson.subject,
                    &lesson.teacher,
                    &lesson.place,
                    &lesson.weeks,
                    joined,
                    &letters(head.column),
                ];
                let cells = cells.iter().map(|cell| Cell::Text((*cell).to_owned())).collect();
                out.push(Row { number: block.rows.first().map_or(0, |row| row.number), cells });
            }
            left = Some(taught).filter(|taught| !taught.is_empty());
        }
    }
    out
}

/// Letters of a column as a spreadsheet heads it: 0 is A, 26 is AA.
pub(super) fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            return letters.into_iter().rev().collect();
        }
        column = column / 26 - 1;
    }
}

/// The period that a row's label says, and its number.
fn period_of(row: &Row, labels: usize) -> Option<(String, u8)> {
    let texts: Vec<String> = (0..labels).map(|at| row.text(at).trim().to_owned()).collect();
    // A column of running numbers beside "第一节" says the same or less.
    let named = texts.iter().find(|text| text.contains('节')).or_else(|| {
        texts.iter().find(|text| {
            text.parse::<u8>().is_ok() || "一二三四五六七八九十".contains(text.as_str()) && !text.is_empty()
        })
    })?;
    let periods = parse::period(named).sure()?;
    Some((named.clone(), periods.first))
}

fn blocks(rows: &[Row], labels: usize) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let (mut day, mut open) = (String::new(), false);
    for row in rows {
        let texts: Vec<String> = (0..labels).map(|at| row.text(at).trim().to_owned()).collect();
        if let Some(said) = texts.iter().find(|text| heads::is_weekday(text)) {
            day.clone_from(said);
        }
        let follows = blocks.last().is_some_and(|block| {
            block.rows.last().is_some_and(|last| last.number + 1 == row.number) && block.rows.len() < 3
        });
        if let Some((period, number)) = period_of(row, labels) {
            // A merged label repeats itself on every row of its period.
            let same = open && follows && blocks.last().is_some_and(|block| block.number == number && block.day == day);
            match blocks.last_mut().filter(|_| same) {
                Some(block) => block.rows.push(row),
                None => blocks.push(Block { day: day.clone(), period, number, rows: vec![row] }),
            }
            open = true;
            continue;
        }
        let plain = |text: &String| {
            text.is_empty() || heads::is_weekday(text) || LINES.contains(&normalise_heading(text).as_str())
        };
        open = open && follows && texts.iter().all(plain);
        if open && let Some(block) = blocks.last_mut() {
            block.rows.push(row);
        }
    }
    blocks
}
