//! Days, weeks and lists of names as Chinese papers write them.

use crate::text;
use chrono::{Datelike, NaiveDate};

/// 11月19日.
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// 2026年11月19日.
pub(crate) fn full_day(date: NaiveDate) -> String {
    format!("{}年{}", date.year(), day(date))
}

/// 周四.
pub(crate) fn weekday(date: NaiveDate) -> &'static str {
    ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        .get(date.weekday().num_days_from_monday() as usize)
        .copied()
        .unwrap_or_default()
}

/// 第6周 or 第6—7周.
pub(crate) fn weeks(first: u32, last: u32) -> String {
    if first == last { format!("第{first}周") } else { format!("第{first}—{last}周") }
}

/// A text, or another one in its place when it is empty.
pub(crate) fn or<'a>(text: &'a str, other: &'a str) -> &'a str {
    if text.is_empty() { other } else { text }
}

/// 《背影》: the marks are added when the topic does not bring them; nothing for an empty topic.
pub(crate) fn topic(topic: &str) -> String {
    text::in_marks(topic)
}

/// Joins texts, leaving out empty ones.
pub(crate) fn join(parts: &[&str], between: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(between)
}

/// Words of a reason why a sheet does not count.
pub(crate) fn refusal(code: &str) -> &str {
    match code {
        "no_process" => "缺教学过程",
        "no_opinion" => "缺评课意见",
        "book" => "查阅认定无效",
        other => other,
    }
}
