//! The chosen sheet of a file as rows of texts under fields.

use super::{
    answers::{Answers, Place},
    types::{ImportAnswer, ImportKind, RowNote, WhereClause},
};
use std::collections::BTreeMap;

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Heading as in the file.
    pub(crate) heading: String,
    /// Field that it fills.
    pub(crate) field: Option<String>,
    /// Name of the field for people; empty when it is not read.
    pub(crate) field_name: String,
    /// Whether it holds personal data: then its cells are empty here.
    pub(crate) dropped: bool,
    /// Whether its field was picked by hand for an earlier table.
    pub(crate) remembered: bool,
}

/// Ends the place of a row that stands in one of several files: 语文组.xlsx!
pub(crate) const FILE: char = '!';

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableRow {
    /// Row as the file counts it.
    pub(crate) number: u32,
    /// Letters of the column where a row of the file holds several records; the file, where several are read as one;
    /// else empty.
    pub(crate) column: String,
    /// Texts in the order of the columns.
    pub(crate) cells: Vec<String>,
    /// Columns whose cell is an error value of the spreadsheet.
    pub(crate) faults: Vec<usize>,
}

impl TableRow {
    /// Where it stands in the file.
    pub(crate) fn place(&self) -> Place<'_> {
        Place { row: self.number, column: &self.column }
    }
}

/// The chosen sheet.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// What the file holds.
    pub(crate) kind: ImportKind,
    /// Name of the file.
    pub(crate) file_name: String,
    /// Name of the sheet; empty for a text file.
    pub(crate) sheet: String,
    /// Columns that have a heading.
    pub(crate) columns: Vec<Column>,
    /// Column of each field that the file has.
    pub(crate) places: BTreeMap<String, usize>,
    /// Names of all fields of the kind.
    pub(crate) names: BTreeMap<String, String>,
    /// Rows that were asked for.
    pub(crate) rows: Vec<TableRow>,
    /// What the user should know of the file as a whole.
    pub(crate) notes: Vec<RowNote>,
    /// The condition under which the rows were read.
    pub(crate) only: Option<WhereClause>,
    /// What the user answered to cells.
    pub(crate) answers: Answers,
    /// What was picked by hand for this table: heading → field.
    pub(crate) picked: BTreeMap<String, String>,
    /// A day of the week that is meant where only weekdays are named.
    pub(crate) week: Option<chrono::NaiveDate>,
}

impl Table {
    /// Its rows, readable by field.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|row| Line { table: self, row })
    }
}

/// One row, readable by field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    table: &'a Table,
    row: &'a TableRow,
}

impl<'a> Line<'a> {
    /// Row as the file counts it.
    pub(crate) fn number(self) -> u32 {
        self.row.number
    }

    /// Where it stands in the file.
    pub(crate) fn place(self) -> Place<'a> {
        self.row.place()
    }

    /// Text of a field; empty when the file does not have it.
    pub(crate) fn text(self, field: &str) -> &'a str {
        let cell = self.table.places.get(field).and_then(|at| self.row.cells.get(*at));
        cell.map_or("", String::as_str)
    }

    /// Where the row stands, for a sentence: 第 3 行, or “语文组.xlsx”第 3 行 where several files are read as one.
    pub(crate) fn whereabouts(self) -> String {
        match self.row.column.strip_suffix(FILE) {
            Some(file) => format!("“{file}”第 {} 行", self.number()),
            None => format!("第 {} 行", self.number()),
        }
    }

    /// What the user answered to a value of this row.
    pub(crate) fn answer(self, field: &str, value: &str) -> Option<&'a ImportAnswer> {
        self.table.answers.to(field, value, self.place())
    }

    /// Whether the user left the row out by answering one of its cells.
    pub(crate) fn skipped(self) -> Option<&'a str> {
        self.table.answers.skips(self.place(), |field| self.text(field))
    }

    /// A day of the week that is meant where only weekdays are named.
    pub(crate) fn week(self) -> Option<chrono::NaiveDate> {
        self.table.week
    }

    /// Heading of a field's column as in the file; the field's name when the file does not have it.
    pub(crate) fn heading(self, field: &str) -> &'a str {
        match self.table.places.get(field).and_then(|at| self.table.columns.get(*at)) {
            Some(column) => &column.heading,
            None => self.table.names.get(field).map_or("", String::as_str),
        }
    }

    /// Headings of the columns that are read and whose cell is an error value.
    pub(crate) fn faults(self) -> impl Iterator<Item = &'a str> {
        self.row
            .faults
            .iter()
            .filter_map(|at| self.table.columns.get(*at))
            .filter(|column| column.field.is_some())
            .map(|column| column.heading.as_str())
    }

    /// Whether the row adds up the ones above, or repeats the headings: what schools print at page ends.
    pub(crate) fn is_no_record(self) -> bool {
        let first = self.row.cells.iter().find(|cell| !cell.is_empty());
        let sums = first.is_some_and(|cell| {
            let bare: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '：' && *c != ':').collect();
            matches!(bare.as_str(), "合计" | "总计" | "累计" | "小计" | "总数")
        });
        let filled: Vec<_> =
            self.row.cells.iter().zip(&self.table.columns).filter(|(cell, _)| !cell.is_empty()).collect();
        let repeats = filled.len() > 1 && filled.iter().all(|(cell, column)| **cell == column.heading);
        sums || repeats
    }
}
