//! Files that mean harm or are broken, more than two hundred of them, the same every time.

use super::raw_zip::{self, Entry};
use super::{Chance, bombs, compound, container, fixture, inline, one_row, workbook};
use rust_xlsxwriter::Workbook;

/// What a file must end in.
#[derive(Clone, Copy)]
pub(crate) enum End {
    /// One of these refusals.
    Refused(&'static [&'static str]),
    /// Rows, or any refusal that has words.
    Either,
    /// Rows.
    Rows,
}

/// A file with its name and its end.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) end: End,
}

const DAMAGED: End = End::Refused(&["intake_damaged"]);
pub(super) const BOMB: End = End::Refused(&["intake_content_too_large", "intake_damaged", "intake_cell_too_long"]);
pub(super) const LARGE: End = End::Refused(&[
    "intake_content_too_large",
    "intake_too_many_cells",
    "intake_too_many_columns",
    "intake_too_many_rows",
    "intake_cell_too_long",
    "intake_damaged",
    "intake_worker_died",
]);
const PASSWORD: End = End::Refused(&["intake_password"]);
const HTML: End = End::Refused(&["intake_html"]);
const EMPTY: End = End::Refused(&["intake_empty"]);
const FOREIGN: End = End::Refused(&["intake_not_a_table", "intake_other_spreadsheet"]);

pub(super) const NO_STRINGS: &str = "uniqueCount=\"0\">";

/// The whole corpus.
pub(crate) fn corpus() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>, end: End| cases.push(Case { name, bytes, end });
    broken(&mut add);
    bombs::all(&mut add);
    lies(&mut add);
    shut(&mut add);
    strangers(&mut add);
    texts(&mut add);
    cases
}

