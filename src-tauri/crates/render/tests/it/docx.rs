use keji_render::{Block, Cell, Document, Progress, RenderError, Signature, Stamp, Table, docx};

use crate::support::{assert_well_formed, fixture, note, parts, photo};

fn docx_of(document: &Document) -> Vec<u8> {
    docx::render(document, &mut |_| {}, &|| false).unwrap()
}

fn main_part(document: &Document) -> String {
    let found = parts(&docx_of(document)).into_iter().find(|(name, _)| name == "word/document.xml");
    found.unwrap().1
}

#[test]
fn every_part_is_well_formed() {
    for name in ["term-summary.json", "observation-form.json"] {
        for (part, xml) in parts(&docx_of(&fixture(name))) {
            assert_well_formed(&part, &xml);
        }
    }
}

#[test]
fn a_photo_is_a_part_of_its_own_scaled_into_the_page() {
    let tall = photo(100, 4000, "附图1　板书<1>");
    let bytes = docx_of(&note("照片").with(photo(1600, 900, "")).with(tall.clone()));
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut package.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    assert_eq!(part("word/media/photo2.jpg"), tall.jpeg.bytes());
    for name in ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"] {
        assert_well_formed(name, std::str::from_utf8(&part(name)).unwrap());
    }
    let main = String::from_utf8(part("word/document.xml")).unwrap();
    // 156 mm of text are 5,616,000 units wide; 100 mm are 3,600,000 high.
    assert!(main.contains("cx=\"5616000\" cy=\"3159000\""), "{main}");
    assert!(main.contains("cx=\"90000\" cy=\"3600000\""), "{main}");
    assert!(main.contains("附图1　板书&lt;1&gt;"));
}

#[test]
fn hostile_text_stays_text() {
    let xml = main_part(&note("</w:t><w:br/>&amp; \"x\" \u{0}\u{1F600}"));
    assert!(xml.contains("&lt;/w:t&gt;&lt;w:br/&gt;&amp;amp; &quot;x&quot; \u{1F600}"));
    assert_well_formed("document", &xml);
}

#[test]
fn rows_stay_whole_and_heads_repeat() {
    let xml = main_part(&fixture("term-summary.json"));
    assert!(xml.contains("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"));
    assert_eq!(xml.matches("<w:tr>").count(), xml.matches("<w:cantSplit/>").count());
}

#[test]
fn merged_cells_are_continued_in_the_rows_below() {
    let mut table = Table::default();
    table.row([Cell::new("高").spanning(1, 2), Cell::new("甲")]);
    table.row(["乙"]);
    let xml = main_part(&Document::new("表", Stamp::day(2026, 1, 1)).with(table));
    assert_eq!(xml.matches("<w:vMerge w:val=\"restart\"/>").count(), 1);
    assert_eq!(xml.matches("<w:vMerge/>").count(), 1);
}

#[test]
fn the_date_begins_two_characters_right_of_the_signature() {
    let signature =
        Signature {
            organisation: "青溪中学教务处办公室".into(), date: "2026年1月2日".into(), sealed: false
        };
    let xml = main_part(&Document::new("通报", Stamp::day(2026, 1, 2)).with(signature));
    // The name, 10 characters, ends two in; the date, 6 wide, begins two to its right.
    assert!(xml.contains("<w:ind w:right=\"640\"/>"));
    assert!(xml.contains("<w:ind w:right=\"1280\"/>"));
}

#[test]
fn a_chart_is_native_and_described() {
    let bytes = docx_of(&fixture("term-summary.json"));
    let chart = parts(&bytes).into_iter().find(|(name, _)| name == "word/charts/chart1.xml").unwrap().1;
    assert!(chart.contains("<c:v>388</c:v>") || chart.contains("<c:v>52</c:v>"));
    assert_eq!(chart.matches("wdUpDiag").count(), 2, "two weeks are hatched");
    assert!(main_part(&fixture("term-summary.json")).contains("descr=\"柱形图：第1—12周听课节数"));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let document = fixture("term-summary.json");
    assert_eq!(docx_of(&document), docx_of(&document));
}

#[test]
fn the_file_carries_the_papers_own_time() {
    let mut document = note("一");
    document.metadata.created = Stamp::at(2026, 3, 1, 7, 30, 0);
    let bytes = docx_of(&document);
    let core = parts(&bytes).into_iter().find(|(name, _)| name == "docProps/core.xml").unwrap().1;
    assert!(core.contains("2026-02-28T23:30:00Z"), "{core}");
}

#[test]
fn cancelling_writes_nothing() {
    let mut seen = Vec::new();
    let result = docx::render(&Document::default().with(Block::PageBreak), &mut |stage| seen.push(stage), &|| true);
    assert!(matches!(result, Err(RenderError::Cancelled)));
    assert_eq!(seen, Vec::<Progress>::new());
}

#[test]
fn the_number_of_a_lying_page_stands_at_its_left_edge() {
    let feet = parts(&docx_of(&fixture("term-summary.json")));
    let foot = |name: &str| feet.iter().find(|(part, _)| part == name).unwrap().1.clone();
    let lying = foot("word/footerLandscapeOdd.xml");
    assert!(lying.contains("vert=\"vert\"") && lying.contains(" PAGE "), "{lying}");
    assert!(!foot("word/footerOdd.xml").contains("vert="));
}
