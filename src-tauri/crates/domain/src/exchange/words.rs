//! Sentences about single cells, for the preview.

use chrono::{Datelike, NaiveDate};
use keji_intake::parse::Reason;

/// Characters of a cell that a sentence repeats.
const SHOWN: usize = 20;

/// What is odd about a cell, or why it cannot be read.
pub(crate) const fn sentence(reason: Reason) -> &'static str {
    match reason {
        Reason::Empty => "这一格是空的。",
        Reason::Unreadable => "无法识别这一格的写法。",
        Reason::NeedsYear => "日期没有写年份，所选学期里也没有这一天。",
        Reason::NoSuchDate => "历法里没有这一天，或年份离现在太远。",
        Reason::LostZero => "可能是 1 月，也可能是 10 月（末尾的 0 被表格软件去掉了）。",
        Reason::SerialNumber => "这是一个没有日期格式的数字，按日期序号理解。",
        Reason::LooksLikeDate => "节次被表格软件变成了日期。",
        Reason::PartOfDay => "按上午、下午分开数的节次，换算不成全天的第几节。",
        Reason::CarriesWeekday => "节次里夹着星期，请核对是否错列。",
        Reason::NeedsGrade => "只有班号，没有年级。",
        Reason::ShortGrade => "分不清是小学的年级还是高中的年级。",
        Reason::CodedClass => "年级和班号连写成一个数，分不清是哪个班。",
        Reason::Cohort => "班级按入学年份写，换算不成现在的年级。",
        Reason::Several => "一格里写了几个值，这里只能有一个。",
        Reason::TwoDigitYear => "年份只写了两位，按 20 开头理解。",
    }
}

/// The same with the text itself where the sentence would say nothing without it.
pub(crate) fn about(text: &str, reason: Reason) -> String {
    let shown: String = text.trim().chars().take(SHOWN).collect();
    let cut = if text.trim().chars().count() > SHOWN { "…" } else { "" };
    match reason {
        Reason::Empty => sentence(reason).to_owned(),
        Reason::Unreadable => format!("无法识别“{shown}{cut}”。"),
        _ => format!("“{shown}{cut}”：{}", sentence(reason)),
    }
}

/// 周一 … 周日.
pub(crate) fn weekday(number: u32) -> &'static str {
    match number {
        1 => "周一",
        2 => "周二",
        3 => "周三",
        4 => "周四",
        5 => "周五",
        6 => "周六",
        _ => "周日",
    }
}

/// The day's weekday differs from the one beside it.
pub(crate) fn weekday_differs(date: NaiveDate, written: u32) -> String {
    let real = weekday(date.weekday().number_from_monday());
    format!("{}是{real}，表里写的是{}。", day(date), weekday(written))
}

/// 2026年11月19日.
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A day lies outside the term.
pub(crate) fn outside(date: NaiveDate, term: &str) -> String {
    format!("{}不在{term}内。", day(date))
}

/// The row repeats an earlier one under another content.
pub(crate) fn differs_from(row: u32, what: &str) -> String {
    differs_from_that(&format!("第 {row} 行"), what)
}

/// The same of a row that may stand in another file.
pub(crate) fn differs_from_that(earlier: &str, what: &str) -> String {
    format!("与{earlier}是同一{what}，但内容不同。")
}
