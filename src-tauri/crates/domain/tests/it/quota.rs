//! Observation quotas.

use crate::support::{Desk, with};
use serde_json::{Value, json};

/// People to whom a quota applies.
fn people(desk: &Desk, name: &str) -> u64 {
    rule(desk, name)["people"].as_u64().unwrap()
}

fn rule(desk: &Desk, name: &str) -> Value {
    let rules = desk.ok("quota_list", json!({}))["rules"].clone();
    rules.as_array().unwrap().iter().find(|rule| rule["name"] == name).cloned().unwrap_or_default()
}

#[test]
fn a_school_starts_with_three_quotas() {
    let desk = Desk::school();
    let rules = desk.ok("quota_list", json!({}))["rules"].clone();
    let told: Vec<(&str, u64)> = rules
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| (rule["name"].as_str().unwrap(), rule["lessons"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, [("校领导", 40), ("中层干部", 30), ("教师", 18)]);
}

#[test]
fn of_two_posts_the_stricter_quota_applies() {
    let desk = Desk::school();
    desk.teacher("唐文斌", "语文", &["教务主任", "副校长"]);
    desk.teacher("何静", "数学", &["任课教师"]);
    assert_eq!((people(&desk, "校领导"), people(&desk, "中层干部"), people(&desk, "教师")), (1, 0, 1));
    // The number decides, not the rank.
    let middle = rule(&desk, "中层干部");
    let act = desk
        .act("quota_save", json!({ "id": middle["id"], "name": "中层干部", "posts": middle["posts"], "lessons": 50 }));
    assert_eq!((people(&desk, "校领导"), people(&desk, "中层干部")), (0, 1));
    desk.undo(&act);
    assert_eq!((people(&desk, "校领导"), people(&desk, "中层干部")), (1, 0));
}

#[test]
fn who_has_left_owes_nothing() {
    let desk = Desk::school();
    desk.ok("teacher_save", json!({ "name": "何静", "subject": "数学", "in_service": false }));
    assert_eq!(people(&desk, "教师"), 0);
}

#[test]
fn a_quota_holds_from_its_day_on() {
    let desk = Desk::school();
    desk.teacher("何静", "数学", &["备课组长"]);
    let quota = |from: &str| json!({ "name": "备课组长", "posts": ["备课组长"], "lessons": 20, "valid_from": from });
    let act = desk.act("quota_save", quota("2026-11-20"));
    assert_eq!((people(&desk, "备课组长"), people(&desk, "教师")), (0, 1));
    desk.undo(&act);
    desk.ok("quota_save", quota("2026-11-19"));
    assert_eq!((people(&desk, "备课组长"), people(&desk, "教师")), (1, 0));
}

#[test]
fn a_quota_is_changed_deleted_and_brought_back() {
    let desk = Desk::school();
    assert_eq!(desk.refusal("quota_save", json!({ "name": "教师", "lessons": 20 })), "quota_exists");
    assert_eq!(desk.refusal("quota_save", json!({ "name": "实习教师", "lessons": 401 })), "out_of_range");
    let leaders = rule(&desk, "校领导");
    let deleted = desk.act("quota_delete", json!({ "id": leaders["id"] }));
    assert_eq!(rule(&desk, "校领导"), Value::Null);
    assert_eq!(desk.refusal("quota_delete", json!({ "id": leaders["id"] })), "not_found");
    desk.undo(&deleted);
    let desk = desk.reopened();
    assert_eq!(rule(&desk, "校领导"), leaders);
}

#[test]
fn a_target_keeps_a_rule_while_another_is_for_its_rest() {
    let desk = Desk::term();
    let drop_ins = json!({ "name": "行政", "posts": ["教务主任"], "lessons": 10, "duty": { "target": "推门课" } });
    let made = desk.ok("quota_save", drop_ins.clone());
    let id = made["id"].clone();
    let who = json!({ "rest_of": "推门课" });
    let rest = json!({ "name": "未推门的", "lessons": 2, "who": who, "duty": { "target": "互听" } });
    let rest = desk.ok("quota_save", rest)["id"].clone();
    let changed = |fields: Value| with(&with(&drop_ins, json!({ "id": id })), fields);
    let delete = || json!({ "id": id });
    assert_eq!(desk.refused_with("quota_delete", delete(), "name"), "未推门的");
    assert_eq!(desk.refusal("undo", json!({ "act": made["act"] })), "quota_rest");
    assert_eq!(desk.refusal("quota_save", changed(json!({ "duty": { "target": "巡课" } }))), "quota_rest");
    assert_eq!(desk.refusal("quota_save", changed(json!({ "valid_to": "2026-10-31" }))), "quota_rest");
    // Nothing was changed, and what leaves a rule of the target is let through.
    assert_eq!(rule(&desk, "行政")["valid_to"], Value::Null);
    desk.ok("quota_save", changed(json!({ "lessons": 12, "valid_from": "2026-11-01" })));
    let second = json!({ "name": "中层", "posts": ["年级主任"], "lessons": 6, "duty": { "target": "推门课" } });
    let second = desk.ok("quota_save", second)["id"].clone();
    let of_past = desk.act("quota_delete", delete());
    desk.undo(&of_past);
    desk.ok("quota_delete", json!({ "id": rest }));
    desk.ok("quota_delete", json!({ "id": second }));
    desk.ok("quota_delete", delete());
}

#[test]
fn a_rule_for_the_rest_is_kept_from_the_day_on_which_it_stands_on_something() {
    let desk = Desk::term();
    let drop_ins = json!({ "name": "行政", "posts": ["教务主任"], "lessons": 10, "valid_from": "2026-09-01",
        "duty": { "target": "推门课" } });
    let id = desk.ok("quota_save", drop_ins)["id"].clone();
    desk.ok("quota_save", json!({ "name": "其他", "lessons": 3, "duty": { "target": "推门课" } }));
    let rest =
        json!({ "name": "未推门的", "lessons": 2, "who": { "rest_of": "推门课" }, "duty": { "target": "互听" } });
    let own = desk.ok("quota_save", rest.clone())["id"].clone();
    // Before September it stood on nothing, and a rule that names nobody is nothing to stand on.
    assert_eq!(desk.refusal("quota_delete", json!({ "id": id })), "quota_rest");
    // What it says of itself is its own, there and back.
    let turned = with(&rest, json!({ "id": own, "who": { "posts": ["班主任"] } }));
    let act = desk.act("quota_save", turned);
    desk.undo(&act);
    assert_eq!(rule(&desk, "未推门的")["who"]["rest_of"], "推门课");
}
