//! The quota sets of real schools: every number of the collected rows can be said, and what each person owes is right.
#![allow(clippy::unwrap_used)]

use crate::support::{Desk, id, text};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const ROWS: &str = include_str!("../../../../../tests/fixtures/quota/observation_quotas.csv");
const SETS: &str = include_str!("../../../../../tests/fixtures/quota/sets.json");

#[derive(Deserialize)]
struct Set {
    #[serde(rename = "set")]
    key: String,
    #[serde(default)]
    asked: Vec<Answer>,
    rules: Vec<Value>,
    #[serde(default)]
    pairs: Vec<[String; 2]>,
    #[serde(default)]
    counting: Option<Value>,
    people: Vec<Member>,
}

#[derive(Deserialize)]
struct Answer {
    question: String,
    answer: String,
}

#[derive(Deserialize)]
struct Member {
    name: String,
    posts: Vec<String>,
    subject: String,
    first_taught: String,
    #[serde(default)]
    tags: Vec<String>,
    /// Lessons owed by target.
    owed: BTreeMap<String, u64>,
    #[serde(default)]
    words: Vec<String>,
}

/// A row of the collection.
#[derive(Debug)]
struct Row {
    set: String,
    role: String,
    min: String,
    max: String,
    period: String,
}

impl Row {
    fn least(&self) -> Option<u64> {
        self.min.parse().ok()
    }
}

/// A school with the people of a set and its rules alone.
fn school(set: &Set) -> (Desk, BTreeMap<String, String>) {
    let desk = Desk::term();
    for rule in desk.ok("quota_list", json!({}))["rules"].as_array().unwrap() {
        desk.ok("quota_delete", json!({ "id": rule["id"] }));
    }
    let mut ids = BTreeMap::new();
    for member in &set.people {
        let tags: Vec<Value> = member.tags.iter().map(|tag| json!({ "tag": tag, "until": "2027-08" })).collect();
        let person = json!({ "name": member.name, "subject": member.subject, "department": format!("{}组", member.subject),
            "posts": member.posts, "first_taught": member.first_taught, "more": { "tags": tags } });
        ids.insert(member.name.clone(), text(&desk.ok("teacher_save", person), "/id"));
    }
    for (number, [mentor, apprentice]) in (700..).zip(&set.pairs) {
        let pairing = json!({ "id": id(number), "mentor_id": ids[mentor], "apprentice_id": ids[apprentice], "kind": "教学",
            "started_on": "2026-09-01" });
        desk.ok("pairing_save", pairing);
    }
    if let Some(counting) = &set.counting {
        desk.ok("quota_counting_save", counting.clone());
    }
    for rule in &set.rules {
        desk.ok("quota_save", rule.clone());
    }
    (desk, ids)
}

/// Whether a rule says what a row says.
fn says(rule: &Value, row: &Row) -> bool {
    let every = match row.period.as_str() {
        "月" => "month",
        "周" => "week",
        _ => "term",
    };
    rule["name"] == row.role
        && rule["lessons"].as_u64() == row.least()
        && rule["duty"]["most"].as_u64() == row.max.parse().ok()
        && rule["duty"]["every"] == every
        && rule["duty"]["unnumbered"] == false
}

fn owed(ledger: &Value, teacher: &str) -> BTreeMap<String, u64> {
    let lines = ledger["lines"].as_array().unwrap().iter().filter(|line| line["teacher_id"] == teacher);
    lines.map(|line| (text(line, "/target"), line["owed"].as_u64().unwrap())).collect()
}

fn words(ledger: &Value, teacher: &str) -> Vec<String> {
    let words = ledger["words"].as_array().unwrap().iter().filter(|one| one["teacher_id"] == teacher);
    words.map(|one| text(one, "/note")).collect()
}

