use std::cell::Cell as Counter;

use keji_render::{
    Align, Block, Cell, Chart, Document, Grid, Heading, Metadata, Progress, RenderError, Stamp, Table, Width, pdf,
};

use crate::support::{fixture, is_sound, note, pdf_of, photo, text_of};

#[test]
fn a_term_summary_is_a_sound_archival_file() {
    let bytes = pdf_of(&fixture("term-summary.json")).unwrap();
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("pdfaid:part"), "says that it is PDF/A");
    assert!(raw.contains("/StructTreeRoot"), "is tagged");
    assert_ne!(is_sound(&bytes), Some(false));
    if let Some(text) = text_of(&bytes) {
        for words in
            ["一、总体情况", "（一）完成情况", "1.课堂提问偏浅", "（1）典型表现", "表1", "图1", "青溪中学教务处"]
        {
            assert!(text.contains(words), "{words}");
        }
    }
}

#[test]
fn an_observation_form_is_a_sound_file() {
    let bytes = pdf_of(&fixture("observation-form.json")).unwrap();
    assert_ne!(is_sound(&bytes), Some(false));
}

#[test]
fn photos_are_shown_in_a_sound_archival_file() {
    let photo = |width_px, height_px| photo(width_px, height_px, "附图　板书");
    let bytes = pdf_of(&note("照片").with(photo(16, 9)).with(photo(2, 900))).unwrap();
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("pdfaid:part"), "says that it is PDF/A");
    assert!(raw.matches("/DCTDecode").count() >= 1, "the photo is taken over as it is");
    assert_ne!(is_sound(&bytes), Some(false));
    if let Some(text) = text_of(&bytes) {
        assert_eq!(text.matches("附图板书").count(), 2, "{text}");
    }
    assert_eq!(bytes, pdf_of(&note("照片").with(photo(16, 9)).with(photo(2, 900))).unwrap());
}

#[test]
fn text_that_looks_like_markup_prints_as_it_is() {
    let hostile = "#import \"x\" #panic(1) $1/0$ *粗* [x] <a> @b `c` \\u{41} = 标题 // 注 /* */ #{1+1}";
    let mut table = Table::default();
    table.row([hostile]);
    let mut document = note(hostile);
    document.push(Heading::new(1, hostile));
    document.push(table);
    let bytes = pdf_of(&document).unwrap();
    if let Some(text) = text_of(&bytes) {
        let wanted: String = hostile.chars().filter(|ch| !ch.is_whitespace()).collect();
        assert_eq!(text.matches(&wanted).count(), 3, "{text}");
    }
}

#[test]
fn rare_names_are_printed() {
    let bytes = pdf_of(&note("张㛃、李䶮、王𬭎、陈𫖯、吴𠮷")).unwrap();
    if let Some(text) = text_of(&bytes) {
        assert!(text.contains("张㛃、李䶮、王𬭎、陈𫖯、吴𠮷"), "{text}");
    }
}

#[test]
fn a_character_without_a_glyph_is_named_not_boxed() {
    let mut document = note("课后大家都很高兴\u{1F600}，掌声热烈");
    document.push(Block::title("又一个\u{1F600}和\u{E123}"));
    let Err(RenderError::MissingGlyphs(missing)) = pdf_of(&document) else {
        panic!("the paper was written");
    };
    let characters: Vec<char> = missing.iter().map(|glyph| glyph.char).collect();
    assert_eq!(characters, ['\u{1F600}', '\u{E123}'], "once each, in reading order");
    assert_eq!(missing[0].context, "课后大家都很高兴\u{1F600}，掌声热烈");
}

#[test]
fn invisible_characters_are_taken_out() {
    let bytes = pdf_of(&note("甲\u{0}乙\u{202E}丙\u{200B}丁\u{FEFF}戊\u{1B}")).unwrap();
    if let Some(text) = text_of(&bytes) {
        assert!(text.contains("甲乙丙丁戊"), "{text}");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    let document = fixture("observation-form.json");
    assert_eq!(pdf_of(&document).unwrap(), pdf_of(&document).unwrap());
}

#[test]
fn cancelling_stops_between_the_stages() {
    let document = note("一");
    let asked = Counter::new(0);
    let mut stages = Vec::new();
    let result = pdf::render(&document, &mut |stage| stages.push(stage), &|| {
        asked.set(asked.get() + 1);
        asked.get() == 2
    });
    assert!(matches!(result, Err(RenderError::Cancelled)));
    assert_eq!(stages, [Progress::Checking]);
}

#[test]
fn an_empty_paper_and_empty_blocks_are_printed() {
    let mut document = Document {
        metadata: Metadata { created: Stamp::day(2026, 1, 1), ..Metadata::default() },
        ..Document::default()
    };
    pdf_of(&document).unwrap();
    document.push(Block::title(""));
    document.push(Table::default());
    document.push(Grid::default());
    document.push(Chart::default());
    document.push(Block::AttachmentNote { items: Vec::new() });
    document.push(Block::landscape());
    pdf_of(&document).unwrap();
}

#[test]
fn spans_that_do_not_fit_are_cut() {
    let mut table =
        Table::new([("甲", Width::default(), Align::default()), ("乙", Width::default(), Align::default())]);
    table.row([Cell::new("宽").spanning(9, 9), Cell::new("多余")]);
    table.row(["短"]);
    pdf_of(&Document::new("表", Stamp::day(2026, 1, 1)).with(table)).unwrap();
}
