//! Which characters of a paper no bundled font has.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{Document, MissingGlyph, clean};

/// How much of the text before and after a character is told with it, in characters.
const CONTEXT: usize = 8;

/// Every character of the paper that would print as an empty box, once each, in reading order.
pub fn missing(document: &Document) -> Vec<MissingGlyph> {
    // A model of plain data always becomes a value; one that could not would fail in layout with its reason.
    serde_json::to_value(document).map_or_else(|_| Vec::new(), |value| in_value(&value))
}

/// Fields that are never drawn.
const SILENT: [&str; 10] = ["metadata", "anchor", "pageOf", "mark", "alt", "block", "run", "by", "kind", "jpeg"];

fn in_value(value: &Value) -> Vec<MissingGlyph> {
    let mut found = Found::default();
    found.walk(value);
    found.list
}

#[derive(Default)]
struct Found {
    seen: BTreeSet<char>,
    list: Vec<MissingGlyph>,
}

impl Found {
    fn walk(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.text(&clean::text(text)),
            Value::Array(items) => items.iter().for_each(|item| self.walk(item)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    if !SILENT.contains(&name.as_str()) {
                        self.walk(field);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        let characters: Vec<char> = text.chars().collect();
        for (at, &ch) in characters.iter().enumerate() {
            if ch == '\n' || keji_fonts::printable(ch) || !self.seen.insert(ch) {
                continue;
            }
            let from = at.saturating_sub(CONTEXT);
            let to = (at + 1 + CONTEXT).min(characters.len());
            self.list.push(MissingGlyph {
                char: ch,
                context: characters[from..to].iter().filter(|ch| **ch != '\n').collect(),
            });
        }
    }
}
