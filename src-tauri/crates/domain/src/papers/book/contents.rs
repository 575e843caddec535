//! 目录: every sheet with its day, its lesson and its page.

use super::{Ground, mark};
use crate::{observation::Sheet, papers::lesson, rubric::number, summary::words};
use keji_render::{Align, Block, Cell, Document, Table, TableStyle, Width};

/// Writes the table of contents.
pub(super) fn write(paper: &mut Document, ground: &Ground) {
    paper.push(Block::PageBreak);
    paper.push(Block::title("目　录"));
    let fixed = |label: &'static str, characters: f64| (label, Width::Chars(characters), Align::Center);
    let mut table = Table::new([
        fixed("序号", 2.0),
        fixed("时间", 7.2),
        fixed("授课人", 4.0),
        fixed("班级学科", 5.2),
        ("课题", Width::Share(1.0), Align::Left),
        fixed("类型", 4.0),
        fixed("节数", 2.0),
        fixed("评分", 3.5),
        fixed("页码", 2.0),
    ]);
    table.style = TableStyle::Boxed;
    table.text_pt = 10.0;
    for (at, sheet) in ground.sheets.iter().enumerate() {
        table.row([
            Cell::new((at + 1).to_string()),
            Cell::new(time(sheet)),
            Cell::new(lesson::teacher(sheet)),
            Cell::new(words::join(&[words::or(&sheet.outside, &sheet.class_name), &sheet.subject], "\n")),
            Cell::new(sheet.topic.clone()),
            Cell::new(sheet.lesson_kind.clone()),
            Cell::new(sheet.lesson_count.to_string()),
            Cell::new(verdict(sheet)),
            Cell::page_of(mark(at)),
        ]);
    }
    let lessons: u32 = ground.sheets.iter().map(|sheet| sheet.lesson_count).sum();
    let sum = format!("共{}份记录", ground.sheets.len());
    table.total([
        Cell::new("合计"),
        Cell::new(sum).spanning(5, 1),
        Cell::new(lessons.to_string()),
        Cell::new(""),
        Cell::new(""),
    ]);
    if ground.closed > 0 {
        table.notes = vec![format!(
            "另有{}份听课记录未收入本册：该课有多人共同听课，尚未全部提交，对导出账号暂不公开。",
            ground.closed
        )];
    }
    paper.push(table);
}

fn time(sheet: &Sheet) -> String {
    let week = sheet.week.map(|week| format!("第{week}周")).unwrap_or_default();
    let period = sheet.period.map(|period| format!("第{period}节")).unwrap_or_default();
    words::join(&[&words::day(sheet.date), &format!("{week}{period}")], "\n")
}

fn verdict(sheet: &Sheet) -> String {
    let total = sheet.total.map(number).unwrap_or_default();
    words::or(&words::join(&[&total, sheet.band.as_deref().unwrap_or_default()], "\n"), "—").to_owned()
}
