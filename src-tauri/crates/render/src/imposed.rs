//! Pages of A4 made smaller, several on a side: two of a booklet, in the order in which the printed sheets, laid into
//! one another and folded in the middle, are read; or four to be cut apart.

use typst::layout::{Abs, Angle, Frame, FrameItem, GroupItem, Point, Ratio, Size, Transform};
use typst::syntax::Span;
use typst::visualize::{Color, DashPattern, FixedStroke, Geometry};
use typst_layout::{Page, PagedDocument};

/// The sides of the sheets, the front of the outermost first. Two sides are a sheet that is turned over its short edge.
pub(crate) fn folded(document: &PagedDocument) -> PagedDocument {
    let pages = document.pages();
    let size = upright(pages);
    // Half of an A4 page, turned, is as wide as the page is high.
    let lying = Size::new(size.y, size.x);
    let sides = pairs(pages.len()).into_iter().map(|(left, right)| {
        let mut frame = Frame::hard(lying);
        for (at, x) in [(left, Abs::zero()), (right, lying.x / 2.0)] {
            if let Some(page) = pages.get(at) {
                frame.push(Point::with_x(x), leaf(page, Ratio::new(size.x / size.y)));
            }
        }
        frame
    });
    of_frames(document, sides)
}

/// Four pages on a side, in the order of reading, with lines to cut along.
pub(crate) fn quartered(document: &PagedDocument) -> PagedDocument {
    let size = upright(document.pages());
    let half = size / 2.0;
    let sides = document.pages().chunks(4).map(|four| {
        let mut frame = Frame::hard(size);
        for (page, (x, y)) in four.iter().zip([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)]) {
            frame.push(Point::new(half.x * x, half.y * y), leaf(page, Ratio::new(0.5)));
        }
        let mut stroke = FixedStroke::from_pair(Color::BLACK, Abs::pt(0.4));
        stroke.dash = Some(DashPattern { array: vec![Abs::pt(4.0), Abs::pt(4.0)], phase: Abs::zero() });
        for (from, to) in
            [(Point::with_x(half.x), Point::with_y(size.y)), (Point::with_y(half.y), Point::with_x(size.x))]
        {
            frame.push(from, FrameItem::Shape(Geometry::Line(to).stroked(stroke.clone()), Span::detached()));
        }
        frame
    });
    of_frames(document, sides)
}

fn of_frames(document: &PagedDocument, frames: impl Iterator<Item = Frame>) -> PagedDocument {
    let sides = frames.zip(document.pages().iter().cycle()).enumerate().map(|(at, (frame, page))| Page {
        frame,
        numbering: None,
        number: at as u64 + 1,
        ..page.clone()
    });
    PagedDocument::new(sides.collect(), typst::model::Document::info(document).clone())
}

/// The places, from 0, of the left and the right page of each side; empty pages fill up the last sheet.
fn pairs(count: usize) -> Vec<(usize, usize)> {
    let whole = count.next_multiple_of(4);
    (0..whole / 2).map(|side| if side % 2 == 0 { (whole - 1 - side, side) } else { (side, whole - 1 - side) }).collect()
}

/// Size of the pages as they stand upright.
fn upright(pages: &[Page]) -> Size {
    let size = pages.first().map(|page| page.frame.size()).unwrap_or_default();
    Size::new(size.x.min(size.y), size.x.max(size.y))
}

/// A page made smaller; one that lies is turned, its head to the left.
fn leaf(page: &Page, scale: Ratio) -> FrameItem {
    let small = Transform::scale(scale, scale);
    let transform = if page.frame.width() > page.frame.height() {
        Transform::translate(Abs::zero(), scale.of(page.frame.width()))
            .pre_concat(Transform::rotate(Angle::deg(-90.0)))
            .pre_concat(small)
    } else {
        small
    };
    let mut frame = page.frame.clone();
    bare(&mut frame);
    FrameItem::Group(GroupItem { transform, ..GroupItem::new(frame) })
}

/// Leaves what is printed: links and the order of reading belong to pages that follow one another.
fn bare(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Link(..) | FrameItem::Tag(_) => false,
        FrameItem::Group(group) => {
            bare(&mut group.frame);
            true
        }
        _ => true,
    });
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn sheets_laid_into_one_another_are_read_in_order() {
        assert_eq!(pairs(0), []);
        assert_eq!(pairs(3), [(3, 0), (1, 2)]);
        assert_eq!(pairs(8), [(7, 0), (1, 6), (5, 2), (3, 4)]);
        for count in [1, 4, 5, 12, 37] {
            let sides = pairs(count);
            let whole = sides.len() * 2;
            assert!(whole.is_multiple_of(4) && (count..count + 4).contains(&whole));
            // Open the folded sheets one by one: the right half of a front has its back behind it.
            let mut read = Vec::new();
            for sheet in sides.chunks(2) {
                read.extend([sheet[0].1, sheet[1].0]);
            }
            for sheet in sides.chunks(2).rev() {
                read.extend([sheet[1].1, sheet[0].0]);
            }
            assert_eq!(read, (0..whole).collect::<Vec<_>>());
        }
    }
}
