//! Rows of a list of work (行事历): a month, a week or days, and what is to be done. A cell of several numbered lines is
//! several items; a month or week that is written once stands for the rows below it.

use crate::{
    calendar::{self, Week},
    error::Result,
    exchange::{
        apply::{Write, Writer},
        ground::Ground,
        judge::{Judge, Outcome, Step, is_blank},
        table::{Line, Table},
    },
    work::{self, WorkInput, WorkItem},
};
use chrono::{Datelike, NaiveDate};
use keji_intake::parse;
use keji_store::Read;
use std::collections::BTreeSet;

/// Longest text of an item.
const LONGEST: usize = 200;

/// What the term has already.
pub(crate) struct Known {
    items: Vec<WorkItem>,
    weeks: Vec<Week>,
}

impl Known {
    /// Reads the items and weeks of the import's term.
    ///
    /// # Errors
    /// The store's refusal.
    pub(crate) fn read(read: &Read<'_>, ground: &Ground) -> Result<Self> {
        let Some(term) = &ground.term else {
            return Ok(Self { items: Vec::new(), weeks: Vec::new() });
        };
        Ok(Self { items: work::list(read, &term.id)?, weeks: calendar::weeks(read, &term.id)?.0 })
    }
}

/// Month and days that the last row above has named.
#[derive(Default)]
struct Above {
    month: Option<String>,
    days: Option<(NaiveDate, NaiveDate)>,
}

/// Plans every row.
pub(crate) fn plan(ground: &Ground, known: &Known, table: &Table) -> Vec<Outcome> {
    let mut above = Above::default();
    let mut said = BTreeSet::new();
    table.lines().map(|line| row(ground, known, &mut above, &mut said, line)).collect()
}

/// Writes the items of a row.
pub(crate) fn write(writer: &mut Writer<'_, '_>, items: &[WorkInput]) -> Result<()> {
    for item in items {
        let item = WorkInput { term_id: Some(writer.term()?.to_owned()), ..item.clone() };
        work::save(writer.tx, &item)?;
    }
    Ok(())
}

type Said = BTreeSet<(Option<String>, Option<NaiveDate>, Option<NaiveDate>, String)>;

fn row(ground: &Ground, known: &Known, above: &mut Above, said: &mut Said, line: Line<'_>) -> Outcome {
    let mut judge = Judge::new(line);
    let month = month(&mut judge, ground);
    let days = days(&mut judge, ground, known);
    let owner = judge.text("owner", 20);
    let texts = texts(line.text("text"));
    if texts.is_empty() {
        judge.refuse("text", format!("{}是空的。", line.heading("text")));
    }
    if texts.iter().any(|text| text.chars().count() > LONGEST) {
        judge.refuse("text", format!("超过 {LONGEST} 个字，放不下。"));
    }
    if judge.refused() {
        return judge.end(Step::Nothing);
    }
    // A new month begins without the week of the month before.
    if month.is_some() && month != above.month {
        above.days = None;
    }
    above.month = month.or(above.month.take()).filter(|_| days.is_none() || is_written(line, "month"));
    above.days = days.or(above.days);
    let (mut writes, mut changes) = (Vec::new(), false);
    for text in texts {
        let month = above.month.clone().or_else(|| above.days.map(|(first, _)| first.format("%Y-%m").to_string()));
        let (first_day, last_day) = (above.days.map(|days| days.0), above.days.map(|days| days.1));
        if !said.insert((month.clone(), first_day, last_day, text.clone())) {
            continue;
        }
        let present = known.items.iter().find(|item| {
            item.text == text && item.month == month && item.first_day == first_day && item.last_day == last_day
        });
        if present.is_some_and(|item| item.owner == owner) {
            continue;
        }
        changes |= present.is_some();
        writes.push(WorkInput {
            id: present.map(|item| item.id.clone()),
            term_id: None,
            when: None,
            month,
            week: None,
            first_day,
            last_day,
            text,
            owner: owner.clone(),
        });
    }
    judge.end(match (writes.is_empty(), changes) {
        (true, _) => Step::Nothing,
        (false, true) => Step::Change(Write::Work(writes)),
        (false, false) => Step::New(Write::Work(writes)),
    })
}

fn is_written(line: Line<'_>, field: &str) -> bool {
    !is_blank(line.text(field))
}

