//! The cover of a booklet, and the list of reviews at its end.

use super::Ground;
use crate::summary::words;
use keji_render::{Align, Block, Document, Grid, GridCell, GridRow, Indent, Paragraph};

/// Rows of the list of reviews, and how many are there for writing at least.
const REVIEWS: usize = 10;
const EMPTY: usize = 4;

/// The cover: the school, whose book it is and of which term.
pub(super) fn cover(paper: &mut Document, ground: &Ground) {
    let centred = |text: &str| Paragraph { align: Align::Center, indent: Indent::None, ..Paragraph::text(text) };
    paper.push(Block::Gap { height_mm: 28.0 });
    paper.push(centred(&ground.school));
    paper.push(Block::Gap { height_mm: 8.0 });
    paper.push(Block::title("听　课　本"));
    paper.push(centred(&ground.term.name));
    paper.push(Block::Gap { height_mm: 34.0 });
    let observer = &ground.observer;
    let mut subjects = vec![observer.subject.as_str()];
    subjects.extend(observer.subjects.iter().map(String::as_str));
    let lessons: u32 = ground.sheets.iter().map(|sheet| sheet.lesson_count).sum();
    let span = match (ground.sheets.first(), ground.sheets.last()) {
        (Some(first), Some(last)) => {
            format!("{}至{}", words::full_day(first.date), words::full_day(last.date))
        }
        _ => String::new(),
    };
    let mut grid = Grid::new([1.0, 2.6]);
    grid.text_pt = 14.0;
    "听课本封面".clone_into(&mut grid.alt);
    for (label, value) in [
        ("听课人", observer.display.clone()),
        ("教研组", observer.department.clone()),
        ("职务", observer.posts.join("、")),
        ("任教学科", words::join(&subjects, "、")),
        ("听课时间", span),
        ("听课节数", format!("{}份记录，{lessons}节", ground.sheets.len())),
    ] {
        let cells = vec![GridCell::label(label), GridCell::value(value).aligned(Align::Center)];
        grid.rows.push(GridRow { min_height_mm: 13.0, breakable: false, cells });
    }
    paper.push(grid);
}

/// The list of reviews: those in the register, and room for more.
pub(super) fn reviews(paper: &mut Document, ground: &Ground) {
    paper.push(Block::PageBreak);
    paper.push(Block::title("听课本查阅记录"));
    let mut grid = Grid::new([2.1, 1.5, 1.5, 1.1, 3.8, 1.9]);
    "听课本查阅记录".clone_into(&mut grid.alt);
    grid.row(["查阅日期", "查阅节数", "有效节数", "等级", "查阅意见", "查阅人"].map(GridCell::label));
    let centred = |text: String| GridCell::value(text).aligned(Align::Center);
    for (review, reviewer) in &ground.reviews {
        let cells = vec![
            centred(words::full_day(review.date)),
            centred(review.entered.to_string()),
            centred(review.valid.to_string()),
            centred(review.grade.clone()),
            GridCell::value(review.reason.clone()),
            centred(reviewer.clone()),
        ];
        grid.rows.push(GridRow { min_height_mm: 20.0, breakable: false, cells });
    }
    for _ in 0..REVIEWS.saturating_sub(ground.reviews.len()).max(EMPTY) {
        let cells = vec![GridCell::blank(); 6];
        grid.rows.push(GridRow { min_height_mm: 20.0, breakable: false, cells });
    }
    paper.push(grid);
    paper.push(Block::Note {
        text: "说明：每次查阅填一行，由查阅人签名。等级分优、良、合格、待改进。".to_owned()
    });
}
