//! Reading a topic's text: the part of Markdown that the help is written in. Whatever lies beyond is refused, so that
//! a slip of the pen does not come out as something else.

use super::types::{HelpNode, HelpTag};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// The title, which is the first line, and the blocks below it.
///
/// # Errors
/// What is no part of the help's Markdown.
pub(super) fn read(source: &str) -> Result<(String, Vec<HelpNode>), String> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        reader.take(event)?;
    }
    reader.title.map(|title| (title, reader.blocks)).ok_or_else(|| "no title".to_owned())
}

#[derive(Default)]
struct Reader {
    title: Option<String>,
    blocks: Vec<HelpNode>,
    /// What was begun and is not at its end, the innermost last.
    open: Vec<HelpNode>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => {
                let begun = self.begun(&tag)?;
                self.open.push(begun);
            }
            Event::End(_) => {
                if let Some(node) = self.open.pop() {
                    self.put(node);
                }
            }
            Event::Text(text) => self.text(&text)?,
            Event::Code(keys) => self.put(HelpNode { text: keys.to_string(), ..holding(HelpTag::Kbd) }),
            other => return Err(format!("{other:?}")),
        }
        Ok(())
    }

    fn begun(&self, tag: &Tag<'_>) -> Result<HelpNode, String> {
        let within = self.open.last().map(|node| node.tag);
        Ok(match (tag, within) {
            // The first heading is the title; there is no second of its rank.
            (Tag::Heading { level: HeadingLevel::H1, .. }, None) if self.title.is_none() => holding(HelpTag::H3),
            (Tag::Heading { level: HeadingLevel::H2, .. }, None) if self.title.is_some() => holding(HelpTag::H3),
            (Tag::Paragraph, None) if self.title.is_some() => holding(HelpTag::P),
            (Tag::List(Some(1)), None) => holding(HelpTag::Ol),
            (Tag::List(None), None) => holding(HelpTag::Ul),
            (Tag::Item, _) => holding(HelpTag::Li),
            (Tag::Table(_), None) => holding(HelpTag::Table),
            (Tag::TableHead | Tag::TableRow, _) => holding(HelpTag::Tr),
            (Tag::TableCell, _) => {
                let head = self.open.iter().any(|node| node.tag == HelpTag::Table && node.inner.is_empty());
                holding(if head { HelpTag::Th } else { HelpTag::Td })
            }
            (Tag::Strong, Some(HelpTag::P | HelpTag::Li | HelpTag::Td)) => holding(HelpTag::B),
            (Tag::Link { dest_url, .. }, Some(HelpTag::P | HelpTag::Li | HelpTag::Td)) => {
                HelpNode { to: Some(dest_url.to_string()), ..holding(HelpTag::A) }
            }
            (other, within) => return Err(format!("{other:?} in {within:?}")),
        })
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        // What was meant as a mark and did not become one, such as `**` between a sign and a character.
        if text.contains(['*', '`', '[', ']', '|', '<', '_']) {
            return Err(format!("a mark that is none: {text}"));
        }
        let node = self.open.last_mut().ok_or("words outside of a block")?;
        match (node.tag, node.inner.last_mut()) {
            (HelpTag::B | HelpTag::A, _) => node.text.push_str(text),
            (_, Some(last)) if last.tag == HelpTag::Span => last.text.push_str(text),
            _ => node.inner.push(HelpNode { text: text.to_owned(), ..holding(HelpTag::Span) }),
        }
        Ok(())
    }

    fn put(&mut self, node: HelpNode) {
        match self.open.last_mut() {
            Some(outer) => outer.inner.push(node),
            None if self.title.is_none() => self.title = Some(node.words()),
            None => self.blocks.push(node),
        }
    }
}

fn holding(tag: HelpTag) -> HelpNode {
    HelpNode { tag, text: String::new(), to: None, inner: Vec::new() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{HelpTag, read};

    #[test]
    fn a_topic_becomes_a_tree() {
        let (title, blocks) =
            read("# 核减\n\n点**增加核减**，按 `Ctrl K` 到[统计](/ledger)。\n\n1. 一\n2. 二\n").unwrap();
        assert_eq!(title, "核减");
        let told = serde_json::to_value(&blocks).unwrap();
        let tags = |at: usize| -> Vec<&str> {
            told[at]["inner"].as_array().unwrap().iter().map(|one| one["tag"].as_str().unwrap()).collect()
        };
        assert_eq!(tags(0), ["span", "b", "span", "kbd", "span", "a", "span"]);
        assert_eq!(told[0]["inner"][5]["to"], "/ledger");
        assert_eq!(told[1]["tag"], "ol");
        assert_eq!(blocks[1].inner[1].words(), "二");
        let (_, table) = read("# 键\n\n| 按键 | 作用 |\n|---|---|\n| `F1` | 帮助 |\n").unwrap();
        let cells = |row: usize| table[0].inner[row].inner.iter().map(|cell| cell.tag).collect::<Vec<_>>();
        assert_eq!((cells(0), cells(1)), (vec![HelpTag::Th; 2], vec![HelpTag::Td; 2]));
    }

    #[test]
    fn what_is_no_part_of_it_is_refused() {
        for source in [
            "没有标题",
            "# 一\n\n# 二",
            "# 一\n\n### 三",
            "# 一\n\n*斜*",
            "# 一\n\n> 引",
            "# 一\n\n- 外\n  - 里",
            "# 一\n\n![图](a.png)",
            "# 一\n\n<b>网页</b>",
            "# 一\n\n两\n行",
            "# 一\n\n点**新建…**后填写",
            "# 一\n\n```\n码\n```",
        ] {
            assert!(read(source).is_err(), "{source}");
        }
    }
}
