//! The help: found, shown and printed for everybody; and true to the words, keys and screens of the program.

use crate::{
    papers::{Outside, pages_of, pdf_text, squeeze},
    support::{Desk, session},
};
use keji_domain::access::Role;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn titles(found: &Value) -> Vec<String> {
    found["topics"].as_array().unwrap().iter().map(|topic| topic["title"].as_str().unwrap().to_owned()).collect()
}

fn ids(found: &Value) -> Vec<String> {
    found["topics"].as_array().unwrap().iter().map(|topic| topic["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_topic_of_the_screen_comes_first() {
    let desk = Desk::empty();
    let all = desk.ok("help_topics", json!({}));
    assert_eq!(ids(&all)[0], "start");
    let here = desk.ok("help_topics", json!({ "path": "/ledger?tab=waivers&day=2026-11-01" }));
    assert_eq!(ids(&here)[..2], ["waivers", "start"]);
    assert_eq!(here["topics"][0]["group"], "当前页面");
    assert_eq!(ids(&here).len(), ids(&all).len(), "every topic once");
    assert_eq!(desk.ok("help_topic", json!({ "id": "/ledger?tab=waivers" }))["id"], "waivers");
    for unknown in ["nothing", "/nothing", ""] {
        assert_eq!(desk.refusal("help_topic", json!({ "id": unknown })), "not_found");
    }
}

#[test]
fn words_pinyin_and_initials_are_found() {
    let desk = Desk::empty();
    let find = |query: &str| desk.ok("help_search", json!({ "query": query }));
    for query in ["核减", "hejian", "hj", "HeJian"] {
        assert_eq!(titles(&find(query))[0], "核减", "{query}");
    }
    let found = find("恢复密钥");
    let hit = &found["topics"][0];
    assert_eq!(hit["id"], "security");
    assert!(hit["excerpt"].as_str().unwrap().contains("恢复密钥"), "{hit}");
    // All the words, wherever in the topic they stand; case and width of letters do not matter.
    assert!(ids(&find("照抄 上一行 ctrl d")).contains(&"books".to_owned()));
    assert!(ids(&find("怎样恢复")).contains(&"backup".to_owned()), "a heading");
    // What stands nowhere as it is leads to the topics that have most of it.
    for (asked, topic) in [("换电脑", "backup"), ("忘记口令", "security"), ("怎么撤销删除", "undo")] {
        assert!(ids(&find(asked)).contains(&topic.to_owned()), "{asked}");
    }
    for nothing in ["", " ", "。", "勾股定理"] {
        assert_eq!(ids(&find(nothing)), Vec::<String>::new(), "{nothing:?}");
    }
}

#[test]
fn the_help_is_open_to_everybody_and_before_there_is_a_school() {
    let (nobody, school) = (Desk::empty(), Desk::school());
    for role in [Role::Director, Role::Checker, Role::DepartmentHead, Role::Teacher, Role::Visitor] {
        for desk in [&nobody, &school] {
            let topic = desk.call_as(&session(role), "help_topic", json!({ "id": "trouble" })).unwrap();
            assert_eq!(topic["title"], "遇到问题怎么办");
        }
    }
}

#[test]
fn the_manual_has_a_cover_contents_and_every_topic() {
    let (desk, outside) = (Desk::empty(), Outside::new());
    let pdf = outside.made(&desk, "help_paper", "使用说明.pdf", json!({}));
    let told = squeeze(&pdf_text(&pdf));
    assert!(pages_of(&pdf) > 12);
    let topics = desk.ok("help_topics", json!({}));
    let mut behind = told.find("目录").unwrap();
    for title in titles(&topics).iter().map(|title| squeeze(title)) {
        let at = told[behind..].find(&title).unwrap_or_else(|| panic!("{title} is not in the contents")) + behind;
        assert!(told[at + title.len()..].contains(&title), "{title} has no text of its own");
        behind = at;
    }
    assert!(told.contains("—2—") && !told[..behind].contains("—1—"), "a cover has no number");
}

#[test]
fn words_in_bold_stand_on_the_screen_or_on_a_paper() {
    let shown = literals();
    let mut unknown = BTreeSet::new();
    for (id, node) in pieces("b") {
        let words = node["text"].as_str().unwrap().to_owned();
        if !shown.contains(&words) {
            unknown.insert(format!("{id}: {words}"));
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn keys_stand_in_the_table_of_keys_and_those_of_the_screen_do_too() {
    let table: BTreeSet<String> =
        pieces("kbd").into_iter().filter(|(id, _)| id == "keys").map(|(_, node)| text(&node)).collect();
    for (id, node) in pieces("kbd") {
        assert!(table.contains(&text(&node)), "{id}: {} is not in the table of keys", text(&node));
    }
    for (path, source) in sources("vue").into_iter().chain(sources("ts")) {
        for chord in between(&source, "useHotkey('", "'") {
            let chord = chord.replace("enter", "↵").replace('+', " ").to_lowercase();
            assert!(table.iter().any(|key| key.to_lowercase() == chord), "{}: {chord}", path.display());
        }
        for key in between(&source, "<kbd>", "</kbd>").into_iter().filter(|key| !key.contains("{{")) {
            // ↑ and ↓ stand apart on the screen, and so do 1 and 2.
            let known = table.iter().any(|known| *known == key || known.split(' ').any(|part| part == key));
            assert!(known || key == "Alt 1 2", "{}: {key}", path.display());
        }
    }
}

#[test]
fn links_lead_somewhere_and_every_screen_has_its_topic() {
    let desk = Desk::empty();
    let topics = ids(&desk.ok("help_topics", json!({})));
    let router = fs::read_to_string(ui().join("router.ts")).unwrap();
    let screens: Vec<String> = between(&router, "path: '", "'").into_iter().filter(|path| path != "*").collect();
    assert!(screens.len() > 15);
    for (id, node) in pieces("a") {
        let to = node["to"].as_str().unwrap();
        let known = if to.starts_with('/') {
            screens.contains(&to.split('?').next().unwrap().to_owned())
        } else {
            topics.iter().any(|topic| topic == to)
        };
        assert!(known && to != id, "{id} leads to {to}");
    }
    for screen in &screens {
        let first = &ids(&desk.ok("help_topics", json!({ "path": screen })))[0];
        let topic = desk.ok("help_topic", json!({ "id": first }));
        let named = topic["screens"].as_array().unwrap().iter().any(|own| screen.starts_with(own.as_str().unwrap()));
        assert!(named, "{screen} has no topic");
    }
}

/// All pieces of a kind, each with its topic.
fn pieces(tag: &str) -> Vec<(String, Value)> {
    let desk = Desk::empty();
    let mut found = Vec::new();
    for id in ids(&desk.ok("help_topics", json!({}))) {
        let topic = desk.ok("help_topic", json!({ "id": id }));
        let mut left: Vec<Value> = topic["blocks"].as_array().unwrap().clone();
        while let Some(node) = left.pop() {
            left.extend(node["inner"].as_array().unwrap().iter().cloned());
            if node["tag"] == tag {
                found.push((id.clone(), node));
            }
        }
    }
    assert!(found.len() > 20);
    found
}

fn text(node: &Value) -> String {
    node["text"].as_str().unwrap().to_owned()
}

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src")
}

/// Sources of the page with an ending, without its tests and what is generated.
fn sources(ending: &str) -> BTreeMap<PathBuf, String> {
    let (mut folders, mut found) = (vec![ui()], BTreeMap::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(&format!(".{ending}")) && !name.contains(".test.") && name != "generated.ts" {
                found.insert(path.clone(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    assert!(found.len() > 50);
    found
}

/// Texts as they stand in the words of the page: whole, or the fixed parts of those with a value in them.
fn literals() -> BTreeSet<String> {
    let words =
        sources("ts").into_iter().filter(|(path, _)| path.ends_with("messages.ts") || path.ends_with("imports.ts"));
    let mut literals = BTreeSet::new();
    for (_, source) in words {
        for line in source.lines() {
            literals.extend(between(line, "'", "'"));
        }
        for template in between(&source, "`", "`") {
            let parts = template.split("${").filter_map(|part| part.rsplit('}').next());
            literals.extend(parts.map(|part| part.trim().to_owned()));
        }
    }
    literals
}

/// What stands between an opening and its closing mark.
fn between(source: &str, open: &str, close: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((_, after)) = rest.split_once(open) {
        let Some((inner, behind)) = after.split_once(close) else { break };
        found.push(inner.to_owned());
        rest = behind;
    }
    found
}
