//! What stands under a table never stands alone on a page.

use keji_render::{Block, Document, Orientation, docx};

use crate::support::{is_sound, page_texts, parts, pdf_of, signed_table};

fn assert_rows_on_the_last_page(document: &Document, rows: usize, what: &str) -> Option<usize> {
    let bytes = pdf_of(document).unwrap();
    let pages = page_texts(&bytes)?;
    let signed = pages.iter().position(|page| page.contains("制表人")).unwrap();
    assert_eq!(signed, pages.len() - 1, "{what}");
    for words in ["说明", "草稿不计", "合计", "节数", &format!("行{rows}行"), &format!("行{}行", rows - 1)]
    {
        assert!(pages[signed].contains(words), "{what}: {words} is not on the page of the line for signing");
    }
    for row in 1..=rows {
        let times: usize = pages.iter().map(|page| page.matches(&format!("行{row}行")).count()).sum();
        assert_eq!(times, 1, "{what}: row {row}");
    }
    Some(pages.len())
}

#[test]
fn the_line_for_signing_stands_with_rows_of_its_table() {
    for text_pt in [10.5, 12.0] {
        let mut longest = 0;
        for rows in 15..=40 {
            let what = format!("{rows} rows of {text_pt} pt");
            let document = signed_table(rows, text_pt);
            longest = assert_rows_on_the_last_page(&document, rows, &what).unwrap_or(2).max(longest);
        }
        assert!(longest > 1, "tables of two pages are among them");
    }
}

#[test]
fn so_it_does_on_lying_pages_and_table_after_table() {
    for rows in 9..=24 {
        let mut document = signed_table(rows, 12.0);
        document.page.orientation = Orientation::Landscape;
        assert_rows_on_the_last_page(&document, rows, &format!("{rows} rows, lying"));

        let mut several = signed_table(rows, 12.0);
        let blocks: Vec<Block> = several.blocks[2..].to_vec();
        several.blocks.extend(blocks.clone());
        several.blocks.extend(blocks);
        let Some(pages) = page_texts(&pdf_of(&several).unwrap()) else { return };
        for page in pages.iter().filter(|page| page.contains("制表人")) {
            let before = page.split("制表人").next().unwrap();
            assert!(before.contains(&format!("行{rows}行")) && before.contains("合计"), "{rows}: {page}");
        }
    }
}

#[test]
fn a_table_drawn_in_two_pieces_is_a_sound_archival_file() {
    for rows in 20..=24 {
        let document = signed_table(rows, 12.0);
        let bytes = pdf_of(&document).unwrap();
        assert_ne!(is_sound(&bytes), Some(false));
        assert_eq!(bytes, pdf_of(&document).unwrap());
    }
}

#[test]
fn a_foot_that_no_page_can_hold_is_still_printed() {
    let mut document = signed_table(12, 12.0);
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            table.notes = (0..60).map(|_| "一条很长的说明。".repeat(5)).collect();
        }
    }
    let Some(pages) = page_texts(&pdf_of(&document).unwrap()) else { return };
    assert_eq!(pages.concat().matches("一条很长的说明。").count(), 300);
    assert!(pages.last().unwrap().contains("制表人"));
}

#[test]
fn word_is_told_to_keep_the_last_rows_with_what_follows() {
    let bytes = docx::render(&signed_table(30, 10.5), &mut |_| {}, &|| false).unwrap();
    let xml = parts(&bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
    let kept = |from: &str, to: &str| {
        let piece = xml.split(from).nth(1).unwrap().split(to).next().unwrap();
        (piece.matches("<w:keepNext/>").count(), piece.matches("<w:p>").count())
    };
    assert_eq!(kept("行1行", "行28行").0, 0, "the rows before are free");
    let (keeps, paragraphs) = kept("行29行", "制表人");
    assert!(paragraphs > 8);
    assert_eq!(keeps, paragraphs, "rows, sum, notes and the gap are kept");
    let (keeps, paragraphs) = kept("制表人", "<w:sectPr>");
    assert_eq!(keeps + 1, paragraphs, "all but the paragraph after the line");
}
