//! Cells that only a register of observations has.

use crate::{
    exchange::{
        ground::{Ground, PersonRef},
        judge::{Judge, is_blank, several},
    },
    observation::{DROP_IN, LESSON_KINDS},
};
use keji_intake::parse::{self, Reading};
use std::collections::BTreeSet;

/// The kind of an observation of which a register says nothing more.
pub(super) const ORDINARY: &str = "随堂课";

/// Largest total that a sheet may hold.
const MOST: f64 = 200.0;
/// Longest text of one row of the process.
const ENTRY: usize = 2000;

/// Kinds of observation that the school names: those that it starts from and those on its sheets.
#[derive(Default)]
pub(super) struct Kinds {
    seen: BTreeSet<String>,
}

impl Kinds {
    /// Takes note of the kind of a sheet.
    pub(super) fn see(&mut self, kind: &str) {
        if !kind.is_empty() && !LESSON_KINDS.contains(&kind) {
            self.seen.insert(kind.to_owned());
        }
    }

    /// Kind of the observation and type of the lesson; empty when the row says none. Many registers write the kind
    /// under 课型.
    pub(super) fn read(&self, judge: &mut Judge<'_>) -> (String, String) {
        let (kind, lesson_type) = (judge.text("kind", 20), judge.text("lesson_type", 20));
        let lesson_type = if is_blank(&lesson_type) { String::new() } else { lesson_type };
        if is_blank(&kind) {
            return match common(&lesson_type) {
                Some(kind) => (kind.to_owned(), String::new()),
                None => (String::new(), lesson_type),
            };
        }
        if self.seen.contains(&kind) {
            return (kind, lesson_type);
        }
        if let Some(kind) = common(&kind) {
            return (kind.to_owned(), lesson_type);
        }
        judge.doubt("kind", format!("学校的听课类型里没有“{kind}”；接受后照原样写入。"));
        (kind, lesson_type)
    }
}

/// The kind that a common name means.
fn common(text: &str) -> Option<&'static str> {
    match text {
        "推门" | "推门听课" => Some(DROP_IN),
        "随堂" | "随堂听课" | "常态课" | "常态" | "家常课" => Some(ORDINARY),
        _ => {
            // 公开 is 公开课, 师徒 is 师徒听课.
            let same = |kind: &str| {
                ["", "课", "听课"].into_iter().any(|rest| kind.strip_suffix(rest).is_some_and(|bare| bare == text))
            };
            LESSON_KINDS.into_iter().find(|kind| same(kind))
        }
    }
}

/// The period, and how many lessons a run of periods is.
pub(super) fn period(judge: &mut Judge<'_>) -> (Option<u32>, Option<u32>) {
    let cell = judge.line.text("period");
    if is_blank(cell) {
        return (None, None);
    }
    let Some(periods) = judge.take("period", parse::period(cell)) else {
        return (None, None);
    };
    let (first, last) = (u32::from(periods.first), u32::from(periods.last));
    (Some(first), if last > first { Some((last - first + 1).min(3)) } else { None })
}

/// The observers, each once.
pub(super) fn observers(judge: &mut Judge<'_>, ground: &Ground) -> Vec<PersonRef> {
    let cells = several(judge.line.text("observer"));
    if cells.is_empty() {
        judge.refuse("observer", "听课人是空的。");
    }
    let mut people = Vec::new();
    for cell in cells {
        if let Some(person) = ground.person(judge, "observer", cell, "")
            && !people.contains(&person)
        {
            people.push(person);
        }
    }
    people
}

/// The total: no more than the scoring sheet gives without a doubt; a mark in words (优) is no total.
pub(super) fn total(judge: &mut Judge<'_>, points: Option<f64>) -> Option<f64> {
    let cell = judge.line.text("total");
    if is_blank(cell) {
        return None;
    }
    match parse::decimal(cell) {
        Reading::Sure(total) if (0.0..=MOST).contains(&total) => {
            if let Some(points) = points.filter(|points| total > *points) {
                judge.doubt("total", format!("评分 {total} 高于现行评价表的满分 {points} 分。"));
            }
            Some(total)
        }
        Reading::Sure(total) if total < 0.0 => {
            judge.refuse("total", "评分不能是负数。");
            None
        }
        Reading::Sure(_) => {
            judge.refuse("total", format!("评分应在 0 到 {MOST} 之间。"));
            None
        }
        Reading::Doubtful { .. } | Reading::No(_) => {
            judge.warn("total", "评分不是数，没有写入。");
            None
        }
    }
}

/// Rows of the process: one for each line, long ones cut.
pub(super) fn process(text: &str) -> Vec<String> {
    let clean = |line: &str| -> String { line.trim().chars().filter(|c| !c.is_control() || *c == '\t').collect() };
    let mut entries = Vec::new();
    for line in text.lines().map(clean).filter(|line| !line.is_empty()) {
        let characters: Vec<char> = line.chars().collect();
        entries.extend(characters.chunks(ENTRY).map(|part| part.iter().collect::<String>().trim().to_owned()));
    }
    entries
}
