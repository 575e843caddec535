//! Judging one row: every cell is read here, and what is odd or wrong about it is kept.

use super::{
    apply::Write,
    table::Line,
    types::{ImportChoice, ImportRepair, RowNote, Verdict},
    words,
};
use crate::{calendar::Term, text};
use chrono::{Datelike, NaiveDate};
use keji_intake::parse::{self, Reading};
use std::collections::BTreeSet;

/// What becomes of a row.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// Row as the file counts it.
    pub(crate) row: u32,
    /// Verdict.
    pub(crate) verdict: Verdict,
    /// Why it is in doubt or refused.
    pub(crate) reasons: Vec<RowNote>,
    /// Oddities of a row that is written all the same.
    pub(crate) warnings: Vec<RowNote>,
    /// Cells that can be answered.
    pub(crate) repairs: Vec<ImportRepair>,
    /// What is written; none for what is there already and for what is refused.
    pub(crate) write: Option<Write>,
    /// Names of teachers that the write would make.
    pub(crate) makes_teachers: BTreeSet<String>,
    /// Names of classes that the write would make.
    pub(crate) makes_classes: BTreeSet<String>,
    /// The day of the row, when it lies outside the term.
    pub(crate) outside: Option<NaiveDate>,
    /// What the row repeats; none when nothing was read before that is the same.
    pub(crate) repeats: Option<RowNote>,
    /// Sheets of the store that the row says once more.
    pub(crate) known_sheets: Vec<String>,
}

impl Outcome {
    /// Whether a note says that the day lies outside the term.
    pub(crate) fn is_about_the_term(&self, note: &RowNote) -> bool {
        // The day begins the sentence, and nothing else is said of it in that form.
        self.outside.is_some_and(|date| note.reason.starts_with(&format!("{}不在", words::day(date))))
    }
}

/// What a row comes to when nothing speaks against it.
pub(crate) enum Step {
    /// A new record.
    New(Write),
    /// A change of a record.
    Change(Write),
    /// The record is there as it is in the row.
    Nothing,
    /// The same, if the doubt is no doubt: the user is asked, accepting writes nothing.
    Ask,
}

/// Reads the cells of one row and collects what speaks against it.
pub(crate) struct Judge<'a> {
    /// The row.
    pub(crate) line: Line<'a>,
    /// Whether the row is no record at all: then nothing else is said of it.
    no_record: bool,
    refusals: Vec<RowNote>,
    doubts: Vec<RowNote>,
    warnings: Vec<RowNote>,
    repairs: Vec<ImportRepair>,
    /// Names of teachers that the row would make.
    pub(crate) makes_teachers: BTreeSet<String>,
    /// Names of classes that the row would make.
    pub(crate) makes_classes: BTreeSet<String>,
    /// The day of the row, when it lies outside the term.
    pub(crate) outside: Option<NaiveDate>,
    repeats: Option<RowNote>,
    /// Sheets of the store that the row says once more.
    pub(crate) known_sheets: Vec<String>,
}

impl<'a> Judge<'a> {
    /// Starts with a row; one that is no record, or holds error values, is refused from the start.
    pub(crate) fn new(line: Line<'a>) -> Self {
        let mut judge = Self {
            line,
            no_record: line.is_no_record(),
            refusals: Vec::new(),
            doubts: Vec::new(),
            warnings: Vec::new(),
            repairs: Vec::new(),
            makes_teachers: BTreeSet::new(),
            makes_classes: BTreeSet::new(),
            outside: None,
            repeats: None,
            known_sheets: Vec::new(),
        };
        if judge.no_record {
            let reason = "这一行是合计或重复的表头，不是记录。".to_owned();
            judge.refusals.push(RowNote { row: line.number(), column: String::new(), reason });
            return judge;
        }
        if let Some(field) = line.skipped() {
            judge.skip(field);
            return judge;
        }
        for heading in line.faults() {
            let reason = "这一格是公式的错误值。".to_owned();
            judge.refusals.push(RowNote { row: line.number(), column: heading.to_owned(), reason });
        }
        judge
    }

