//! Little that becomes much: containers, entities, strings.

use super::corpus::{Add, BOMB, End, LARGE, NO_STRINGS};
use super::raw_zip::{self, Entry};
use super::{container, inline, one_row, workbook};

/// Little that becomes much.
pub(super) fn all(add: Add<'_>) {
    containers(add);
    entities(add);
    giants(add);
}

/// Containers that inflate.
fn containers(add: Add<'_>) {
    for megabytes in [300, 1024] {
        let blanks = raw_zip::blanks(megabytes << 20);
        for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
            let honest = u32::try_from(megabytes << 20).unwrap();
            for (word, size) in [("如实", honest), ("谎称100字节", 100), ("谎称0字节", 0)] {
                let entries = [
                    Entry::plain("xl/workbook.xml", b"<workbook/>"),
                    Entry { name: part.to_owned(), deflated: true, data: blanks.clone(), size, flags: 0 },
                ];
                add(format!("压缩炸弹{megabytes}M-{}-{word}.xlsx", part.len()), raw_zip::zip(&entries, 1), BOMB);
            }
        }
    }
    let many = Entry {
        name: "xl/worksheets/sheet1.xml".to_owned(),
        deflated: true,
        data: raw_zip::blanks(64 << 20),
        size: 64 << 20,
        flags: 0,
    };
    let entries = [Entry::plain("xl/workbook.xml", b"<workbook/>"), many];
    for times in [50, 5_000, 60_000] {
        add(format!("重叠炸弹{times}.xlsx"), raw_zip::zip(&entries, times), BOMB);
    }
    for (name, size) in [("1G", 1 << 30), ("4G", u32::MAX)] {
        let sheet = Entry {
            name: "xl/worksheets/sheet1.xml".to_owned(),
            deflated: true,
            data: raw_zip::blanks(100),
            size,
            flags: 0,
        };
        add(
            format!("声称{name}.xlsx"),
            raw_zip::zip(&[Entry::plain("xl/workbook.xml", b"<workbook/>"), sheet], 1),
            End::Refused(&["intake_damaged", "intake_content_too_large", "intake_empty"]),
        );
    }
}

/// Entities that multiply, and elements without end.
fn entities(add: Add<'_>) {
    let mut laughs = String::from("<!DOCTYPE l [<!ENTITY a0 \"哈哈哈哈哈哈哈哈哈哈\">");
    for level in 1..=9 {
        let before = format!("&a{};", level - 1).repeat(10);
        laughs.extend(["<!ENTITY a", &level.to_string(), " \"", &before, "\">"]);
    }
    laughs += "]>";
    let sheet = |text: &str| one_row(1, &format!("<c r=\"A1\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
    add(
        "实体炸弹-表.xlsx".to_owned(),
        with_part("xl/worksheets/sheet1.xml", &format!("{laughs}<worksheet>{}</worksheet>", sheet("&a9;"))),
        End::Either,
    );
    add(
        "实体炸弹-字符串.xlsx".to_owned(),
        with_part("xl/sharedStrings.xml", &format!("{laughs}<sst><si><t>&a9;</t></si></sst>")),
        End::Either,
    );
    add(
        "实体炸弹-工作簿.xlsx".to_owned(),
        with_part("xl/workbook.xml", &format!("{laughs}<workbook>&a9;</workbook>")),
        End::Either,
    );
    add(
        "实体炸弹-关系.xlsx".to_owned(),
        with_part("xl/_rels/workbook.xml.rels", &format!("{laughs}<Relationships>&a9;</Relationships>")),
        End::Either,
    );
    let outside = "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    add(
        "外部实体.xlsx".to_owned(),
        with_part("xl/worksheets/sheet1.xml", &format!("{outside}<worksheet>{}</worksheet>", sheet("&x;"))),
        End::Either,
    );
    for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"]
    {
        for depth in [10_000, 1_000_000] {
            let deep = format!("<?xml version=\"1.0\"?>{}", "<a>".repeat(depth));
            add(format!("嵌套{depth}-{}.xlsx", part.replace('/', "_")), with_part(part, &deep), End::Either);
        }
    }
}

/// Strings, runs and cells of absurd sizes.
fn giants(add: Add<'_>) {
    let long = "课".repeat(3 << 20);
    add(
        "巨大字符串.xlsx".to_owned(),
        workbook(&one_row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>"), &format!("uniqueCount=\"1\"><si><t>{long}</t></si>")),
        LARGE,
    );
    add("巨大单元格.xlsx".to_owned(), workbook(&one_row(1, &inline("A1", &long)), NO_STRINGS), LARGE);
    let strings = "<si/>".repeat(600_000);
    add(
        "六十万字符串.xlsx".to_owned(),
        workbook(&one_row(1, "<c r=\"A1\" t=\"s\"><v>599999</v></c>"), &format!("uniqueCount=\"600000\">{strings}")),
        End::Either,
    );
    let runs = "<r><t>课</t></r>".repeat(80_000);
    add(
        "八万片段.xlsx".to_owned(),
        workbook(&one_row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>"), &format!("uniqueCount=\"1\"><si>{runs}</si>")),
        LARGE,
    );
    let text = "课".repeat(30_000);
    let rows: Vec<String> =
        (1..=3_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let rows = rows.concat();
    add(
        "一串千格.xlsx".to_owned(),
        workbook(&format!("<sheetData>{rows}</sheetData>"), &format!("uniqueCount=\"1\"><si><t>{text}</t></si>")),
        LARGE,
    );
}

/// A workbook in which one part is another one.
fn with_part(name: &str, content: &str) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let root = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"一\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let links = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet>{}</worksheet>", one_row(1, &inline("A1", "姓名")));
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.retain(|(known, _)| *known != name);
    parts.push((name, content.as_bytes()));
    container(&parts)
}
