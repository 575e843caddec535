use std::path::Path;
use std::process::Command;

use keji_render::{Align, Block, Cell, Document, InkLine, Paragraph, Picture, RenderError, Stamp, Table, Width, pdf};

/// A JPEG of 16 × 9 pixels.
const SMALL_JPEG: &[u8] = include_bytes!("small.jpg");

/// A committed paper.
pub(crate) fn fixture(name: &str) -> Document {
    serde_json::from_str(&fixture_text(name)).unwrap()
}

/// The text of a committed paper or workbook.
pub(crate) fn fixture_text(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/papers");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// A paper of one paragraph.
pub(crate) fn note(text: &str) -> Document {
    Document::new("便条", Stamp::day(2026, 11, 19)).with(Paragraph::text(text))
}

/// A photo that says of itself to be of so many pixels.
pub(crate) fn photo(width_px: u32, height_px: u32, caption: &str) -> Picture {
    Picture {
        jpeg: SMALL_JPEG.to_vec().into(),
        width_px,
        height_px,
        most_mm: 100,
        caption: caption.to_owned(),
        alt: "板书照片".to_owned(),
    }
}

pub(crate) fn pdf_of(document: &Document) -> Result<Vec<u8>, RenderError> {
    pdf::render(document, &mut |_| {}, &|| false)
}

/// The text of a PDF as a reader copies it, without any white space; `None` where poppler is not installed.
pub(crate) fn text_of(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&file).arg("-").output();
    let text = String::from_utf8(output.ok()?.stdout).unwrap();
    Some(text.chars().filter(|ch| !ch.is_whitespace()).collect())
}

/// What qpdf says of a PDF's structure; `None` where it is not installed.
pub(crate) fn is_sound(bytes: &[u8]) -> Option<bool> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new("qpdf").arg("--check").arg(&file).output();
    Some(output.ok()?.status.success())
}

/// Every part of an OOXML package with its text.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..package.len())
        .map(|index| {
            let mut part = package.by_index(index).unwrap();
            let text = std::io::read_to_string(&mut part).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// Panics unless the text is well-formed XML.
pub(crate) fn assert_well_formed(name: &str, xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{name}: {error}"),
        }
    }
}

/// The text of every page, without any white space; `None` where poppler is not installed.
pub(crate) fn page_texts(bytes: &[u8]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, bytes).unwrap();
    let output = Command::new("pdftotext").args(["-enc", "UTF-8", "-layout"]).arg(&file).arg("-").output();
    let text = String::from_utf8(output.ok()?.stdout).unwrap();
    let pages = text.trim_end_matches('\u{C}').split('\u{C}');
    Some(pages.map(|page| page.chars().filter(|ch| !ch.is_whitespace()).collect()).collect())
}

/// A paper whose attachment is a table of so many rows, 行1行 on, with a sum, notes and a line for signing.
pub(crate) fn signed_table(rows: usize, text_pt: f64) -> Document {
    let columns = [("序号", 1.0), ("姓名", 2.0), ("节数", 1.0)];
    let mut table = Table::new(columns.map(|(name, share)| (name, Width::Share(share), Align::Center)));
    table.text_pt = text_pt;
    table.caption = "听课情况一览".into();
    table.unit = "节".into();
    for row in 1..=rows {
        table.row([format!("行{row}行"), "王老师".into(), "12".into()]);
    }
    table.total([Cell::new("合计").spanning(2, 1), Cell::new("99")]);
    table.notes = vec!["数据截至2026年11月19日。".into(), "草稿不计。".into()];
    Document::new("附件", Stamp::day(2026, 11, 19))
        .with(Block::AttachmentMark { text: "附件".into() })
        .with(Block::title("听课节数一览"))
        .with(table)
        .with(InkLine::new(["制表人", "审核人", "分管校长", "日期"]))
}
