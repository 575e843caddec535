//! The headings of a wide timetable: which class and which day a column is.

use keji_intake::{
    Row,
    parse::{self, ClassContext},
};

/// A column of lessons.
pub(super) struct Head {
    /// Place in the sheet.
    pub(super) column: usize,
    /// Day as the headings write it: 12.28, 周一; empty when they do not say.
    pub(super) day: String,
    /// Grade; empty when it stands in the class.
    pub(super) grade: String,
    /// Class as the headings write it.
    pub(super) class: String,
}

/// The columns of lessons, from left to right.
pub(super) struct Heads {
    pub(super) columns: Vec<Head>,
}

/// Grades that a title may name; 高一 first, because 高一年级 holds 一年级.
const GRADES: [&str; 15] = [
    "高一",
    "高二",
    "高三",
    "初一",
    "初二",
    "初三",
    "一年级",
    "二年级",
    "三年级",
    "四年级",
    "五年级",
    "六年级",
    "七年级",
    "八年级",
    "九年级",
];
/// What stands behind a class in a title.
const TITLES: [&str; 4] = ["班级课程表", "课程表", "班级课表", "课表"];

impl Heads {
    /// Reads the rows above the first period; none when they head no classes and no weekdays.
    pub(super) fn read(rows: &[Row], sheet: &str, comments: &str) -> Option<Self> {
        let headed =
            |row: &Row| row.cells.iter().filter(|cell| is_class(&cell.text()) || is_weekday(&cell.text())).count();
        let lowest = rows.iter().rposition(|row| headed(row) > 1)?;
        let row = &rows[lowest];
        let titles: Vec<String> = rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| cell.text().into_owned()))
            .chain([sheet.to_owned(), comments.to_owned()])
            .collect();
        let title_day = titles.iter().find_map(|title| day_in(title)).unwrap_or_default();
        let title_grade = titles.iter().find_map(|title| GRADES.into_iter().find(|grade| title.contains(grade)));
        let title_class = titles.iter().find_map(|title| class_in(title)).unwrap_or_default();
        let mut columns = Vec::new();
        for column in 0..row.cells.len() {
            let text = row.text(column).trim().to_owned();
            let above = |fits: &dyn Fn(&str) -> bool| {
                rows[..lowest].iter().rev().find_map(|row| nearest_left(row, column, fits))
            };
            if is_weekday(&text) {
                columns.push(Head { column, day: text, grade: String::new(), class: title_class.clone() });
            } else if is_class(&text) {
                let grade = above(&|text| parse::grade(text).is_some());
                let own = parse::class_name(&text, &ClassContext::default()).value().is_some();
                let grade = if own { None } else { grade.or_else(|| title_grade.map(str::to_owned)) };
                let day = above(&is_day).unwrap_or_else(|| title_day.clone());
                columns.push(Head { column, day, grade: grade.unwrap_or_default(), class: text });
            }
        }
        let weekdays = columns.iter().filter(|head| is_weekday(&row.text(head.column))).count();
        if weekdays > 0 {
            columns.retain(|head| is_weekday(&row.text(head.column)));
        }
        (!columns.is_empty()).then_some(Self { columns })
    }

    /// Number of columns before the first of lessons.
    pub(super) fn labels(&self) -> usize {
        self.columns.first().map_or(0, |head| head.column)
    }
}

/// 周一, 星期一, 礼拜一.
pub(super) fn is_weekday(text: &str) -> bool {
    let text = text.trim();
    ["周", "星期", "礼拜"].iter().any(|word| text.starts_with(word)) && parse::weekday(text).sure().is_some()
}

/// A class by its name or by its number in the grade above.
fn is_class(text: &str) -> bool {
    let text = text.trim();
    let bare = text.strip_suffix('班').unwrap_or(text);
    bare.parse::<u32>().is_ok_and(|number| (1..=99).contains(&number))
        || (text.contains(['班', '(', '（', '级', '高', '初'])
            && parse::class_name(text, &ClassContext::default()).value().is_some())
}

fn is_day(text: &str) -> bool {
    is_weekday(text) || parse::date(text).sure().is_some() || parse::month_day(text).is_some()
}

/// The cell above a column, or the one to its left that reaches over it.
fn nearest_left(row: &Row, column: usize, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let cells = (0..=column).rev().map(|at| row.text(at).trim().to_owned());
    cells.into_iter().find(|text| !text.is_empty()).filter(|text| fits(text))
}

/// 2月16日 or 周三 somewhere in a title.
fn day_in(title: &str) -> Option<String> {
    let digits = |text: &str, from_end: bool| -> String {
        let mut found: Vec<char> = if from_end {
            text.chars().rev().take_while(char::is_ascii_digit).collect()
        } else {
            text.chars().take_while(char::is_ascii_digit).collect()
        };
        if from_end {
            found.reverse();
        }
        found.into_iter().collect()
    };
    for (at, _) in title.match_indices('月') {
        let (month, rest) = (digits(&title[..at], true), &title[at + '月'.len_utf8()..]);
        let day = digits(rest, false);
        if !month.is_empty() && !day.is_empty() && rest[day.len()..].starts_with(['日', '号']) {
            return Some(format!("{month}月{day}日"));
        }
    }
    ["星期", "周"].into_iter().find_map(|word| {
        let (_, rest) = title.split_once(word)?;
        let day: String = rest.chars().take(1).filter(|c| "一二三四五六日天".contains(*c)).collect();
        (!day.is_empty()).then(|| format!("{word}{day}"))
    })
}

/// 七(1)班 of 七(1)班课程表.
fn class_in(title: &str) -> Option<String> {
    let title = title.trim();
    let bare = TITLES.iter().find_map(|end| title.strip_suffix(end)).unwrap_or(title).trim();
    let named = bare.contains(['班', '(', '（']) && parse::class_name(bare, &ClassContext::default()).value().is_some();
    named.then(|| bare.to_owned())
}
