//! The blocks of a paper, one after the other.

use super::chart::Charts;
use super::picture::Pictures;
use super::section;
use super::table;
use super::text::{Look, keep_next, paragraph, piece, runs, width};
use super::xml::{escape, half_points, twips, twips_mm};
use super::{styles::BLACK, styles::SONG};
use crate::layout::text_width as points_wide;
use crate::model::{Align, Block, Document, Indent, InkLine, Orientation, Paragraph, Signature};
use crate::numbering::{Counter, level};
use crate::{tail, title};

/// The body with the charts and photos that it shows.
pub(super) struct Body {
    /// The content of `w:body`.
    pub(super) xml: String,
    /// One part each.
    pub(super) charts: Charts,
    /// One part each.
    pub(super) pictures: Pictures,
}

pub(super) fn write(document: &Document) -> Body {
    let mut writer = Writer {
        document,
        landscape: document.page.orientation == Orientation::Landscape,
        counter: Counter::default(),
        charts: Charts::default(),
        pictures: Pictures::default(),
        fresh: true,
        breaks: false,
        marks: 0,
        xml: String::new(),
    };
    for (index, block) in document.blocks.iter().enumerate() {
        let next = document.blocks.get(index + 1);
        // Nothing may follow the last table on a page of its own.
        let goes_on = next.is_some_and(|next| !matches!(next, Block::PageBreak));
        let after = if goes_on { 200 } else { 20 };
        // A title begins the new page itself: an empty paragraph there would move everything down by a line.
        let titled = document.blocks[index + 1..].iter().find(|block| !matches!(block, Block::Mark { .. }));
        if *block == Block::PageBreak && matches!(titled, Some(Block::Title { .. })) {
            writer.breaks = true;
            continue;
        }
        let keep = match block {
            // What stands under a table never stands alone on a page.
            Block::Table(_) | Block::Grid(_) | Block::Note { .. } | Block::InkLine(_) => {
                next.is_some_and(tail::is_foot)
            }
            _ => next.is_some_and(ends_the_text),
        };
        writer.block(index, keep, after);
    }
    let last = section::properties(&document.page, writer.landscape);
    writer.xml.push_str(&last);
    Body { xml: writer.xml, charts: writer.charts, pictures: writer.pictures }
}

/// A signature never stands alone on a page: what precedes it is kept with it.
fn ends_the_text(block: &Block) -> bool {
    matches!(block, Block::Signature(_) | Block::AttachmentNote { .. })
}

struct Writer<'a> {
    document: &'a Document,
    landscape: bool,
    counter: Counter,
    charts: Charts,
    pictures: Pictures,
    /// Whether nothing stands on the page yet.
    fresh: bool,
    /// Whether the next title begins a page.
    breaks: bool,
    /// Marks so far.
    marks: usize,
    xml: String,
}

