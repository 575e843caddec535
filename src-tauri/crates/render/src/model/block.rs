use serde::{Deserialize, Serialize};

use super::{Chart, Grid, Orientation, Picture, Run, Table};

/// One block of a paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Block {
    /// The paper's title, 2 号 小标宋, centred; long ones are balanced over lines, very long ones shrunk.
    /// A line feed in the text is an intended break.
    Title {
        /// The title.
        text: String,
    },
    /// A centred line under the title: 教务处　2026年11月19日, or a paper's number.
    Byline {
        /// The line.
        text: String,
    },
    /// A heading of level 1–4.
    Heading(Heading),
    /// A paragraph of the body.
    Paragraph(Paragraph),
    /// A table of data.
    Table(Table),
    /// A bar chart.
    Chart(Chart),
    /// A form: ruled cells of labels and values.
    Grid(Grid),
    /// A photo.
    Picture(Picture),
    /// 附件说明: the list of attachments under the text.
    AttachmentNote {
        /// The attachments' names, in order, without numbers.
        items: Vec<String>,
    },
    /// The mark of an attachment, 附件1, flush left in 黑体; begins a new page of its own.
    AttachmentMark {
        /// 附件, 附件1, 附表1 ….
        text: String,
    },
    /// 落款: who issues the paper, and when.
    Signature(Signature),
    /// A line to be filled in by hand: 制表人　审核人　分管校长　日期.
    InkLine(InkLine),
    /// A remark in small type, e.g. 填表说明 of a whole form.
    Note {
        /// The remark.
        text: String,
    },
    /// Empty height.
    Gap {
        /// In millimetres.
        height_mm: f64,
    },
    /// What follows stands on a new page.
    PageBreak,
    /// A place whose page can be told by a cell ([`super::Cell::page_of`]); prints nothing.
    Mark {
        /// Its name, Latin letters and digits, unlike any other in the paper.
        mark: String,
    },
    /// What follows stands on new pages that lie as said.
    Section {
        /// How they lie.
        orientation: Orientation,
    },
}

/// A heading. Level 1 is 黑体, level 2 楷体, levels 3 and 4 are in the body's face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    /// 1–4; others are taken as the nearest.
    pub level: u8,
    /// The words, without the number when it is made here.
    pub text: String,
    /// Where the number comes from.
    #[serde(default)]
    pub number: HeadingNumber,
}

impl Heading {
    /// A numbered heading of a level: 一、 （一） 1. （1）.
    pub fn new(level: u8, text: impl Into<String>) -> Self {
        Self { level, text: text.into(), number: HeadingNumber::Auto }
    }
}

/// Where a heading's number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum HeadingNumber {
    /// Counted here: 一、 （一） 1. （1）, a level starting anew under the next higher one.
    #[default]
    Auto,
    /// In the text already, or none wanted.
    InText,
}

/// A paragraph of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Paragraph {
    /// Its pieces.
    pub runs: Vec<Run>,
    /// Of the first line.
    pub indent: Indent,
    /// Of its lines.
    pub align: Align,
}

impl Paragraph {
    /// A plain paragraph, two characters in.
    pub fn text(text: impl Into<String>) -> Self {
        Self::runs([Run::text(text)])
    }

    /// A paragraph of pieces, two characters in.
    pub fn runs(runs: impl IntoIterator<Item = Run>) -> Self {
        Self { runs: runs.into_iter().collect(), ..Self::default() }
    }

    /// A line flush left, such as 主送机关.
    pub fn flush(text: impl Into<String>) -> Self {
        Self { indent: Indent::None, ..Self::text(text) }
    }
}

/// The first line's indent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum Indent {
    /// Two characters.
    #[default]
    FirstLine,
    /// None.
    None,
}

/// How lines or a cell's content stand. `Auto` is justified in text, centred in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum Align {
    /// As the place asks.
    #[default]
    Auto,
    /// Left.
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// 落款. Without a seal the organisation stands two characters in and the date begins two characters
/// to the right of it; with one the date stands four characters in and the organisation over its middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Signature {
    /// Who issues the paper; more than one line by line feeds.
    pub organisation: String,
    /// 2026年11月19日.
    pub date: String,
    /// Whether a seal will be put on it.
    pub sealed: bool,
}

/// Places to be filled in by hand, spread over the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct InkLine {
    /// The labels, e.g. 制表人, without colon; at most four stand on a line.
    pub labels: Vec<String>,
}

impl InkLine {
    /// Places with these labels.
    pub fn new<T: Into<String>>(labels: impl IntoIterator<Item = T>) -> Self {
        Self { labels: labels.into_iter().map(Into::into).collect() }
    }
}

macro_rules! into_block {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Block {
            fn from(block: $kind) -> Self {
                Self::$kind(block)
            }
        }
    )*};
}

into_block!(Heading, Paragraph, Table, Chart, Grid, Picture, Signature, InkLine);

impl Block {
    /// The paper's title.
    pub fn title(text: impl Into<String>) -> Self {
        Self::Title { text: text.into() }
    }

    /// A centred line under the title.
    pub fn byline(text: impl Into<String>) -> Self {
        Self::Byline { text: text.into() }
    }

    /// What follows stands on lying pages.
    pub fn landscape() -> Self {
        Self::Section { orientation: Orientation::Landscape }
    }

    /// What follows stands on upright pages.
    pub fn portrait() -> Self {
        Self::Section { orientation: Orientation::Portrait }
    }
}
