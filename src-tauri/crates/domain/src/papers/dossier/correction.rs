//! 个人信息更正申请表: the last page, to be filled in by hand.

use crate::roster::Teacher;
use keji_render::{Align, Block, Document, Grid, GridCell, InkLine};

/// Rows for corrections.
const ROWS: usize = 6;

/// Writes the form on a page of its own.
pub(super) fn write(paper: &mut Document, teacher: &Teacher) {
    paper.push(Block::PageBreak);
    paper.push(Block::title("个人信息更正申请表"));
    let mut grid = Grid::new([1.1, 1.5, 1.5, 1.1, 1.5]);
    grid.text_pt = 10.5;
    grid.alt = "个人信息更正申请表".into();
    grid.row([
        GridCell::label("姓名"),
        GridCell::value(&teacher.display).spanning(2, 1),
        GridCell::label("教研组"),
        GridCell::value(&teacher.department),
    ]);
    grid.row([
        GridCell::label("申请日期"),
        GridCell::value("　　　　年　　月　　日").spanning(2, 1),
        GridCell::label("联系方式"),
        GridCell::blank(),
    ]);
    grid.row([
        GridCell::label("申请事项"),
        GridCell::value("□更正　　□补充　　□删除　　□要求解释说明　　□其他：").spanning(4, 1),
    ]);
    grid.row([
        GridCell::label("序号"),
        GridCell::label("资料类别和日期"),
        GridCell::label("现有内容"),
        GridCell::label("申请改为"),
        GridCell::label("理由和依据"),
    ]);
    for number in 1..=ROWS {
        grid.row([
            GridCell::value(number.to_string()).aligned(Align::Center),
            GridCell::blank(),
            GridCell::blank(),
            GridCell::blank(),
            GridCell::blank(),
        ]);
        if let Some(row) = grid.rows.last_mut() {
            row.min_height_mm = 15.0;
        }
    }
    for label in ["核实意见", "处理结果"] {
        grid.row([GridCell::label(label), GridCell::blank().spanning(4, 1)]);
        if let Some(row) = grid.rows.last_mut() {
            row.min_height_mm = 20.0;
        }
    }
    paper.push(grid);
    paper.push(InkLine::new(["申请人签名", "受理人", "受理日期", "办结日期"]));
    paper.push(Block::Note {
        text: "说明：教务处收到申请后予以核实，属实的及时更正并留存更正记录；不予办理的，书面说明理由。本表由教务处留存，办理结果告知申请人。"
            .to_owned(),
    });
}