impl Writer<'_> {
    fn block(&mut self, index: usize, keep: bool, after: i64) {
        let block = &self.document.blocks[index];
        let width = section::text_width(&self.document.page, self.landscape);
        let written = match block {
            Block::Title { text } => self.title(text, title::scale(self.document, index)),
            Block::Byline { text } => paragraph("Subtitle", "", &piece(text, Look::default())),
            Block::Heading(heading) => {
                let words = self.counter.next(heading) + &heading.text;
                paragraph(&format!("Heading{}", level(heading)), "", &piece(&words, Look::default()))
            }
            Block::Paragraph(block) => body_paragraph(block, keep_next(keep)),
            Block::Table(block) => table::data(block, width, keep) + &gap(after.min(200), keep),
            Block::Chart(block) => self.charts.add(block, width),
            Block::Picture(block) => self.pictures.add(block, points_wide(self.document, self.landscape)),
            Block::Grid(block) => table::form(block, width, keep) + &gap(after.min(160), keep),
            Block::AttachmentNote { items } => self.attachment_note(items),
            Block::AttachmentMark { text } => {
                let page = if self.fresh { "" } else { "<w:pageBreakBefore/>" };
                let spacing = "<w:spacing w:after=\"200\"/>";
                let look = Look { font: Some(BLACK), ..Look::default() };
                paragraph("Normal", &format!("<w:keepNext/>{page}{spacing}"), &piece(text, look))
            }
            Block::Signature(block) => self.signature(block),
            Block::InkLine(block) => ink_line(block, width, after.min(120), keep),
            Block::Note { text } => paragraph("TableNote", keep_next(keep), &piece(text, Look::default())),
            Block::Gap { height_mm } => gap(twips_mm(*height_mm), false),
            Block::PageBreak => "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>".to_owned(),
            Block::Mark { mark } => self.bookmark(mark),
            Block::Section { orientation } => self.section(*orientation),
        };
        self.fresh = matches!(block, Block::Section { .. });
        self.xml.push_str(&written);
    }

    fn bookmark(&mut self, mark: &str) -> String {
        self.marks += 1;
        let id = self.marks;
        let mark = escape(mark);
        format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{mark}\"/><w:bookmarkEnd w:id=\"{id}\"/>")
    }

    fn title(&mut self, text: &str, scale: f64) -> String {
        let balanced = title::lines(text, points_wide(self.document, self.landscape));
        let look = Look { size: Some(half_points(balanced.size_pt * scale)), ..Look::default() };
        let page = if std::mem::take(&mut self.breaks) { "<w:pageBreakBefore/>" } else { "" };
        paragraph("Title", page, &piece(&balanced.lines.join("\n"), look))
    }

    fn section(&mut self, orientation: Orientation) -> String {
        let ended = section::properties(&self.document.page, self.landscape);
        self.landscape = orientation == Orientation::Landscape;
        if self.xml.is_empty() {
            return String::new();
        }
        // The paragraph that ends a section is as low as Word allows.
        format!(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>{ended}</w:pPr></w:p>"
        )
    }

    fn attachment_note(&self, items: &[String]) -> String {
        let em = self.document.page.text_pt;
        let mut written = String::new();
        for (index, item) in items.iter().enumerate() {
            let number = if items.len() > 1 { format!("{}. ", index + 1) } else { String::new() };
            let head = if index == 0 { "附件：" } else { "" };
            let hanging = twips(em * (width(&number) + width(head)));
            let left = twips(em * (5.0 + width(&number)));
            let before = if index == 0 { twips(self.document.page.line_pt) } else { 0 };
            let properties = format!(
                "<w:keepNext/><w:spacing w:before=\"{before}\"/><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>"
            );
            let words = format!("{head}{number}{item}");
            written += &paragraph("Normal", &properties, &piece(&words, Look::default()));
        }
        written
    }

    fn signature(&self, block: &Signature) -> String {
        let names: Vec<&str> = block.organisation.split('\n').filter(|name| !name.is_empty()).collect();
        let name_width = names.iter().map(|name| width(name)).fold(0.0, f64::max);
        let date_width = width(&block.date);
        let (name_right, date_right) = if block.sealed {
            (4.0 + (date_width - name_width) / 2.0, 4.0)
        } else if date_width > name_width {
            (4.0 + date_width - name_width, 2.0)
        } else {
            (2.0, name_width - date_width)
        };
        let em = self.document.page.text_pt;
        let line = |text: &str, right: f64, first: bool, last: bool| {
            let keep = keep_next(!last);
            let before = if first { twips(self.document.page.line_pt) } else { 0 };
            let right = twips(right.max(0.0) * em);
            let properties =
                format!("{keep}<w:spacing w:before=\"{before}\"/><w:ind w:right=\"{right}\"/><w:jc w:val=\"right\"/>");
            paragraph("Normal", &properties, &piece(text, Look::default()))
        };
        let mut written = String::new();
        for (index, name) in names.iter().enumerate() {
            written += &line(name, name_right, index == 0, false);
        }
        written + &line(&block.date, date_right, names.is_empty(), true)
    }
}

fn body_paragraph(block: &Paragraph, keep: &str) -> String {
    let style = if block.indent == Indent::None { "Normal" } else { "BodyText" };
    let align = match block.align {
        Align::Auto => "",
        Align::Left => "<w:jc w:val=\"left\"/>",
        Align::Center => "<w:jc w:val=\"center\"/>",
        Align::Right => "<w:jc w:val=\"right\"/>",
    };
    paragraph(style, &format!("{keep}{align}"), &runs(&block.runs, Look::default()))
}

/// An empty paragraph of an exact height, kept with the next one if wanted.
pub(super) fn gap(height: i64, keep: bool) -> String {
    let keep = keep_next(keep);
    // Lines of more than 20 points are not drawn at their height by every program: the rest stands before them.
    let line = height.clamp(20, 400);
    let before = (height - line).clamp(0, 31_680);
    format!(
        "<w:p><w:pPr>{keep}<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"{before}\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/></w:pPr></w:p>"
    )
}

/// Places for signing, held by the low paragraph that must follow a table: that one never begins a page.
fn ink_line(block: &InkLine, total: i64, after: i64, keep: bool) -> String {
    let mut written = String::new();
    let look = Look { font: Some(SONG), size: Some(24), ..Look::default() };
    // At most four on a line; five stand as three and two.
    let lines = block.labels.len().div_ceil(4).max(1);
    let across = block.labels.len().div_ceil(lines).max(1);
    let count = i64::try_from(across).unwrap_or(4);
    for labels in block.labels.chunks(across) {
        let (mut grid, mut cells) = (String::new(), String::new());
        let wide = total / count * i64::try_from(labels.len()).unwrap_or(count);
        for label in labels {
            let label = format!("{label}：");
            let label_width = twips(12.0 * width(&label)) + 120;
            let line_width = (total / count - label_width).max(400);
            let border =
                "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tcBorders>";
            for (wide, border, text) in [(label_width, "", label.as_str()), (line_width, border, "")] {
                grid += &format!("<w:gridCol w:w=\"{wide}\"/>");
                let words = paragraph("TableText", "<w:keepNext/><w:jc w:val=\"right\"/>", &piece(text, look));
                cells += &format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{wide}\" w:type=\"dxa\"/>{border}<w:vAlign w:val=\"bottom\"/></w:tcPr>{words}</w:tc>"
                );
            }
        }
        written += &gap(280, true);
        written += &format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{wide}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
             <w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>\
             <w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
        );
    }
    written + &gap(after, keep)
}
