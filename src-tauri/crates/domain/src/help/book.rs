//! The topics in the order of the manual, read once.

use super::{
    markdown,
    types::{HelpEntry, HelpNode, HelpTag, HelpTopic},
};
use std::sync::OnceLock;

/// A topic as it is found and shown.
pub(super) struct Page {
    pub(super) topic: HelpTopic,
    /// Its paragraphs, steps and rows, without the headings, for searching.
    pub(super) texts: Vec<String>,
}

impl Page {
    /// The topic by name.
    pub(super) fn entry(&self, excerpt: String) -> HelpEntry {
        let HelpTopic { id, title, group, .. } = &self.topic;
        HelpEntry { id: id.clone(), title: title.clone(), group: group.clone(), excerpt }
    }
}

/// Name, screens and text of each topic, by group. The address of a screen may say a part of its page.
macro_rules! topics {
    ($($group:literal { $($id:literal [$($screen:literal)*])* })*) => {
        const TOPICS: &[(&str, &str, &[&str], &str)] = &[$($((
            $group, $id, &[$($screen),*], include_str!(concat!("../../../../../assets/help/", $id, ".md")),
        ),)*)*];
    };
}

topics! {
    "开始" {
        "start" ["/setup"]
        "sample" []
        "desk" ["/"]
        "search" []
        "keys" []
    }
    "基础资料" {
        "roster" ["/roster"]
        "calendar" ["/calendar"]
        "timetable" ["/roster?tab=timetable" "/roster?tab=assignments" "/roster?class"]
        "new-year" ["/new-year"]
        "merge" []
    }
    "听课评课" {
        "log" ["/observations/"]
        "timeline" []
        "rubric" ["/quota?tab=rubrics"]
        "observations" ["/observations"]
        "after" []
        "joint" []
        "photos" []
        "paper" ["/observations/paper"]
        "registers" ["/ledger?tab=registers"]
        "lessons" ["/lessons"]
        "hearing" []
    }
    "听课任务与统计" {
        "quota" ["/quota"]
        "ledger" ["/ledger"]
        "waivers" ["/ledger?tab=waivers"]
        "books" ["/ledger?tab=books"]
        "coverage" ["/ledger?tab=coverage" "/ledger?tab=visits"]
    }
    "检查、结对与总结" {
        "homework" ["/homework"]
        "plans" ["/plans"]
        "mentoring" ["/mentoring"]
        "summary" ["/summary"]
    }
    "数据与安全" {
        "import" ["/import/"]
        "export" []
        "undo" ["/history"]
        "backup" ["/settings"]
        "security" []
        "trouble" []
    }
}

/// All topics.
pub(super) fn book() -> &'static [Page] {
    static BOOK: OnceLock<Vec<Page>> = OnceLock::new();
    // The texts are part of the program; a test holds that each can be read.
    BOOK.get_or_init(|| {
        TOPICS.iter().filter_map(|(group, id, screens, source)| page(group, id, screens, source).ok()).collect()
    })
}

/// The topic of a screen: that of the longest address with which the given one begins.
pub(super) fn here(path: &str) -> Option<&'static str> {
    let fits = |screen: &&str| path == *screen || (*screen != "/" && path.starts_with(*screen));
    let longest = |(_, id, screens, _): &'static (_, _, &'static [&'static str], _)| {
        Some((screens.iter().copied().filter(fits).map(str::len).max()?, *id))
    };
    TOPICS.iter().filter_map(longest).max_by_key(|(length, _)| *length).map(|(_, id)| id)
}

fn page(group: &str, id: &str, screens: &[&str], source: &str) -> Result<Page, String> {
    let (title, blocks) = markdown::read(source)?;
    let texts = blocks.iter().flat_map(texts).collect();
    let screens = screens.iter().map(|screen| (*screen).to_owned()).collect();
    Ok(Page { topic: HelpTopic { id: id.to_owned(), title, group: group.to_owned(), screens, blocks }, texts })
}

/// What of a block is one text for searching: a paragraph, a step, a row of a table.
fn texts(block: &HelpNode) -> Vec<String> {
    match block.tag {
        HelpTag::H3 => Vec::new(),
        HelpTag::P => vec![block.words()],
        HelpTag::Table => block.inner.iter().skip(1).map(row).collect(),
        _ => block.inner.iter().map(HelpNode::words).collect(),
    }
}

fn row(row: &HelpNode) -> String {
    row.inner.iter().map(HelpNode::words).collect::<Vec<_>>().join("：")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{TOPICS, book, here, page};

    #[test]
    fn every_text_can_be_read() {
        for (group, id, screens, source) in TOPICS {
            page(group, id, screens, source).map_err(|refused| format!("{id}: {refused}")).unwrap();
        }
        assert_eq!(book().len(), TOPICS.len());
    }

    #[test]
    fn a_screen_has_the_topic_of_its_longest_address() {
        for (path, id) in [
            ("/", "desk"),
            ("/ledger", "ledger"),
            ("/ledger?tab=waivers", "waivers"),
            ("/ledger?tab=ledger&day=2026-11-01", "ledger"),
            ("/observations?week=3", "observations"),
            ("/observations/new?now=1", "log"),
            ("/observations/0192", "log"),
            ("/observations/paper", "paper"),
            ("/roster?teacher=1", "roster"),
            ("/import/roster", "import"),
        ] {
            assert_eq!(here(path), Some(id), "{path}");
        }
        assert_eq!(here("/nowhere"), None);
    }
}
