//! Runs and paragraphs.

use super::styles::fonts;
use super::xml::escape;
use crate::model::Run;

/// How a run looks where it differs from its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// East Asian face.
    pub(super) font: Option<&'static str>,
    /// Bold.
    pub(super) bold: bool,
    /// Size in half points.
    pub(super) size: Option<i64>,
}

impl Look {
    fn properties(self) -> String {
        let font = self.font.map(fonts).unwrap_or_default();
        let bold = if self.bold { "<w:b/>" } else { "" };
        let size = self.size.map(|half| format!("<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>"));
        let all = format!("{font}{bold}{}", size.unwrap_or_default());
        if all.is_empty() { all } else { format!("<w:rPr>{all}</w:rPr>") }
    }
}

/// The pieces of a paragraph.
pub(super) fn runs(runs: &[Run], look: Look) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Strong { text } => piece(text, Look { bold: true, ..look }),
            Run::Text { text } | Run::Figure { text, .. } => piece(text, look),
        })
        .collect()
}

/// One run of text; line feeds break the line.
pub(super) fn piece(text: &str, look: Look) -> String {
    if text.is_empty() {
        return String::new();
    }
    let lines: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
    format!("<w:r>{}{}</w:r>", look.properties(), lines.join("<w:br/>"))
}

/// The number of the page on which a bookmark stands, which the program fills in when it opens the file.
pub(super) fn page_field(mark: &str, look: Look) -> String {
    let part = |inner: &str| format!("<w:r>{}{inner}</w:r>", look.properties());
    [
        part("<w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/>"),
        part(&format!("<w:instrText xml:space=\"preserve\"> PAGEREF {} </w:instrText>", escape(mark))),
        part("<w:fldChar w:fldCharType=\"separate\"/>"),
        part("<w:t/>"),
        part("<w:fldChar w:fldCharType=\"end\"/>"),
    ]
    .concat()
}

/// A paragraph of a style, with further properties (XML, in schema order) and its runs.
pub(super) fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>")
}

/// What keeps a paragraph on the page of the next one.
pub(super) fn keep_next(keep: bool) -> &'static str {
    if keep { "<w:keepNext/>" } else { "" }
}

/// A width in full-width characters, near enough to place a line by.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(|ch| if ch.is_ascii() { 0.5 } else { 1.0 }).sum()
}
