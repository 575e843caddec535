//! Homework checks.

use crate::support::{Desk, TODAY, id, text, with};
use serde_json::{Value, json};

struct Staff {
    desk: Desk,
    teacher: String,
    checker: String,
    class: String,
}

fn staff() -> Staff {
    let desk = Desk::term();
    Staff {
        teacher: desk.teacher("何静", "数学", &[]),
        checker: desk.teacher("唐文斌", "语文", &["教务主任"]),
        class: desk.class("七年级", 1),
        desk,
    }
}

impl Staff {
    fn check(&self, number: u32) -> Value {
        json!({
            "id": id(number), "date": TODAY, "checker_id": self.checker, "teacher_id": self.teacher,
            "class_id": self.class, "subject": "数学", "book_kind": "作业本", "required": 40, "assigned": 36,
            "fully_marked": 34, "remarked": 30, "sampled": 10, "band": "良", "advice": "错题订正后再批一次。"
        })
    }

    fn get(&self, number: u32) -> Value {
        self.desk.ok("homework_get", json!({ "id": id(number) }))
    }

    fn refused(&self, fields: Value) -> &'static str {
        self.desk.refusal("homework_save", with(&self.check(9), fields))
    }
}

#[test]
fn a_check_is_written_changed_deleted_and_brought_back() {
    let mut staff = staff();
    assert_eq!(text(&staff.desk.ok("homework_save", staff.check(1)), "/id"), id(1));
    let check = staff.get(1);
    assert_eq!((&check["teacher"], &check["checker"]), (&json!("何静"), &json!("唐文斌")));
    assert_eq!((&check["class_name"], &check["week"]), (&json!("七(1)"), &json!(12)));
    assert_eq!(check["amount_band"], "基本足量");

    let changed = staff.desk.act("homework_save", with(&staff.check(1), json!({ "assigned": 40, "band": "优" })));
    assert_eq!(staff.desk.rows("homework_list").len(), 1);
    assert_eq!((&staff.get(1)["amount_band"], &staff.get(1)["band"]), (&json!("足量"), &json!("优")));
    staff.desk.undo(&changed);
    assert_eq!((&staff.get(1)["assigned"], &staff.get(1)["band"]), (&json!(36), &json!("良")));

    let deleted = staff.desk.act("homework_delete", json!({ "id": id(1) }));
    assert_eq!(staff.desk.refusal("homework_get", json!({ "id": id(1) })), "not_found");
    assert_eq!(staff.desk.refusal("homework_delete", json!({ "id": id(1) })), "not_found");
    assert_eq!(staff.desk.refusal("homework_save", staff.check(1)), "not_found");
    staff.desk.undo(&deleted);
    staff.desk = staff.desk.reopened();
    assert_eq!(staff.get(1)["advice"], "错题订正后再批一次。");
    assert_eq!(staff.desk.store().check().unwrap(), []);
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    let staff = staff();
    assert_eq!(staff.refused(json!({ "fully_marked": 37 })), "marked_more_than_set");
    assert_eq!(staff.refused(json!({ "remarked": 37 })), "marked_more_than_set");
    assert_eq!(staff.refused(json!({ "required": 1000 })), "out_of_range");
    let field = staff.desk.refused_with("homework_save", with(&staff.check(9), json!({ "sampled": 1000 })), "field");
    assert_eq!(field, "抽查本数");
    assert!(staff.desk.rows("homework_list").is_empty());
    // Without the number that was set nothing can be more than it.
    staff.desk.ok("homework_save", with(&staff.check(9), json!({ "assigned": null })));
    assert_eq!(staff.get(9)["amount_band"], "");
}

#[test]
fn people_days_and_texts_are_checked() {
    let staff = staff();
    assert_eq!(staff.refused(json!({ "teacher_id": id(5) })), "unknown_teacher");
    let field =
        staff.desk.refused_with("homework_save", with(&staff.check(9), json!({ "checker_id": id(5) })), "field");
    assert_eq!(field, "检查人");
    assert_eq!(staff.refused(json!({ "date": "2026-11-20" })), "date_in_future");
    assert_eq!(staff.refused(json!({ "subject": " " })), "field_empty");
    assert_eq!(staff.refused(json!({ "advice": "长".repeat(2001) })), "field_too_long");
    assert_eq!(staff.refused(json!({ "id": "" })), "bad_id");
}

#[test]
fn the_list_holds_the_term_newest_first_with_the_choices() {
    let staff = staff();
    for (number, date) in [(1, "2026-09-01"), (2, "2026-11-19"), (3, "2026-08-20"), (4, "2026-10-19")] {
        staff.desk.ok("homework_save", with(&staff.check(number), json!({ "date": date })));
    }
    let list = staff.desk.ok("homework_list", json!({}));
    let told: Vec<(String, u64)> = list["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (text(row, "/date"), row["week"].as_u64().unwrap()))
        .collect();
    let expected = [("2026-11-19", 12), ("2026-10-19", 8), ("2026-09-01", 1)];
    assert_eq!(told, expected.map(|(date, week)| (date.to_owned(), week)));
    assert_eq!(list["bands"], json!(["优", "良", "合格", "不合格"]));
    assert_eq!(list["book_kinds"][0], "作业本");
    assert_eq!(staff.get(3)["week"], Value::Null);
    assert_eq!(staff.desk.refusal("homework_list", json!({ "term_id": "2020-2021-1" })), "term_unknown");
}

#[test]
fn without_a_term_all_checks_are_listed() {
    let desk = Desk::school();
    let teacher = desk.teacher("何静", "数学", &[]);
    desk.ok("homework_save", json!({ "id": id(1), "date": TODAY, "teacher_id": teacher, "subject": "数学" }));
    let rows = desk.rows("homework_list");
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["week"], &rows[0]["amount_band"]), (&Value::Null, &json!("")));
}
