//! The term's list of work (行事历).

use crate::support::{Desk, text};
use serde_json::{Value, json};

fn todos(desk: &Desk) -> Vec<String> {
    let desk = desk.ok("dashboard_get", json!({}));
    desk["todos"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|todo| todo["kind"] == "work")
        .map(|todo| text(todo, "/text"))
        .collect()
}

#[test]
fn the_list_goes_by_month_and_week_and_feeds_the_desk() {
    let desk = Desk::term();
    let save = |input: Value| text(&desk.ok("work_save", input), "/id");
    save(json!({ "month": "2026-11", "text": "期中质量分析" }));
    let present = save(json!({ "week": 12, "text": "教案抽查", "owner": "教务处" }));
    save(json!({ "first_day": "2026-11-26", "text": "青年教师汇报课" }));
    save(json!({ "first_day": "2026-11-12", "last_day": "2026-11-17", "text": "常规检查" }));
    save(json!({ "text": "待定的事" }));
    let rows = desk.rows("work_list");
    let told: Vec<(&str, Option<u64>)> =
        rows.iter().map(|row| (row["text"].as_str().unwrap(), row["week"].as_u64())).collect();
    let wanted = [
        ("期中质量分析", None),
        ("常规检查", Some(11)),
        ("教案抽查", Some(12)),
        ("青年教师汇报课", Some(13)),
        ("待定的事", None),
    ];
    assert_eq!(told, wanted);
    assert_eq!((&rows[2]["first_day"], &rows[2]["last_day"]), (&json!("2026-11-16"), &json!("2026-11-22")));
    assert_eq!(todos(&desk), ["常规检查", "教案抽查"]);

    let act = desk.act("work_done", json!({ "id": present, "done": true }));
    assert_eq!(todos(&desk), ["常规检查"]);
    assert_eq!(desk.rows("work_list")[2]["done_on"], "2026-11-19");
    desk.undo(&act);
    assert_eq!(todos(&desk).len(), 2);
    desk.ok("work_done", json!({ "id": present, "done": true }));
    desk.ok("work_done", json!({ "id": present, "done": false }));
    let act = desk.act("work_delete", json!({ "id": present }));
    assert_eq!(desk.rows("work_list").len(), 4);
    desk.undo(&act);
    desk.ok("work_save", json!({ "id": present, "week": 13, "text": "教案抽查（二）", "owner": "" }));
    assert_eq!(todos(&desk), ["常规检查"]);
}

#[test]
fn the_time_is_written_as_people_write_it() {
    let desk = Desk::term();
    let told = |when: &str| {
        let id = text(&desk.ok("work_save", json!({ "when": when, "text": when })), "/id");
        let row = desk.rows("work_list").into_iter().find(|row| row["id"] == id.as_str()).unwrap();
        json!([row["month"], row["week"], row["first_day"], row["last_day"]])
    };
    assert_eq!(told("12周"), json!(["2026-11", 12, "2026-11-16", "2026-11-22"]));
    assert_eq!(told("第三周"), json!(["2026-09", 3, "2026-09-14", "2026-09-20"]));
    assert_eq!(told("1月"), json!(["2027-01", null, null, null]));
    assert_eq!(told("11.26"), json!(["2026-11", 13, "2026-11-26", "2026-11-26"]));
    assert_eq!(told("12/28–1/3"), json!(["2026-12", 18, "2026-12-28", "2027-01-03"]));
    assert_eq!(told("11月26日——28日"), json!(["2026-11", 13, "2026-11-26", "2026-11-28"]));
}

#[test]
fn what_cannot_be_an_item_is_refused() {
    let desk = Desk::term();
    let refused = |input: Value| desk.refusal("work_save", input);
    assert_eq!(refused(json!({ "text": " " })), "field_empty");
    assert_eq!(refused(json!({ "text": "一", "week": 99 })), "week_unknown");
    assert_eq!(refused(json!({ "text": "一", "week": 0 })), "week_unknown");
    assert_eq!(refused(json!({ "text": "一", "month": "2026-13" })), "bad_month");
    assert_eq!(refused(json!({ "text": "一", "first_day": "2026-11-19", "last_day": "2026-11-18" })), "days_reversed");
    assert_eq!(refused(json!({ "text": "一", "when": "下个月" })), "work_when");
    assert_eq!(refused(json!({ "text": "一", "when": "6月" })), "work_when");
    assert_eq!(refused(json!({ "id": "x", "text": "一" })), "not_found");
    assert_eq!(desk.refusal("work_done", json!({ "id": "x", "done": true })), "not_found");
    assert_eq!(desk.refusal("work_delete", json!({ "id": "x" })), "not_found");
    assert_eq!(Desk::school().refusal("work_save", json!({ "text": "一" })), "no_term");
}
