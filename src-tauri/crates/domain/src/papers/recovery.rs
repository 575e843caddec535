//! The sheet of the recovery key: printed once, sealed, and kept in a safe.

use crate::{error::Result, summary::words};
use chrono::{Datelike, NaiveDate};
use keji_render::{
    Block, Document, Grid, GridCell, Heading, HeadingNumber, InkLine, Margins, Metadata, PageNumbers, PageSetup,
    Paragraph, Stamp, pdf,
};

/// Groups that stand beside one another.
const GROUPS_OF_A_ROW: usize = 4;

/// One A4 page with the recovery key, as PDF: groups of characters, numbered in two rows, a field a character.
///
/// # Errors
/// `MissingGlyphs`, or the page cannot be laid out.
pub fn recovery_sheet(school: &str, date: NaiveDate, groups: &[String]) -> Result<Vec<u8>> {
    Ok(pdf::render(&document(school, date, groups), &mut |_| {}, &|| false)?)
}

fn document(school: &str, date: NaiveDate, groups: &[String]) -> Document {
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let metadata = Metadata {
        title: "数据恢复密钥页".to_owned(),
        author: format!("{school}教务处"),
        created: Stamp::day(date.year(), small(date.month()), small(date.day())),
        ..Metadata::default()
    };
    let mut page = PageSetup { page_numbers: PageNumbers::None, text_pt: 14.0, line_pt: 25.0, ..PageSetup::default() };
    page.margins = Margins { top_mm: 28.0, bottom_mm: 22.0, left_mm: 22.0, right_mm: 22.0 };
    let mut document = Document { metadata, page, blocks: Vec::new() };
    document.push(Block::title(format!("{school}\n数据恢复密钥页")));
    document.push(Block::byline(format!("教务处　{}生成", words::full_day(date))));
    for (row, groups) in groups.chunks(GROUPS_OF_A_ROW).enumerate() {
        document.push(key_row(row * GROUPS_OF_A_ROW, groups));
    }
    document.push(Block::Note {
        text: "按①至⑧的顺序逐位输入，字母不分大小写；“0”是数字零，“1”是数字一，密钥里没有字母I、L、O、U。生成后请当场与屏幕逐位核对，无误再封存。".to_owned(),
    });
    let sections = [
        (
            "用途",
            "忘记“课迹”的口令、更换电脑或从备份恢复数据时，凭本密钥打开学校的数据。口令和本密钥都遗失的，任何人都无法恢复数据。",
        ),
        (
            "保管",
            "打印后当场核对，装入信封密封，骑缝处由两人签名，存入学校保险柜。由两人共同保管，启封须两人在场并登记。不拍照、不扫描、不复印，不发微信、QQ和电子邮件，不与电脑、备份盘放在一处。启用过或者怀疑泄露的，立即更换密钥，并当场销毁旧页。",
        ),
    ];
    for (title, text) in sections {
        document.push(Heading { level: 1, text: title.to_owned(), number: HeadingNumber::InText });
        document.push(Paragraph::text(text));
    }
    document.push(Heading { level: 1, text: "封存登记".to_owned(), number: HeadingNumber::InText });
    document.push(InkLine::new(["保管人一", "保管人二", "封存日期", "存放地点"]));
    document.push(InkLine::new(["启封人一", "启封人二", "启封日期", "启封事由"]));
    document
}

/// A row of numbered groups: a field a character, so that all are equally wide.
fn key_row(before: usize, groups: &[String]) -> Grid {
    let mut columns = Vec::new();
    let (mut numbers, mut characters) = (Vec::new(), Vec::new());
    for (at, group) in groups.iter().enumerate() {
        if at > 0 {
            columns.push(0.3);
            numbers.push(GridCell::blank().spanning(1, 2));
        }
        let wide = u16::try_from(group.chars().count()).unwrap_or(1).max(1);
        columns.extend(std::iter::repeat_n(1.0, usize::from(wide)));
        numbers.push(GridCell::label(circled(before + at + 1)).spanning(wide, 1));
        characters.extend(group.chars().map(GridCell::label));
    }
    let mut grid = Grid::new(columns);
    grid.text_pt = 20.0;
    grid.alt = "恢复密钥，每格一个字符".into();
    grid.row(numbers);
    grid.row(characters);
    if let Some(row) = grid.rows.last_mut() {
        row.min_height_mm = 14.0;
    }
    grid
}

/// ① for 1; a plain number beyond what has a sign of its own.
fn circled(number: usize) -> String {
    u32::try_from(number)
        .ok()
        .filter(|number| (1..=20).contains(number))
        .and_then(|number| char::from_u32(0x245F + number))
        .map_or_else(|| number.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_character_has_a_field_and_every_group_a_number() {
        let groups: Vec<String> = (0..8).map(|at| format!("K{at}XW7")).collect();
        let date = NaiveDate::from_ymd_opt(2026, 11, 19).unwrap();
        let document = document("青溪中学", date, &groups);
        let told = serde_json::to_string(&document).unwrap();
        for sign in ["①", "⑧", "2026年11月19日", "青溪中学"] {
            assert!(told.contains(sign), "{sign}");
        }
        let grids: Vec<_> = document
            .blocks
            .iter()
            .filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None })
            .collect();
        assert_eq!(grids.len(), 2);
        let read: String = grids
            .iter()
            .flat_map(|grid| &grid.rows[1].cells)
            .flat_map(|cell| &cell.runs)
            .map(keji_render::Run::as_str)
            .collect();
        assert_eq!(read, groups.concat());
        assert!(keji_render::coverage::missing(&document).is_empty());
    }
}