/// "九月", "9月", "9", "2026年9月": the month of the term.
fn month(judge: &mut Judge<'_>, ground: &Ground) -> Option<String> {
    let cell = judge.line.text("month");
    if is_blank(cell) {
        return None;
    }
    if let Some(month) = parse::month(cell).sure() {
        return Some(month.to_string());
    }
    let bare = cell.trim().trim_end_matches('份').trim_end_matches('月');
    let number = parse::integer(bare).sure().filter(|number| (1..=12).contains(number));
    let found = number.zip(ground.term.as_ref()).and_then(|(number, term)| {
        let mut days = term.first_day.iter_days().take_while(|day| *day <= term.last_day);
        days.find(|day| day.month() == number).map(|day| day.format("%Y-%m").to_string())
    });
    if found.is_none() {
        judge.refuse("month", "无法识别月份，或所选学期内没有这个月。");
    }
    found
}

/// The days of a row: those of the date column, else those of its week.
fn days(judge: &mut Judge<'_>, ground: &Ground, known: &Known) -> Option<(NaiveDate, NaiveDate)> {
    let week = week(judge.line.text("week"), &known.weeks, ground);
    let cell = judge.line.text("date");
    if !is_blank(cell) {
        let term = ground.term.as_ref();
        if let Some(days) = range(cell, |text| {
            let mut trial = Judge::new(judge.line);
            trial.day_of("date", text, term)
        }) {
            return Some(days);
        }
        if week.is_none() {
            judge.refuse("date", "无法识别日期。");
        } else {
            judge.warn("date", "无法识别日期，按周次安排。");
        }
    }
    let written = judge.line.text("week");
    if week.is_none() && !is_blank(written) && is_blank(cell) {
        judge.refuse("week", "所选学期里没有这一周。");
    }
    week
}

/// "第3周", "三", "1-2周", or the note of a week such as 预备周: its days within the term.
fn week(cell: &str, weeks: &[Week], ground: &Ground) -> Option<(NaiveDate, NaiveDate)> {
    let term = ground.term.as_ref()?;
    let whole: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = whole.split(['(', '（']).next().unwrap_or_default();
    let noted = weeks
        .iter()
        .find(|week| !week.label.is_empty() && week.label.trim_end_matches('周') == bare.trim_end_matches('周'));
    let bare = bare.replace(['第', '周'], "");
    let (from, to) = bare.split_once(['-', '—', '－', '–', '~', '～', '至', '到']).unwrap_or((&bare, &bare));
    let numbered = |text: &str| {
        let number = parse::integer(text).sure()?;
        weeks.iter().find(|week| week.number == number && number > 0)
    };
    let (first, last) = match (numbered(from), numbered(to)) {
        (Some(first), Some(last)) => (first, last),
        _ => (noted?, noted?),
    };
    let days = (first.first_day.max(term.first_day), last.last_day.min(term.last_day));
    (days.0 <= days.1).then_some(days)
}

/// "9月1日", "9.1—9.6", "9月1日至6日".
fn range(cell: &str, read: impl Fn(&str) -> Option<NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(day) = read(&cell) {
        return Some((day, day));
    }
    let marks = ["——", "—", "–", "－", "至", "到", "~", "～", "-"];
    marks.into_iter().find_map(|mark| {
        let (from, to) = cell.split_once(mark)?;
        let first = read(from)?;
        let last = read(to).or_else(|| {
            let number = parse::integer(to.trim_end_matches(['日', '号'])).sure()?;
            first.with_day(number)
        })?;
        (first <= last).then_some((first, last))
    })
}

/// The items of a cell: its numbered lines, or the whole cell.
fn texts(cell: &str) -> Vec<String> {
    let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let numbered = lines.len() > 1 && lines.iter().all(|line| bare(line) != *line);
    if numbered {
        lines.iter().map(|line| bare(line).to_owned()).collect()
    } else {
        let whole = lines.concat();
        if is_blank(&whole) { Vec::new() } else { vec![whole] }
    }
}

/// A line without its number: "1.", "2、", "（3）", "①".
fn bare(line: &str) -> &str {
    let rest = line.trim_start_matches(['(', '（']);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() < rest.len() {
        let cut = after.trim_start_matches([')', '）', '.', '．', '、', ' ']);
        // "3月" or "2026级" is no number of a line.
        return if cut.len() < after.len() && !cut.is_empty() { cut } else { line };
    }
    line.trim_start_matches(|c: char| ('①'..='⑳').contains(&c)).trim_start()
}