#[test]
fn every_number_of_the_real_sets_is_said_and_owed() {
    let rows = rows();
    let sets: Vec<Set> = serde_json::from_str(SETS).unwrap();
    let mut said = 0;
    for set in &sets {
        let (desk, ids) = school(set);
        let rules = desk.ok("quota_list", json!({}))["rules"].clone();
        let rules = rules.as_array().unwrap();
        for row in rows.iter().filter(|row| row.set == set.key && row.least().is_some()) {
            assert_eq!(rules.iter().filter(|rule| says(rule, row)).count(), 1, "{row:?}");
            said += 1;
        }
        let ledger = desk.ok("quota_ledger", json!({}));
        for member in &set.people {
            assert_eq!(owed(&ledger, &ids[&member.name]), member.owed, "{} {}", set.key, member.name);
            assert_eq!(words(&ledger, &ids[&member.name]), member.words, "{} {}", set.key, member.name);
        }
        assert!(set.asked.iter().all(|asked| !asked.question.is_empty() && !asked.answer.is_empty()), "{}", set.key);
    }
    assert_eq!(said, rows.iter().filter(|row| row.least().is_some()).count());
    let of_rows: std::collections::BTreeSet<&String> = rows.iter().map(|row| &row.set).collect();
    assert_eq!((said, of_rows.len(), sets.len()), (86, 20, 20));
}

#[test]
fn rows_without_a_number_are_said_in_words_or_owed_to_each() {
    let without: Vec<Row> = rows().into_iter().filter(|row| row.least().is_none()).collect();
    let told: Vec<(&str, &str)> = without.iter().map(|row| (row.set.as_str(), row.min.as_str())).collect();
    assert_eq!(told, [("Q02", "跟班听师傅"), ("Q12", "组内每位教师")]);
    let sets: Vec<Set> = serde_json::from_str(SETS).unwrap();
    let rule = |row: &Row| {
        let set = sets.iter().find(|set| set.key == row.set).unwrap();
        set.rules.iter().find(|rule| rule["name"] == row.role).cloned().unwrap()
    };
    let (following, covering) = (rule(&without[0]), rule(&without[1]));
    assert_eq!((&following["duty"]["unnumbered"], &following["duty"]["note"]), (&json!(true), &json!("跟班听师傅")));
    assert_eq!((&covering["duty"]["whose"], &covering["duty"]["each"]), (&json!("department"), &json!(true)));
    assert_eq!(covering["lessons"], 1);
}

#[test]
fn the_rest_of_another_target_is_whom_none_of_its_rules_names() {
    let sets: Vec<Set> = serde_json::from_str(SETS).unwrap();
    let set = sets.iter().find(|set| set.key == "Q03").unwrap();
    let (desk, ids) = school(set);
    let targets = || owed(&desk.ok("quota_ledger", json!({})), &ids["陈国栋"]).into_keys().collect::<Vec<_>>();
    assert_eq!(targets(), ["", "每月"]);
    // Named by a new rule of the first target, the person is no longer of its rest; who is named by a rest still is.
    let named = desk.act("quota_save", json!({ "name": "任课教师", "posts": ["任课教师"], "lessons": 12 }));
    assert_eq!(targets(), [""]);
    desk.undo(&named);
    assert_eq!(targets(), ["", "每月"]);
    let words = |rest_of: &str| {
        let who = json!({ "rest_of": rest_of, "subjects": ["语文"], "all_of": true });
        let rule = json!({ "name": "查看", "lessons": 1, "who": who, "duty": { "target": "查看" } });
        let id = desk.ok("quota_save", rule)["id"].clone();
        let rules = desk.ok("quota_list", json!({}))["rules"].as_array().unwrap().clone();
        let rule = rules.iter().find(|rule| rule["id"] == id).unwrap().clone();
        desk.ok("quota_delete", json!({ "id": id }));
        (rule["who_words"].clone(), rule["who"]["rest_of"].clone())
    };
    assert_eq!(words(""), (json!("语文，且不在第一项指标各类人员中的教师"), json!("")));
    assert_eq!(words("推门课"), (json!("语文，且不在“推门课”各类人员中的教师"), json!("推门课")));
}

fn rows() -> Vec<Row> {
    let mut lines = ROWS.trim_start_matches('\u{feff}').lines();
    assert!(lines.next().unwrap().starts_with("set,school,role,min,max,period,"));
    lines
        .map(|line| {
            let mut cells = cells(line).into_iter();
            let mut next = || cells.next().unwrap();
            let (set, _, role, min, max, period) = (next(), next(), next(), next(), next(), next());
            Row { set, role, min, max, period }
        })
        .collect()
}

/// Cells of a line, some of them between quotation marks.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
    }
    cells
}
