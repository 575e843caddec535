//! The numbers of headings: 一、 （一） 1. （1）.

use serde::{Deserialize, Serialize};

use crate::model::{Block, Document, Heading, HeadingNumber};

/// A heading with its number, for a table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OutlineEntry {
    /// Index of the block in [`Document::blocks`].
    pub block: usize,
    /// 1–4.
    pub level: u8,
    /// The number with its sign, e.g. `一、`; empty if the heading brings its own.
    pub number: String,
    /// The words.
    pub text: String,
}

/// The paper's headings in order, numbered as they are printed.
pub fn outline(document: &Document) -> Vec<OutlineEntry> {
    let mut counter = Counter::default();
    document
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(block, item)| match item {
            Block::Heading(heading) => Some(OutlineEntry {
                block,
                level: level(heading),
                number: counter.next(heading),
                text: heading.text.clone(),
            }),
            _ => None,
        })
        .collect()
}

/// A heading's level within 1–4.
pub(crate) fn level(heading: &Heading) -> u8 {
    heading.level.clamp(1, 4)
}

/// Counts headings from the paper's beginning.
#[derive(Default)]
pub(crate) struct Counter([u32; 4]);

impl Counter {
    /// The number of the next heading, empty when its text brings one.
    pub(crate) fn next(&mut self, heading: &Heading) -> String {
        let level = usize::from(level(heading)) - 1;
        for lower in &mut self.0[level + 1..] {
            *lower = 0;
        }
        if heading.number == HeadingNumber::InText {
            return String::new();
        }
        self.0[level] += 1;
        let count = self.0[level];
        match level {
            0 => format!("{}、", chinese(count)),
            1 => format!("（{}）", chinese(count)),
            2 => format!("{count}."),
            _ => format!("（{count}）"),
        }
    }
}

/// 1–99 in Chinese numerals; beyond that, digits.
pub(crate) fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS[value as usize % 10];
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_up_to_ninety_nine() {
        let words: Vec<String> = [1, 10, 11, 20, 42, 99, 100].map(chinese).into();
        assert_eq!(words, ["一", "十", "十一", "二十", "四十二", "九十九", "100"]);
    }

    #[test]
    fn a_lower_level_starts_anew() {
        let mut counter = Counter::default();
        let mut next = |level| counter.next(&Heading::new(level, ""));
        let numbers: Vec<String> = [1, 2, 2, 1, 2, 3, 4, 3].map(&mut next).into();
        assert_eq!(numbers, ["一、", "（一）", "（二）", "二、", "（一）", "1.", "（1）", "2."]);
    }
}