    /// The user leaves the row out: nothing else is said of it.
    pub(crate) fn skip(&mut self, field: &str) {
        self.refusals = vec![self.note(field, "已选择不导入这一行。".to_owned())];
        self.repairs.clear();
        self.no_record = true;
    }

    /// Offers answers to a cell.
    pub(crate) fn offer(&mut self, field: &str, value: &str, choices: Vec<ImportChoice>) {
        let (field, value) = (field.to_owned(), value.trim().to_owned());
        let known = self.repairs.iter().any(|repair| repair.field == field && repair.value == value);
        if !self.no_record && !known && !choices.is_empty() {
            self.repairs.push(ImportRepair { field, value, rows: 1, choices });
        }
    }

    /// The row cannot be written.
    pub(crate) fn refuse(&mut self, field: &str, reason: impl Into<String>) {
        let note = self.note(field, reason.into());
        if !self.no_record && !self.refusals.contains(&note) {
            self.refusals.push(note);
        }
    }

    /// The row is written only when accepted.
    pub(crate) fn doubt(&mut self, field: &str, reason: impl Into<String>) {
        let note = self.note(field, reason.into());
        // A row of several periods or people says it once.
        if !self.doubts.contains(&note) {
            self.doubts.push(note);
        }
    }

    /// The row is written; the user should know something.
    pub(crate) fn warn(&mut self, field: &str, reason: impl Into<String>) {
        let note = self.note(field, reason.into());
        // A row with several people says it once.
        if !self.warnings.contains(&note) {
            self.warnings.push(note);
        }
    }

    /// The row says what an earlier one said.
    pub(crate) fn repeats(&mut self, earlier: &str) {
        self.repeats = Some(self.note("", format!("与{earlier}重复。")));
    }

    /// Whether the row was refused already.
    pub(crate) fn refused(&self) -> bool {
        !self.refusals.is_empty()
    }

    /// A text of at most `most` characters, as the record will hold it; empty when too long.
    pub(crate) fn text(&mut self, field: &str, most: usize) -> String {
        if let Ok(text) = text::optional(field, self.line.text(field), most) {
            text
        } else {
            self.refuse(field, format!("超过 {most} 个字，放不下。"));
            String::new()
        }
    }

    /// A text that must be there; refused when empty.
    pub(crate) fn required(&mut self, field: &str, most: usize) -> String {
        let text = self.text(field, most);
        if text.is_empty() && !self.refused_at(field) {
            self.refuse(field, format!("{}是空的。", self.line.heading(field)));
        }
        text
    }

    /// A day; none when the cell is empty or was refused. A day without its year is looked for in the term.
    pub(crate) fn date(&mut self, field: &str, term: Option<&Term>) -> Option<NaiveDate> {
        let cell = self.line.text(field);
        if cell.is_empty() {
            return None;
        }
        self.day_of(field, cell, term)
    }

