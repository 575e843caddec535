//! What must not be parted by the end of a page: a signature and the text before it, the foot of a table and
//! its last rows. The pages are laid out freely first; only where they part a bond is it kept.

use typst::foundations::{Label, Selector};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::model::{Block, Grid, Table};
use crate::tail;

/// Two marks of the template that belong on one page, and the blocks from the one to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bond {
    first: usize,
    last: usize,
    /// Whether a page begins between the bond before and this one, so that its place does not depend on that.
    apart: bool,
    /// Whether they must be kept on one page.
    pub(crate) kept: bool,
}

impl Bond {
    /// Whether a block belongs to it.
    pub(crate) fn holds(&self, block: usize) -> bool {
        (self.first..=self.last).contains(&block)
    }
}

/// Every bond of a paper in order, none kept.
pub(crate) fn find(blocks: &[Block]) -> Vec<Bond> {
    let mut found: Vec<Bond> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let ends = match block {
            Block::Signature(_) => text_before(blocks, index).map(|first| (first, index)),
            Block::Table(table) => foot_of(table, blocks, index).map(|last| (index, last)),
            Block::Grid(grid) => foot_of_form(grid, blocks, index).map(|last| (index, last)),
            _ => None,
        };
        if let Some((first, last)) = ends {
            let between = found.last().map_or(0, |before| before.last);
            let apart = blocks[between..first].iter().any(begins_a_page);
            found.push(Bond { first, last, apart, kept: false });
        }
    }
    found
}

/// Keeps what the finished pages part; whether there was such a bond.
///
/// Keeping one moves all that follows on its pages: later bonds there are left for the next round.
pub(crate) fn keep_parted(bonds: &mut [Bond], pages: &PagedDocument) -> bool {
    let marks = marked_pages(pages, "bond-upper").into_iter().zip(marked_pages(pages, "bond-lower"));
    let (mut parted, mut moving) = (false, false);
    for (bond, (upper, lower)) in bonds.iter_mut().zip(marks) {
        moving &= !bond.apart;
        if !moving && !bond.kept && upper != lower {
            bond.kept = true;
            (parted, moving) = (true, true);
        }
    }
    parted
}

/// The last paragraph before a signature; 附件说明 may stand between.
fn text_before(blocks: &[Block], signature: usize) -> Option<usize> {
    let text = blocks[..signature].iter().rposition(|before| !matches!(before, Block::AttachmentNote { .. }))?;
    matches!(blocks[text], Block::Paragraph(_)).then_some(text)
}

/// The last block of a table that may be broken above its foot, if it has one.
fn foot_of(table: &Table, blocks: &[Block], index: usize) -> Option<usize> {
    let under = tail::foot(blocks, index);
    (tail::start(table) > 0 && (under > 0 || !table.notes.is_empty())).then_some(index + under)
}

/// The last block of a form that may be broken above its foot, if it has one.
fn foot_of_form(grid: &Grid, blocks: &[Block], index: usize) -> Option<usize> {
    let under = tail::foot(blocks, index);
    (tail::start_of_form(grid) > 0 && under > 0).then_some(index + under)
}

fn begins_a_page(block: &Block) -> bool {
    matches!(block, Block::AttachmentMark { .. } | Block::PageBreak | Block::Section { .. })
}

/// The pages on which the template left a mark, in order.
fn marked_pages(pages: &PagedDocument, mark: &str) -> Vec<Option<usize>> {
    let Some(label) = Label::new(PicoStr::intern(mark)) else {
        return Vec::new();
    };
    let introspector = pages.introspector();
    introspector
        .query(&Selector::Label(label))
        .iter()
        .map(|found| introspector.page(found.location()?).map(usize::from))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, InkLine, Paragraph, Signature};

    #[test]
    fn a_closing_reaches_from_the_last_paragraph_to_the_signature() {
        let blocks = [
            Block::from(Paragraph::text("一")),
            Block::AttachmentNote { items: vec!["表".to_owned()] },
            Block::from(Signature::default()),
            Block::PageBreak,
            Block::from(Signature::default()),
        ];
        let found = find(&blocks);
        assert_eq!(found.len(), 1, "the second signature follows no text");
        assert!(found[0].holds(0) && found[0].holds(2) && !found[0].holds(3));
    }

    #[test]
    fn a_long_table_is_bound_to_its_foot() {
        let mut table = Table { columns: vec![Column::default()], ..Table::default() };
        for _ in 0..9 {
            table.row(["甲"]);
        }
        let noted = Table { notes: vec!["注".to_owned()], ..table.clone() };
        let ink = || Block::from(InkLine::new(["日期"]));
        let blocks =
            [Block::from(table.clone()), ink(), Block::PageBreak, noted.into(), table.into(), Block::PageBreak, ink()];
        let found = find(&blocks);
        assert_eq!(found.len(), 2, "the last table has no foot");
        assert!(found[0].holds(0) && found[0].holds(1) && !found[0].apart);
        assert!(found[1].holds(3) && !found[1].holds(4) && found[1].apart);
    }
}
