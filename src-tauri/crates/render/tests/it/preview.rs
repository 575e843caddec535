use keji_render::{Document, Paragraph, Run, Signature, Stamp, preview};

use crate::support::{fixture, note};

#[test]
fn figures_are_found_where_they_stand() {
    let document = Document::new("预览", Stamp::day(2026, 11, 19)).with(Paragraph::runs([
        Run::text("全校共听课"),
        Run::figure("388", "observation.count"),
        Run::text("节。"),
    ]));
    let shown = preview::pages(&document).unwrap();
    assert_eq!(shown.pages.len(), 1);
    let page = &shown.pages[0];
    assert!((page.width_pt - 595.28).abs() < 0.1, "{}", page.width_pt);
    let [figure] = page.figures.as_slice() else {
        panic!("{:?}", page.figures);
    };
    assert_eq!(figure.anchor, "observation.count");
    // Two characters of indent and five of text to the right of the margin of 28 mm, on the first line.
    let left = 28.0 * 72.0 / 25.4;
    assert!((figure.x_pt - left - 7.0 * 15.8).abs() < 6.0, "{}", figure.x_pt);
    assert!((figure.y_pt - 37.0 * 72.0 / 25.4).abs() < 10.0, "{}", figure.y_pt);
    assert!(figure.width_pt > 20.0 && figure.height_pt > 8.0);
}

#[test]
fn the_pages_are_those_of_the_pdf_and_lie_as_they_do() {
    let shown = preview::pages(&fixture("term-summary.json")).unwrap();
    assert!(shown.pages.len() > 5);
    assert!(shown.pages.last().unwrap().width_pt > 800.0, "the last attachment lies");
    for page in &shown.pages {
        assert!(page.svg.starts_with("<svg"));
        assert!(!page.svg.contains("href=\"keji"), "no links in the picture");
    }
}

#[test]
fn a_character_without_a_glyph_does_not_keep_the_page_from_the_screen() {
    let shown = preview::pages(&note("好\u{1F600}")).unwrap();
    assert_eq!(shown.missing.len(), 1);
}

#[test]
fn a_signature_never_stands_alone_on_a_page() {
    // 22 lines of 28 characters fill a page: from 20 to 26 lines the end falls on every place around its foot.
    for lines in 19..=25 {
        let mut document = Document::new("通报", Stamp::day(2026, 11, 19));
        for _ in 0..lines - 3 {
            document.push(Paragraph::text("一行。"));
        }
        document.push(Paragraph::runs([Run::text("末段".repeat(35)), Run::figure("末", "text")]));
        document.push(Signature { organisation: "教务处".into(), date: "2026年11月19日".into(), sealed: false });
        let pages = preview::pages(&document).unwrap().pages;
        let text_page = pages.iter().position(|page| !page.figures.is_empty());
        assert_eq!(text_page, Some(pages.len() - 1), "{lines} lines");
    }
}
