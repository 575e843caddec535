//! What a paper is made of. The model knows paper, not schools: titles, paragraphs, tables,
//! charts, forms, photos and signatures, in the order in which they stand.
//!
//! Lengths are millimetres (`_mm`) or points (`_pt`); all text is taken verbatim.

mod block;
mod chart;
mod grid;
mod page;
mod picture;
mod table;
mod text;

pub use block::{Align, Block, Heading, HeadingNumber, Indent, InkLine, Paragraph, Signature};
pub use chart::{Bar, Chart, Threshold};
pub use grid::{Grid, GridCell, GridRole, GridRow};
pub use page::{Margins, Metadata, Orientation, PageNumbers, PageSetup, Stamp};
pub use picture::{Jpeg, Picture};
pub use table::{Cell, Column, Row, RowKind, Table, TableStyle, Width};
pub use text::{Run, runs_text};

use serde::{Deserialize, Serialize};

/// A whole paper: what it says of itself, its page, and its blocks in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Document {
    /// Title, author and time that go into the file's properties.
    pub metadata: Metadata,
    /// Size, margins, page numbers and the body's size.
    pub page: PageSetup,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// A paper with the page of GB/T 9704 and no content yet.
    pub fn new(title: impl Into<String>, created: Stamp) -> Self {
        Self { metadata: Metadata { title: title.into(), created, ..Metadata::default() }, ..Self::default() }
    }

    /// Appends one block and gives the paper back, so that papers are written top-down.
    #[must_use]
    pub fn with(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }

    /// Appends one block.
    pub fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }
}
