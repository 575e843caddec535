//! Makes user text printable: what no reader can see, or what would turn a line around, is taken out.

use serde_json::Value;

use crate::{Document, RenderError, spans};

/// The paper with every text cleaned and every table whole.
pub(crate) fn document(document: &Document) -> Result<Document, RenderError> {
    let mut value = serde_json::to_value(document).map_err(layout)?;
    walk(&mut value);
    let mut cleaned = serde_json::from_value(value).map_err(layout)?;
    spans::complete(&mut cleaned);
    Ok(cleaned)
}

/// One text without control characters, overrides of the writing direction and other invisible signs.
/// Line feeds stay; a tab becomes a space.
pub(crate) fn text(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(ch) = characters.next() {
        match ch {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' => cleaned.push('\n'),
            '\t' => cleaned.push(' '),
            ch if ch.is_control() || invisible(ch) => {}
            ch => cleaned.push(ch),
        }
    }
    cleaned
}

fn invisible(ch: char) -> bool {
    matches!(ch,
        '\u{AD}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

fn walk(value: &mut Value) {
    match value {
        Value::String(held) => *held = text(held),
        Value::Array(items) => items.iter_mut().for_each(walk),
        Value::Object(fields) => fields.values_mut().for_each(walk),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as the argument of map_err")]
fn layout(error: serde_json::Error) -> RenderError {
    RenderError::Layout(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn what_cannot_be_seen_is_taken_out() {
        assert_eq!(text("甲\u{0}乙\u{7}\u{202E}丙\u{200B}\u{FEFF}丁"), "甲乙丙丁");
    }

    #[test]
    fn line_ends_become_line_feeds_and_a_tab_a_space() {
        assert_eq!(text("一\r\n二\r三\u{2028}四\t五"), "一\n二\n三\n四 五");
    }
}
