//! Styles and fonts.

use super::xml::{half_points, twips};
use crate::model::PageSetup;

pub(super) const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// 小标宋, for titles.
pub(super) const TITLE_FONT: &str = "方正小标宋简体";
/// 黑体, for level 1 and attachments.
pub(super) const BLACK: &str = "黑体";
/// 楷体, for level 2.
pub(super) const KAI: &str = "楷体";
/// 仿宋, for the body.
pub(super) const BODY: &str = "仿宋";
/// 宋体, for tables and page numbers.
pub(super) const SONG: &str = "宋体";

const LATIN: &str = "Times New Roman";

/// `rFonts` with Latin text in Times and Chinese text in a named face.
pub(super) fn fonts(east_asia: &str) -> String {
    format!("<w:rFonts w:ascii=\"{LATIN}\" w:hAnsi=\"{LATIN}\" w:eastAsia=\"{east_asia}\" w:cs=\"{LATIN}\"/>")
}

/// `styles.xml`.
pub(super) fn styles(setup: &PageSetup) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{}\
         <w:kern w:val=\"2\"/>{}<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>{}{}{TABLE_NORMAL}</w:styles>",
        fonts(BODY),
        size(half_points(setup.text_pt)),
        of_the_text(setup),
        of_small_type(),
    )
}

const TABLE_NORMAL: &str = "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">\
    <w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>\
    <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>\
    <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";

/// Body, title, byline and headings.
fn of_the_text(setup: &PageSetup) -> String {
    let body = half_points(setup.text_pt);
    let line = twips(setup.line_pt);
    // 28 characters of 3 号 are a hair wider than the standard's text area.
    let tight = if (setup.text_pt - 16.0).abs() < 0.01 { "<w:spacing w:val=\"-4\"/>" } else { "" };
    let indent = format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>", twips(setup.text_pt * 2.0));
    let normal = format!(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>\
         <w:widowControl/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" w:lineRule=\"exact\"/>\
         <w:jc w:val=\"both\"/></w:pPr><w:rPr>{tight}{}</w:rPr></w:style>",
        size(body)
    );
    // The head of a page for forms is as low as in print, and off the page's grid of lines.
    let dense = setup.text_pt < 14.0;
    let (title_after, title_line, byline_after) = if dense { (160, 600, 240) } else { (200, 720, 360) };
    let off = if dense { "<w:snapToGrid w:val=\"0\"/>" } else { "" };
    let title = &format!(
        "<w:keepNext/>{off}<w:spacing w:before=\"0\" w:after=\"{title_after}\" w:line=\"{title_line}\" w:lineRule=\"exact\"/>\
         <w:jc w:val=\"center\"/>"
    );
    let byline = &format!("{off}<w:spacing w:before=\"0\" w:after=\"{byline_after}\"/><w:jc w:val=\"center\"/>");
    let headings = [(1, BLACK), (2, KAI), (3, BODY), (4, BODY)].map(|(level, font)| {
        let outline = level - 1;
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &format!("<w:keepNext/><w:keepLines/>{indent}<w:outlineLvl w:val=\"{outline}\"/>"),
            &fonts(font),
        )
    });
    [
        normal,
        style("BodyText", "Body Text", &indent, ""),
        style("Title", "Title", title, &even(TITLE_FONT, 44)),
        style("Subtitle", "Subtitle", byline, &even(KAI, body - 4)),
        headings.concat(),
    ]
    .concat()
}

/// Captions, cells, notes and feet: off the page's grid of lines.
fn of_small_type() -> String {
    let off = |keep: &str, before: i64, after: i64, line: &str, align: &str| {
        format!(
            "{keep}<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"{before}\" w:after=\"{after}\" {line}/>\
             <w:jc w:val=\"{align}\"/>"
        )
    };
    let single = "w:line=\"240\" w:lineRule=\"auto\"";
    let bold = format!("{}<w:b/><w:spacing w:val=\"0\"/>{}", fonts(SONG), size(24));
    let caption = off("<w:keepNext/>", 160, 80, "w:line=\"320\" w:lineRule=\"atLeast\"", "center");
    let note = off("", 40, 0, "w:line=\"300\" w:lineRule=\"atLeast\"", "both");
    [
        style("Caption", "caption", &caption, &bold),
        style("TableText", "Table Text", &off("", 40, 40, single, "center"), &even(SONG, 24)),
        style("TableNote", "Table Note", &note, &even(SONG, 21)),
        style("Footer", "footer", &off("", 0, 0, single, "left"), &even(SONG, 28)),
    ]
    .concat()
}

fn style(id: &str, name: &str, paragraph: &str, run: &str) -> String {
    let next = if paragraph.contains("<w:outlineLvl") || matches!(id, "Title" | "Subtitle") {
        "<w:next w:val=\"BodyText\"/>"
    } else {
        ""
    };
    format!(
        "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>{next}\
         <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )
}

/// A face and size without the body's narrowed spacing.
fn even(font: &str, half: i64) -> String {
    format!("{}<w:spacing w:val=\"0\"/>{}", fonts(font), size(half))
}

fn size(half: i64) -> String {
    format!("<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>")
}

/// `fontTable.xml`: what a machine without a face should take instead.
pub(super) fn font_table() -> String {
    let fonts: String = [
        (TITLE_FONT, "华文中宋", "roman"),
        (BODY, "仿宋_GB2312", "modern"),
        (BLACK, "SimHei", "modern"),
        (KAI, "楷体_GB2312", "modern"),
        (SONG, "SimSun", "auto"),
    ]
    .iter()
    .map(|(name, other, family)| {
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/>\
             <w:pitch w:val=\"variable\"/></w:font>"
        )
    })
    .collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:fonts {W}>{fonts}</w:fonts>")
}
