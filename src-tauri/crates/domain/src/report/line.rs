//! Writing sentences and blocks: text and figures in the order in which they are read.

use keji_render::{Block, Cell, Chart, Heading, Paragraph, Run, Table};
use std::fmt::Display;

/// A paragraph in the making.
#[derive(Default)]
pub(super) struct Line(Vec<Run>);

impl Line {
    /// An empty line.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Appends words.
    #[must_use]
    pub(super) fn say(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run::text(text));
        self
    }

    /// Appends a figure with the key of its records.
    #[must_use]
    pub(super) fn figure(mut self, value: impl Display, key: impl Into<String>) -> Self {
        self.0.push(Run::figure(value.to_string(), key));
        self
    }

    /// Appends name, figure and unit of each, with 、 between them.
    #[must_use]
    pub(super) fn list<'a>(mut self, of: impl IntoIterator<Item = (&'a str, u32, String)>, unit: &str) -> Self {
        for (at, (name, value, key)) in of.into_iter().enumerate() {
            self = self.say(format!("{}{name}", if at == 0 { "" } else { "、" })).figure(value, key).say(unit);
        }
        self
    }

    /// Appends another line.
    #[must_use]
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The blocks of a paper with the numbers of its tables and charts.
#[derive(Default)]
pub(super) struct Sheaf {
    blocks: Vec<Block>,
    tables: u32,
    charts: u32,
}

impl Sheaf {
    /// Appends a numbered heading.
    pub(super) fn heading(&mut self, level: u8, text: &str) {
        self.push(Heading::new(level, text));
    }

    /// Appends a paragraph; an empty one is left out.
    pub(super) fn say(&mut self, line: Line) {
        if !line.is_empty() {
            self.push(Paragraph::runs(line.0));
        }
    }

    /// Number of the next table.
    pub(super) fn next_table(&self) -> u32 {
        self.tables + 1
    }

    /// Number of the next chart.
    pub(super) fn next_chart(&self) -> u32 {
        self.charts + 1
    }

    /// Appends a table under the next number.
    pub(super) fn table(&mut self, mut table: Table) {
        self.tables += 1;
        table.number = Some(self.tables);
        self.push(table);
    }

    /// Appends a chart under the next number.
    pub(super) fn chart(&mut self, mut chart: Chart) {
        self.charts += 1;
        chart.number = Some(self.charts);
        self.push(chart);
    }

    /// Appends any block.
    pub(super) fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }

    /// The blocks.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }
}

/// A cell with a number and the key of its records.
pub(super) fn number(value: impl Display, key: impl Into<String>) -> Cell {
    Cell::figure(value.to_string(), key)
}

/// A share with one decimal, or — when there is nothing to share.
pub(super) fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| format!("{value:.1}%"))
}

/// A number with one decimal, or — when there is none.
pub(super) fn decimal(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |value| format!("{value:.1}"))
}