    /// The same for a text that is not the whole cell.
    pub(crate) fn day_of(&mut self, field: &str, text: &str, term: Option<&Term>) -> Option<NaiveDate> {
        let reading = parse::date(text);
        let reason = reading.reason();
        let read = reading.value().and_then(|date| day(date.year, date.month, date.day));
        let within = |term: &Term| {
            let (month, number) = parse::month_day(text)?;
            let years = term.first_day.year()..=term.last_day.year();
            let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month.into(), number.into()));
            days.into_iter().find(|day| (term.first_day..=term.last_day).contains(day))
        };
        match (read, reason) {
            (Some(date), None) => Some(date),
            (Some(date), Some(reason)) => {
                self.doubt(field, words::about(text, reason));
                Some(date)
            }
            (None, reason) => {
                let found = term.and_then(within);
                if found.is_none() {
                    self.refuse(field, words::about(text, reason.unwrap_or(parse::Reason::NoSuchDate)));
                }
                found
            }
        }
    }

    /// A day that must be there.
    pub(crate) fn required_date(&mut self, field: &str, term: Option<&Term>) -> Option<NaiveDate> {
        if self.line.text(field).is_empty() {
            self.refuse(field, format!("{}是空的。", self.line.heading(field)));
        }
        self.date(field, term)
    }

    /// Doubts a day that lies outside the term, and one that disagrees with the weekday beside it.
    pub(crate) fn check_day(&mut self, date: NaiveDate, term: Option<&Term>) {
        if let Some(term) = term
            && !(term.first_day..=term.last_day).contains(&date)
        {
            self.doubt("date", words::outside(date, &term.name));
            self.outside = Some(date);
        }
        self.check_weekday(date);
    }

    /// Doubts a day that disagrees with the weekday beside it.
    pub(crate) fn check_weekday(&mut self, date: NaiveDate) {
        if let Some(written) = parse::weekday(self.line.text("weekday")).sure().map(u32::from)
            && written != date.weekday().number_from_monday()
        {
            self.doubt("weekday", words::weekday_differs(date, written));
        }
    }

    /// A reading that is needed: its value, or none after a refusal; an odd one is doubted.
    pub(crate) fn take<T>(&mut self, field: &str, reading: Reading<T>) -> Option<T> {
        match reading {
            Reading::Sure(value) => Some(value),
            Reading::Doubtful { value: Some(value), reason } => {
                self.doubt(field, words::about(self.line.text(field), reason));
                Some(value)
            }
            Reading::Doubtful { value: None, reason } | Reading::No(reason) => {
                self.refuse(field, words::about(self.line.text(field), reason));
                None
            }
        }
    }

    /// A whole number in a range; none when the cell is empty or was refused.
    pub(crate) fn number(&mut self, field: &str, least: u32, most: u32) -> Option<u32> {
        let cell = self.line.text(field);
        if is_blank(cell) {
            return None;
        }
        let number = parse::integer(cell).sure();
        match number {
            Some(number) if (least..=most).contains(&number) => Some(number),
            Some(_) => {
                self.refuse(field, format!("{}应在 {least} 到 {most} 之间。", self.line.heading(field)));
                None
            }
            None => {
                self.refuse(field, format!("{}应是整数。", self.line.heading(field)));
                None
            }
        }
    }

    /// Ends the row. What is there already needs neither doubt nor warning.
    pub(crate) fn end(self, step: Step) -> Outcome {
        let (verdict, reasons, write) = match step {
            _ if self.refused() => (Verdict::Refused, self.refusals, None),
            Step::Ask if !self.doubts.is_empty() => (Verdict::Doubtful, self.doubts, None),
            Step::Nothing | Step::Ask => (Verdict::Same, Vec::new(), None),
            Step::New(write) | Step::Change(write) if !self.doubts.is_empty() => {
                (Verdict::Doubtful, self.doubts, Some(write))
            }
            Step::New(write) => (Verdict::New, Vec::new(), Some(write)),
            Step::Change(write) => (Verdict::Changed, Vec::new(), Some(write)),
        };
        let writes = write.is_some();
        Outcome {
            repeats: self.repeats.filter(|_| verdict == Verdict::Same),
            known_sheets: self.known_sheets,
            outside: self.outside,
            row: self.line.number(),
            verdict,
            reasons,
            write,
            repairs: self.repairs,
            warnings: if writes { self.warnings } else { Vec::new() },
            makes_teachers: if writes { self.makes_teachers } else { BTreeSet::new() },
            makes_classes: if writes { self.makes_classes } else { BTreeSet::new() },
        }
    }

    fn refused_at(&self, field: &str) -> bool {
        self.refusals.iter().any(|note| note.column == self.line.heading(field))
    }

    fn note(&self, field: &str, reason: String) -> RowNote {
        RowNote { row: self.line.number(), column: self.line.heading(field).to_owned(), reason }
    }
}

/// Empty, or one of the strokes with which offices mark an empty cell.
pub(crate) fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "-" | "—" | "——" | "/" | "\\" | "无" | "／")
}

/// Several values of one cell: 班主任、备课组长.
pub(crate) fn several(cell: &str) -> Vec<&str> {
    cell.split(['、', '，', ',', '；', ';', '/', '\n']).map(str::trim).filter(|part| !is_blank(part)).collect()
}

/// A day as the reading part names it.
pub(crate) fn day(year: u16, month: u8, number: u8) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.into(), month.into(), number.into())
}
