//! Pages: size, margins, and which foot they have.

use super::sideways;
use super::styles::W;
use super::xml::{escape, half_points, twips, twips_mm};
use crate::model::{Document, PageNumbers, PageSetup};

/// Size of the page number, 4 号, in points.
pub(super) const NUMBER_PT: f64 = 14.0;

/// The feet: file name, relation id, text.
pub(super) fn footers(document: &Document) -> Vec<(String, String, String)> {
    let setup = &document.page;
    [(false, true), (false, false), (true, true), (true, false)]
        .into_iter()
        .map(|(landscape, odd)| {
            let name = name(landscape, odd);
            (format!("{name}.xml"), format!("rId{name}"), footer(setup, landscape, odd))
        })
        .collect()
}

/// `sectPr` of the pages that lie as said.
pub(super) fn properties(setup: &PageSetup, landscape: bool) -> String {
    let m = setup.margins;
    let (width, height) = (11906, 16838);
    let (top, right, bottom, left) = if landscape {
        (m.left_mm, m.top_mm, m.right_mm, m.bottom_mm)
    } else {
        (m.top_mm, m.right_mm, m.bottom_mm, m.left_mm)
    };
    let size = if landscape {
        format!("<w:pgSz w:w=\"{height}\" w:h=\"{width}\" w:orient=\"landscape\"/>")
    } else {
        format!("<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>")
    };
    // A first page without a foot of its own.
    let cover = if setup.cover { "<w:titlePg/>" } else { "" };
    // 7 mm from the text to the number, as far as the margin allows.
    let foot = twips_mm((bottom - 7.0).max(8.0)) - twips(NUMBER_PT * 1.2);
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId{}\"/>\
         <w:footerReference w:type=\"even\" r:id=\"rId{}\"/><w:type w:val=\"nextPage\"/>{size}\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"851\" w:footer=\"{}\" \
         w:gutter=\"0\"/><w:cols w:space=\"425\"/>{cover}<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/></w:sectPr>",
        name(landscape, true),
        name(landscape, false),
        twips_mm(top),
        // A hair less at the open side: 28 characters of 3 号 must fit in.
        twips_mm(right) - 5,
        twips_mm(bottom),
        twips_mm(left),
        foot.max(200),
        twips(setup.line_pt),
    )
}

/// Width of the text area in twentieths of a point.
pub(super) fn text_width(setup: &PageSetup, landscape: bool) -> i64 {
    let m = setup.margins;
    if landscape {
        16838 - twips_mm(m.top_mm) - twips_mm(m.bottom_mm) + 5
    } else {
        11906 - twips_mm(m.left_mm) - twips_mm(m.right_mm) + 5
    }
}

fn name(landscape: bool, odd: bool) -> String {
    let way = if landscape { "Landscape" } else { "" };
    let side = if odd { "Odd" } else { "Even" };
    format!("footer{way}{side}")
}

fn footer(setup: &PageSetup, landscape: bool, odd: bool) -> String {
    // The foot of a lying page is that of the upright sheet, turned with it.
    let width = text_width(setup, false);
    let inset = twips(NUMBER_PT);
    let number = number_field();
    let remark = if setup.footer.is_empty() {
        String::new()
    } else {
        format!(
            "<w:r><w:rPr><w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr>\
             <w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escape(&setup.footer)
        )
    };
    let tab = "<w:r><w:tab/></w:r>";
    let stop = |kind: &str, at: i64| format!("<w:tab w:val=\"{kind}\" w:pos=\"{at}\"/>");
    let (tabs, content) = match (setup.page_numbers, odd) {
        (PageNumbers::None, _) => (stop("center", width / 2), format!("{tab}{remark}")),
        (PageNumbers::Centre, _) => (stop("center", width / 2), format!("{remark}{tab}{number}")),
        (PageNumbers::Outside, true) => (stop("right", width - inset), format!("{remark}{tab}{number}")),
        (PageNumbers::Outside, false) => {
            (stop("left", inset) + &stop("right", width), format!("{tab}{number}{tab}{remark}"))
        }
    };
    let line = format!("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs>{tabs}</w:tabs></w:pPr>{content}</w:p>");
    let foot = if landscape { sideways::foot(setup, &line) } else { line };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:ftr {W} {}>{foot}</w:ftr>",
        sideways::NAMESPACES
    )
}

fn number_field() -> String {
    let size = half_points(NUMBER_PT);
    let look = format!("<w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>");
    let part = |inner: &str| format!("<w:r>{look}{inner}</w:r>");
    [
        part("<w:t xml:space=\"preserve\">— </w:t>"),
        part("<w:fldChar w:fldCharType=\"begin\"/>"),
        part("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        part("<w:fldChar w:fldCharType=\"separate\"/>"),
        part("<w:t>1</w:t>"),
        part("<w:fldChar w:fldCharType=\"end\"/>"),
        part("<w:t xml:space=\"preserve\"> —</w:t>"),
    ]
    .concat()
}
