//! The sample school: the same each time, and its figures equal an independent count of its records.

use crate::desk::Desk;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn sample() -> Desk {
    let desk = Desk::empty();
    desk.good(&["school", "create", "--name", "示例", "--sample"]);
    desk
}

fn rows<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().unwrap()
}

#[test]
fn the_same_seed_gives_the_same_records() {
    let (one, other) = (sample(), sample());
    for list in ["observation_list", "homework_list", "lesson_plan_list", "pairing_list", "roster_get", "timetable_get"]
    {
        assert_eq!(one.call(list, &json!({})), other.call(list, &json!({})), "{list}");
    }
    assert_eq!(one.run(&["school", "create", "--name", "x", "--sample"]).code, 1, "a store is there already");
}

#[test]
fn its_clock_is_pinned_and_it_holds_what_it_promises() {
    let desk = sample();
    let status = desk.call("app_status", &json!({}));
    assert_eq!((&status["today"], &status["clock_pinned"]), (&json!("2026-11-19"), &json!(true)));
    assert_eq!((&status["week"], &status["school"]["name"]), (&json!(12), &json!("青溪中学")));
    let roster = desk.call("roster_get", &json!({}));
    assert_eq!((rows(&roster, "teachers").len(), rows(&roster, "classes").len()), (36, 12));
    assert!(desk.good(&["check"]).contains("数据完好"));
}

#[test]
fn the_ledger_equals_an_independent_count() {
    let desk = sample();
    let summary = desk.json(&["summary", "--term", "2026-2027-1", "--format", "json"]);
    let sheets = desk.call("observation_list", &json!({}));
    let handed_in: Vec<&Value> = rows(&sheets, "rows").iter().filter(|row| row["state"] != "draft").collect();
    let lessons = |keep: &dyn Fn(&Value) -> bool| -> u64 {
        handed_in.iter().filter(|row| keep(row)).map(|row| row["lesson_count"].as_u64().unwrap()).sum()
    };
    let figures = &summary["observation"];
    assert_eq!(figures["sheets"], json!(handed_in.len()));
    assert_eq!(figures["lessons"], json!(lessons(&|_| true)));
    assert_eq!(figures["counted"], json!(lessons(&|row| row["counts"] == true)));
    let lines = rows(figures, "by_teacher");
    assert_eq!(lines.len(), 36);
    let roster = desk.call("roster_get", &json!({}));
    for line in lines {
        let id = &line["teacher_id"];
        let done = lessons(&|row| row["observer_id"] == *id);
        let counted = lessons(&|row| row["observer_id"] == *id && row["counts"] == true);
        let posts: BTreeSet<&str> =
            rows(&roster, "teachers").iter().find(|teacher| teacher["id"] == *id).unwrap()["posts"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
        let leader = ["校长", "副校长", "党支部书记"].iter().any(|post| posts.contains(post));
        let middle = ["教务主任", "教科室主任", "德育主任"].iter().any(|post| posts.contains(post));
        let owed: u64 = if leader {
            40
        } else if middle {
            30
        } else {
            18
        };
        assert_eq!(line["owed"], owed, "{line}");
        assert_eq!((&line["done"], &line["counted"]), (&json!(done), &json!(counted)), "{line}");
        assert_eq!(line["left"], owed.saturating_sub(counted), "{line}");
    }

    let checks = desk.call("homework_list", &json!({}));
    let mut bands: BTreeMap<&str, u64> = BTreeMap::new();
    for check in rows(&checks, "rows") {
        *bands.entry(check["band"].as_str().unwrap()).or_default() += 1;
    }
    assert_eq!(summary["homework"]["checks"], json!(rows(&checks, "rows").len()));
    for figure in rows(&summary["homework"], "by_band") {
        let name = figure["name"].as_str().unwrap();
        assert_eq!(figure["value"].as_u64().unwrap(), bands.get(name).copied().unwrap_or(0), "{name}");
    }

    let plans = desk.call("lesson_plan_list", &json!({}));
    let drafts: usize = rows(&plans, "rows").iter().map(|plan| plan["drafts"].as_array().unwrap().len()).sum();
    assert_eq!(summary["lesson_plan"]["plans"], json!(rows(&plans, "rows").len()));
    assert_eq!(summary["lesson_plan"]["drafts"], json!(drafts));
    assert_eq!(summary["mentoring"]["pairings"], 7);
}

#[test]
fn an_earlier_day_counts_only_what_had_happened() {
    let desk = sample();
    let words = ["summary", "--term", "2026-2027-1", "--format", "json", "--as-of", "2026-10-16"];
    let then = desk.json(&words);
    let sheets = desk.call("observation_list", &json!({}));
    let by_then = rows(&sheets, "rows")
        .iter()
        .filter(|row| row["state"] != "draft" && row["date"].as_str().unwrap() <= "2026-10-16")
        .count();
    assert_eq!(then["observation"]["sheets"], json!(by_then));
    assert_eq!(then["as_of"], "2026-10-16");
}
