//! 使用说明: the whole help as a paper, with a cover, the contents and numbered pages.

use super::{
    book::{Page, book},
    types::{HelpNode, HelpTag},
};
use crate::{report::stamp, summary::words};
use chrono::{DateTime, FixedOffset};
use keji_render::{
    Align, Block, Cell, Document, Heading, Indent, Margins, Metadata, PageSetup, Paragraph, Row, RowKind, Run, Table,
    TableStyle, Width,
};

/// The manual as of a moment.
pub fn document(now: DateTime<FixedOffset>) -> Document {
    let metadata = Metadata {
        title: "课迹使用说明".to_owned(),
        author: "课迹".to_owned(),
        subject: "使用说明".to_owned(),
        keywords: vec!["课迹".to_owned(), "使用说明".to_owned()],
        created: stamp(now),
    };
    let margins = Margins { top_mm: 28.0, bottom_mm: 26.0, left_mm: 26.0, right_mm: 24.0 };
    let page = PageSetup { margins, cover: true, text_pt: 12.0, line_pt: 21.0, ..PageSetup::default() };
    let mut paper = Document { metadata, page, blocks: Vec::new() };
    cover(&mut paper, now);
    contents(&mut paper);
    let mut group = "";
    for page in book() {
        if group != page.topic.group {
            group = &page.topic.group;
            paper.push(Block::PageBreak);
            paper.push(Heading::new(1, group));
        }
        topic(&mut paper, page);
    }
    paper
}

fn cover(paper: &mut Document, now: DateTime<FixedOffset>) {
    let centred = |text: String| Paragraph { align: Align::Center, indent: Indent::None, ..Paragraph::text(text) };
    paper.push(Block::Gap { height_mm: 62.0 });
    paper.push(Block::title("课迹\n使用说明"));
    paper.push(centred("听课评课　作业检查　备课检查　青蓝结对　学期总结".to_owned()));
    paper.push(Block::Gap { height_mm: 96.0 });
    paper.push(centred(format!("课迹 {}", env!("CARGO_PKG_VERSION"))));
    paper.push(centred(words::full_day(now.date_naive())));
}

fn contents(paper: &mut Document) {
    paper.push(Block::PageBreak);
    paper.push(Block::title("目　录"));
    let mut table = Table::new([("主题", Width::Share(1.0), Align::Left), ("页码", Width::Chars(4.0), Align::Center)]);
    table.text_pt = 10.5;
    let mut group = "";
    for page in book() {
        if group != page.topic.group {
            group = &page.topic.group;
            table.rows.push(Row::of(RowKind::Group, [Cell::new(group).spanning(2, 1)]));
        }
        table.row([Cell::new(page.topic.title.clone()), Cell::page_of(mark(&page.topic.id))]);
    }
    paper.push(table);
}

/// Name of the place where a topic begins.
fn mark(id: &str) -> String {
    format!("topic{}", id.replace('-', ""))
}

fn topic(paper: &mut Document, page: &Page) {
    paper.push(Block::Mark { mark: mark(&page.topic.id) });
    paper.push(Heading::new(2, &page.topic.title));
    for block in &page.topic.blocks {
        match block.tag {
            HelpTag::H3 => paper.push(Heading::new(3, block.words())),
            HelpTag::Table => paper.push(table(block)),
            HelpTag::Ol => listed(paper, block, |at| format!("（{}）", at + 1)),
            HelpTag::Ul => listed(paper, block, |_| "· ".to_owned()),
            _ => paper.push(Paragraph::runs(runs(block))),
        }
    }
}

fn listed(paper: &mut Document, list: &HelpNode, sign: impl Fn(usize) -> String) {
    for (at, item) in list.inner.iter().enumerate() {
        paper.push(Paragraph::runs([Run::text(sign(at))].into_iter().chain(runs(item))));
    }
}

fn runs(node: &HelpNode) -> Vec<Run> {
    let run = |piece: &HelpNode| match piece.tag {
        HelpTag::B => Run::strong(&piece.text),
        HelpTag::A => Run::text(format!("“{}”", piece.text)),
        HelpTag::Kbd => Run::text(keys(&piece.text)),
        _ => Run::text(&piece.text),
    };
    node.inner.iter().map(run).collect()
}

/// Keys as they are written on paper: Ctrl+K.
fn keys(shown: &str) -> String {
    let joined = if shown.starts_with(|c: char| c.is_ascii_alphabetic()) {
        shown.replacen(' ', "+", 1)
    } else {
        shown.to_owned()
    };
    joined.replace('↵', "Enter")
}

fn table(block: &HelpNode) -> Table {
    let wide = |at: usize| if at == 0 { Width::Share(1.0) } else { Width::Share(2.6) };
    let mut rows = block.inner.iter();
    let head = rows.next().map(|row| row.inner.iter()).into_iter().flatten();
    let mut table = Table::new(head.enumerate().map(|(at, cell)| (cell.words(), wide(at), Align::Left)));
    table.style = TableStyle::Boxed;
    table.text_pt = 10.5;
    for row in rows {
        table.row(row.inner.iter().map(|cell| keji_render::runs_text(&runs(cell))));
    }
    table
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::document;
    use chrono::DateTime;
    use keji_render::{Block, coverage};

    #[test]
    fn the_manual_has_every_topic_and_no_sign_that_cannot_be_printed() {
        let paper = document(DateTime::parse_from_rfc3339("2026-11-19T10:12:00+08:00").unwrap());
        let marks = paper.blocks.iter().filter(|block| matches!(block, Block::Mark { .. })).count();
        assert_eq!(marks, super::book().len());
        assert_eq!(coverage::missing(&paper), []);
    }
}
