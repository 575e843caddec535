//! A waiver of a number of lessons is taken off one target.

use crate::support::{Desk, text, with};
use serde_json::{Value, json};

struct Office {
    desk: Desk,
    head: String,
    other: String,
}

/// A head who owes twice, and a teacher who owes once.
fn office() -> Office {
    let desk = Desk::term();
    let head = desk.teacher("单立行", "语文", &["语文教研组长"]);
    let other = desk.teacher("陈国栋", "数学", &[]);
    let duty = json!({ "target": "推门课" });
    desk.ok("quota_save", json!({ "name": "教研组长", "lessons": 10, "posts": ["语文教研组长"], "duty": duty }));
    Office { desk, head, other }
}

/// Five lessons taken off; what differs is said.
fn waiver(teacher: &str, fields: Value) -> Value {
    let waiver = json!({ "teacher_id": teacher, "first_day": "2026-09-01", "last_day": "2026-12-31",
        "how": "lessons", "lessons": 5, "reason": "教学任务调整" });
    with(&waiver, fields)
}

impl Office {
    /// What is left of each target, and what is told of it.
    fn nets(&self, teacher: &str) -> Vec<(String, u64, Value)> {
        let ledger = self.desk.ok("quota_ledger", json!({ "teacher_id": teacher }));
        let lines = ledger["lines"].as_array().unwrap().clone();
        lines.iter().map(|line| (text(line, "/target"), line["net"].as_u64().unwrap(), line["notes"].clone())).collect()
    }
}

#[test]
fn it_is_taken_off_the_target_that_it_names() {
    let office = office();
    let act = office.desk.act("waiver_save", waiver(&office.head, json!({ "target": "推门课" })));
    let only = json!(["核减5节只用于“推门课”。"]);
    assert_eq!(office.nets(&office.head), [(String::new(), 18, json!([])), ("推门课".to_owned(), 5, only)]);
    let list = office.desk.ok("waiver_list", json!({}));
    assert_eq!((&list["targets"], &list["waivers"][0]["target"]), (&json!(["", "推门课"]), &json!("推门课")));
    assert_eq!(list["open"], json!([]));
    office.desk.undo(&act);
    let first = office.desk.ok("waiver_save", waiver(&office.head, json!({ "target": "" })));
    assert_eq!(office.nets(&office.head)[0].1, 13);
    // Weeks and exemptions may be for one target, too; without one they are for all.
    let change = |fields: Value| {
        let changed = waiver(&office.head, json!({ "id": first["id"], "how": "exempt", "lessons": null }));
        office.desk.ok("waiver_save", with(&changed, fields));
        office.nets(&office.head).into_iter().map(|(_, net, _)| net).collect::<Vec<_>>()
    };
    assert_eq!(change(json!({ "target": "推门课" })), [18, 0]);
    assert_eq!(change(json!({ "target": null })), [0, 0]);
}

#[test]
fn of_whom_several_are_asked_the_office_says_which() {
    let office = office();
    assert_eq!(office.desk.refusal("waiver_save", waiver(&office.head, json!({}))), "waiver_target");
    assert_eq!(office.desk.refusal("waiver_save", waiver(&office.head, json!({ "target": "评课" }))), "waiver_target");
    // With one target there is nothing to ask.
    office.desk.ok("waiver_save", waiver(&office.other, json!({})));
    assert_eq!(office.nets(&office.other), [(String::new(), 13, json!([]))]);
    // A target that comes later leaves it open: nothing is taken off until somebody says from what, and that is told.
    let duty = json!({ "target": "推门课" });
    office
        .desk
        .ok("quota_save", json!({ "name": "数学", "lessons": 4, "who": { "subjects": ["数学"] }, "duty": duty }));
    let open = json!(["另有1项核减没有对应到本人的任务，暂未扣减；请在“核减”里选明用于哪项任务。"]);
    let expected = [(String::new(), 18, open.clone()), ("推门课".to_owned(), 4, open)];
    assert_eq!(office.nets(&office.other), expected);
    let list = office.desk.ok("waiver_list", json!({}));
    assert_eq!(list["open"], json!([list["waivers"][0]["id"]]));
}

#[test]
fn the_table_says_what_a_waiver_is_for() {
    use calamine::{Reader, Xlsx, open_workbook};
    let office = office();
    office.desk.ok("waiver_save", waiver(&office.head, json!({ "target": "推门课" })));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("听课统计表.xlsx");
    let handle = office.desk.office().keep_path(path.clone()).unwrap();
    office.desk.ok("quota_export", json!({ "ledger": {}, "behind": false, "handle": handle }));
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let registered = book.worksheet_range("核减登记").unwrap();
    assert!(registered.rows().any(|row| row[1] == "单立行" && row[8] == "推门课"));
    let lines = book.worksheet_range("推门课").unwrap();
    let row = lines.rows().find(|row| row[1] == "单立行").unwrap();
    assert!(row[13].to_string().contains("核减5节只用于“推门课”"), "{row:?}");
}
