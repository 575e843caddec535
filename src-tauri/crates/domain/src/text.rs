//! Checks of texts and numbers that come from people, with one refusal each.

use crate::error::{Code, Error, Result};

/// Trims a text and checks that it has 1 to `most` characters.
pub(crate) fn required(field: &str, text: &str, most: usize) -> Result<String> {
    let text = optional(field, text, most)?;
    if text.is_empty() { Err(Error::rule(Code::FieldEmpty).with("field", field)) } else { Ok(text) }
}

/// Trims a text and checks that it has at most `most` characters.
pub(crate) fn optional(field: &str, text: &str, most: usize) -> Result<String> {
    // Control characters other than line breaks and tabs cannot be printed.
    let text: String = text.trim().chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    if text.chars().count() > most {
        return Err(Error::rule(Code::FieldTooLong).with("field", field).with("most", most));
    }
    Ok(text)
}

/// Checks that a number lies in a range.
pub(crate) fn within(field: &str, number: u32, least: u32, most: u32) -> Result<u32> {
    if (least..=most).contains(&number) {
        Ok(number)
    } else {
        Err(Error::rule(Code::OutOfRange).with("field", field).with("least", least).with("most", most))
    }
}

/// Checks an identifier that a screen made.
pub(crate) fn id(field: &str, id: &str) -> Result<()> {
    let shape = id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase(),
        });
    if shape { Ok(()) } else { Err(Error::rule(Code::BadId).with("field", field)) }
}

/// Checks a month `YYYY-MM`.
pub(crate) fn month(field: &str, month: &str) -> Result<()> {
    let good = month.len() == 7 && chrono::NaiveDate::parse_from_str(&format!("{month}-01"), "%Y-%m-%d").is_ok();
    if good { Ok(()) } else { Err(Error::rule(Code::BadMonth).with("field", field)) }
}

/// Checks a clock time `HH:MM`.
pub(crate) fn clock(field: &str, time: &str) -> Result<()> {
    let good = time.len() == 5 && chrono::NaiveTime::parse_from_str(time, "%H:%M").is_ok();
    if good { Ok(()) } else { Err(Error::rule(Code::BadTime).with("field", field)) }
}

/// 《背影》: the marks are added when the topic does not bring them; nothing for an empty topic.
pub(crate) fn in_marks(topic: &str) -> String {
    match topic.trim() {
        "" => String::new(),
        marked if marked.starts_with('《') => marked.to_owned(),
        plain => format!("《{plain}》"),
    }
}
