//! Signs that no bundled face has, such as the pictures that people put into plans: a PDF shows 〓 in their place and
//! says so, because one sign must not keep a person from the own data.

use crate::{error::Result, report::map_texts};
use keji_render::{Block, Document, coverage};
use std::collections::BTreeSet;

/// Stands for a sign that cannot be printed.
const MARK: char = '〓';

/// The paper with every sign that cannot be printed marked, and a note that names them.
///
/// # Errors
/// The model could not be read back.
pub(in crate::papers) fn printable(document: Document) -> Result<Document> {
    let missing: BTreeSet<char> = coverage::missing(&document).into_iter().map(|glyph| glyph.char).collect();
    if missing.is_empty() {
        return Ok(document);
    }
    let marked = |text: &str| text.chars().map(|c| if missing.contains(&c) { MARK } else { c }).collect();
    let mut document = map_texts(document, &marked)?;
    let codes: Vec<String> = missing.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let note = format!(
        "文中的“{MARK}”代替了本机字体印不出的符号（{}）；导出为 Word 文档可以看到原来的符号。",
        codes.join("、")
    );
    // Under the first paragraph, where it is read before the marks are met.
    let place = document.blocks.iter().position(|block| matches!(block, Block::Paragraph(_))).map_or(0, |at| at + 1);
    document.blocks.insert(place, Block::Note { text: note });
    Ok(document)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use keji_render::Paragraph;

    #[test]
    fn a_sign_without_a_glyph_is_marked_and_named() {
        let document = Document::default().with(Paragraph::text("很好\u{1F44D}"));
        let printed = printable(document).unwrap();
        assert!(coverage::missing(&printed).is_empty());
        let told = serde_json::to_string(&printed).unwrap();
        assert!(told.contains("很好〓") && told.contains("U+1F44D"));
    }
}