/// A workbook as an office would save it.
pub(crate) fn good() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([["姓名", "学科", "教研组"], ["张叠", "语文", "语文组"], ["李四", "数学", "数学组"]])
    {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

pub(super) type Add<'a> = &'a mut dyn FnMut(String, Vec<u8>, End);

/// Cut off and with turned bits.
fn broken(add: Add<'_>) {
    let (xlsx, xls) = (good(), fixture("teachers.xls"));
    for part in 1..=40 {
        let end = xlsx.len() * part / 41;
        add(format!("截断{part}.xlsx"), xlsx[..end.max(4)].to_vec(), DAMAGED);
    }
    for part in 0..30 {
        add(format!("截断{part}.xls"), xls[..8 + (xls.len() - 8) * part / 30].to_vec(), End::Either);
    }
    let text = String::from_utf8(fixture("open_lessons_2009.csv")).unwrap();
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    for cut in 1..=6 {
        add(format!("截断{cut}-utf8.csv"), text.as_bytes()[..text.len() - cut].to_vec(), End::Either);
        add(format!("截断{cut}-gb18030.csv"), gb[..gb.len() - cut].to_vec(), End::Either);
    }
    let mut chance = Chance(0x000C_0FFE);
    for round in 0..30 {
        add(format!("翻位{round}.xlsx"), chance.flip(&xlsx), End::Either);
        add(format!("翻位{round}.xls"), chance.flip(&xls), End::Either);
    }
    for round in 0..8 {
        add(format!("翻位{round}.csv"), chance.flip(&gb), End::Either);
        let noise = (0..4096).map(|_| u8::try_from(chance.below(256)).unwrap()).collect();
        add(format!("噪声{round}.xlsx"), noise, End::Either);
        let mut noise: Vec<u8> = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        noise.extend((0..4096).map(|_| u8::try_from(chance.below(256)).unwrap()));
        add(format!("噪声{round}.xls"), noise, End::Either);
    }
}

/// Extents and counts that are not true, cells where none can be.
fn lies(add: Add<'_>) {
    let cells = inline("A1", "姓名") + &inline("B1", "学科");
    for extent in ["A1:XFD1048576", "A1", "XFD1048576:A1", "A1:ZZZZZZ99999999999", "", "A0:A0", "一二三", "A1:B1:C1"]
    {
        let sheet = format!("<dimension ref=\"{extent}\"/>{}", one_row(1, &cells));
        add(format!("谎称范围{}.xlsx", extent.replace(':', "_")), workbook(&sheet, NO_STRINGS), End::Either);
    }
    for (name, sheet) in [
        ("百万列", one_row(1, &inline("XFD1", "x"))),
        ("超列", one_row(1, &inline("ZZZZZZZ1", "x"))),
        ("末行", one_row(1_048_576, &inline("A1048576", "x"))),
        ("超行", one_row(u32::MAX, &inline("A4294967295", "x"))),
        ("溢出行", one_row(1, &inline("A99999999999999999999", "x"))),
        ("无地址", one_row(1, "<c t=\"inlineStr\"><is><t>x</t></is></c>")),
        ("坏地址", one_row(1, &inline("1A", "x"))),
        ("空地址", one_row(1, &inline("", "x"))),
        ("负串", one_row(1, "<c r=\"A1\" t=\"s\"><v>-1</v></c>")),
        ("越串", one_row(1, "<c r=\"A1\" t=\"s\"><v>99999999</v></c>")),
        ("坏数", one_row(1, "<c r=\"A1\"><v>1e99999</v></c>")),
        ("坏样式", one_row(1, "<c r=\"A1\" s=\"4294967295\"><v>1</v></c>")),
        ("坏日期", one_row(1, "<c r=\"A1\" t=\"d\"><v>9999999-99-99</v></c>")),
        ("坏类型", one_row(1, "<c r=\"A1\" t=\"??\"><v>1</v></c>")),
        ("错误值", one_row(1, "<c r=\"A1\" t=\"e\"><v>#炸弹!</v></c>")),
    ] {
        add(format!("{name}.xlsx"), workbook(&sheet, NO_STRINGS), End::Either);
    }
    let wide: String = (1..=20_000).map(|_| "<c t=\"inlineStr\"><is><t>x</t></is></c>".to_owned()).collect();
    add("两万列.xlsx".to_owned(), workbook(&one_row(1, &wide), NO_STRINGS), LARGE);
    let merged = format!(
        "{}<mergeCells>{}</mergeCells>",
        one_row(1, &cells),
        "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(10_000)
    );
    add("合并全表.xlsx".to_owned(), workbook(&merged, NO_STRINGS), End::Either);
    for count in ["18446744073709551615", "4000000000", "-1", "99999999999999999999999", "一百"] {
        let strings = format!("count=\"1\" uniqueCount=\"{count}\"><si><t>姓名</t></si>");
        add(
            format!("谎称{count}串.xlsx"),
            workbook(&one_row(1, "<c r=\"A1\" t=\"s\"><v>0</v></c>"), &strings),
            End::Either,
        );
    }
    let xls = fixture("teachers.xls");
    let record = [0x00, 0x02, 0x0E, 0x00];
    let at = xls.windows(4).position(|window| window == record).unwrap() + 4;
    for (row, column) in [(0x00FF_FFFF_u32, 256_u16), (u32::MAX, 1), (1 << 20, u16::MAX), (0, 0), (65_536, 256)] {
        let mut bytes = xls.clone();
        bytes[at + 4..at + 8].copy_from_slice(&row.to_le_bytes());
        bytes[at + 10..at + 12].copy_from_slice(&column.to_le_bytes());
        add(format!("谎称范围{row}-{column}.xls"), bytes, End::Either);
    }
    // The allocation chain of a compound file that bites its own tail, and sectors of absurd sizes.
    for (offset, value) in
        [(30_usize, 0xFFFF_u16), (30, 0), (30, 31), (32, 0xFFFF), (44, 0xFFFF), (48, 0xFFFF), (68, 0), (76, 0xFFFF)]
    {
        let mut bytes = xls.clone();
        bytes[offset..offset + 2].copy_from_slice(&value.to_le_bytes());
        add(format!("坏头{offset}-{value}.xls"), bytes, End::Either);
    }
}

/// Behind passwords, and pages under another name.
fn shut(add: Add<'_>) {
    add("加密.xlsx".to_owned(), compound(&["EncryptionInfo", "EncryptedPackage"]), PASSWORD);
    add("加密.xls".to_owned(), compound(&["DataSpaces", "EncryptedPackage", "EncryptionInfo"]), PASSWORD);
    let mut locked = fixture("teachers.xls");
    // A BIFF8 stream begins with a BOF of sixteen bytes; the record after it becomes FILEPASS.
    if let Some(at) = locked.windows(4).position(|window| window == [0x09, 0x08, 0x10, 0x00]) {
        locked[at + 20..at + 22].copy_from_slice(&0x002F_u16.to_le_bytes());
        add("口令.xls".to_owned(), locked, End::Either);
    }
    let secret =
        Entry { name: "xl/workbook.xml".to_owned(), deflated: false, data: b"secret".to_vec(), size: 6, flags: 1 };
    add("压缩包口令.xlsx".to_owned(), raw_zip::zip(&[secret], 1), End::Refused(&["intake_password", "intake_damaged"]));
    let table = "<table><tr><td>姓名</td></tr></table>";
    for (at, page) in [
        format!("<html><body>{table}</body></html>"),
        format!("\u{FEFF}<html>{table}"),
        format!("\r\n\r\n  <HTML><BODY>{table}"),
        format!("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">{table}"),
        format!("<?xml version=\"1.0\"?><html xmlns=\"x\">{table}</html>"),
        format!("<meta charset=\"gb2312\">{table}"),
        format!("<style>td{{}}</style>{table}"),
        table.to_owned(),
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n{table}"),
        format!("<!-- 导出 --><html>{table}"),
    ]
    .into_iter()
    .enumerate()
    {
        let gb = encoding_rs::GB18030.encode(page.trim_start_matches('\u{FEFF}')).0.into_owned();
        add(format!("网页{at}.xls"), page.into_bytes(), HTML);
        add(format!("网页{at}-gb.xls"), gb, HTML);
    }
}

/// Other files under a table's name, and nothing at all.
fn strangers(add: Add<'_>) {
    for (name, bytes) in [
        ("空.xlsx", Vec::new()),
        ("空.csv", b"\xEF\xBB\xBF".to_vec()),
        ("空白.csv", b" \t\r\n\r\n ".to_vec()),
        ("零.xls", vec![0; 4096]),
        ("只有注释.csv", b"# a\n# b\n".to_vec()),
        ("空表.xlsx", workbook("<sheetData/>", NO_STRINGS)),
        ("空白格.xlsx", workbook(&one_row(1, &inline("A1", "   ")), NO_STRINGS)),
    ] {
        add(name.to_owned(), bytes, EMPTY);
    }
    add("空压缩包.xlsx".to_owned(), b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec(), End::Either);
    for (name, bytes) in [
        ("文稿.xlsx", b"%PDF-1.7\n1 0 obj\n".to_vec()),
        ("图片.xlsx", b"\x89PNG\r\n\x1A\n".to_vec()),
        ("照片.xls", b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec()),
        ("动图.csv", b"GIF89a\x01\0".to_vec()),
        ("扫描.xls", b"II*\0\x08\0\0\0".to_vec()),
        ("录音.csv", b"RIFF\0\0\0\0WAVE".to_vec()),
        ("包.xlsx", b"Rar!\x1A\x07\0".to_vec()),
        ("包2.xlsx", b"7z\xBC\xAF\x27\x1C\0\x04".to_vec()),
        ("包3.csv", b"\x1F\x8B\x08\0\0\0\0\0".to_vec()),
        ("写字板.xls", b"{\\rtf1\\ansi}".to_vec()),
        ("程序.xls", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("程序2.xlsx", b"\x7FELF\x02\x01\x01\0".to_vec()),
        ("数据库.xlsx", b"SQLite format 3\0\x10\0".to_vec()),
        ("文档.xlsx", container(&[("word/document.xml", b"<w/>")])),
        ("幻灯.xlsx", container(&[("ppt/presentation.xml", b"<p/>")])),
        ("开放.xlsx", container(&[("content.xml", b"<o/>")])),
        ("二进制.xlsx", container(&[("xl/workbook.bin", b"x")])),
        ("苹果.xlsx", container(&[("Index/Document.iwa", b"x")])),
        ("旧文档.xls", compound(&["WordDocument"])),
        ("旧幻灯.xls", compound(&["PowerPoint Document"])),
        ("古表.xls", b"\x09\x08\x08\0\0\x05\x10\0\0\0\0\0".to_vec()),
        ("套装.xlsx", container(&[("a.txt", b"x")])),
        (
            "网格.xls",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_vec(),
        ),
        ("设置.xls", b"<?xml version=\"1.0\"?><a/>".to_vec()),
        ("半字.csv", vec![0x41, 0, 0x42, 0, 0x0A, 0]),
        ("夹零.csv", b"a,b\n1,\0\n".to_vec()),
    ] {
        add(name.to_owned(), bytes, FOREIGN);
    }
    add("对象.csv".to_owned(), b"{\"a\": [1, 2, {\"b\": \"\"}]}".to_vec(), End::Either);
}

/// Texts that are no tables, or too much of one.
fn texts(add: Add<'_>) {
    add("百万列.csv".to_owned(), "a,".repeat(1_000_000).into_bytes(), LARGE);
    add("百万空列.csv".to_owned(), format!("{}a", ",".repeat(1_000_000)).into_bytes(), LARGE);
    add("百万行.csv".to_owned(), "a\n".repeat(1_000_000).into_bytes(), LARGE);
    add("千万空行.csv".to_owned(), format!("{}姓名,学科\n", "\n".repeat(10_000_000)).into_bytes(), End::Either);
    add("一格百万.csv".to_owned(), "课".repeat(1_000_000).into_bytes(), LARGE);
    add(
        "不闭引号.csv".to_owned(),
        "姓名,学科\n\"张三,语文\n李四,数学\n".as_bytes().to_vec(),
        End::Refused(&["intake_unclosed_quote"]),
    );
    add("百万引号.csv".to_owned(), "\"".repeat(1_000_001).into_bytes(), End::Either);
    add("引号风暴.csv".to_owned(), "\"\",".repeat(300_000).into_bytes(), End::Either);
    add("只回车.csv".to_owned(), "姓名,学科\r张三,语文\r".as_bytes().to_vec(), End::Rows);
    add(
        "混合编码.csv".to_owned(),
        [fixture("open_lessons_2009.csv"), vec![0xFF, 0xFE, 0x80, 0x0A]].concat(),
        End::Either,
    );
    add("超长编码.csv".to_owned(), b"a,b\n\xC0\xAF,\xF8\x88\x80\x80\x80\n".to_vec(), End::Either);
    add("孤立代理.csv".to_owned(), vec![0xFF, 0xFE, 0x00, 0xD8, 0x2C, 0x00, 0x41, 0x00, 0x0A, 0x00], End::Either);
    add("公式.csv".to_owned(), "姓名,学科\n=cmd|'/C calc'!A0,@SUM(1)\n".as_bytes().to_vec(), End::Rows);
    add("控制符.csv".to_owned(), b"a,b\n\x01\x02\x03,\x04\n".to_vec(), FOREIGN);
}
