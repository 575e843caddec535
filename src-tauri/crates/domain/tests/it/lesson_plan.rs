//! Lesson plans and their drafts.

use crate::support::{Desk, TODAY, id, text, with};
use serde_json::{Value, json};

struct Staff {
    desk: Desk,
    teacher: String,
    other: String,
}

fn staff() -> Staff {
    let desk = Desk::term();
    Staff { teacher: desk.teacher("何静", "数学", &[]), other: desk.teacher("解敏", "数学", &[]), desk }
}

impl Staff {
    fn plan(&self, number: u32) -> Value {
        json!({
            "id": id(number), "teacher_id": self.teacher, "subject": "数学", "grade": "七年级", "unit": "第三章",
            "topic": "一元一次方程", "planned_date": "2026-11-25"
        })
    }

    fn get(&self, number: u32) -> Value {
        self.desk.ok("lesson_plan_get", json!({ "id": id(number) }))
    }
}

fn draft_of(number: u32, plan: u32, stage: u32) -> Value {
    json!({
        "id": id(number), "sitting": id(1000 + number), "plan_id": id(plan), "number": stage, "date": TODAY,
        "body": "教学目标\n教学过程", "discussion": "", "reflection": ""
    })
}

#[test]
fn a_plan_is_written_changed_deleted_with_its_drafts_and_brought_back() {
    let mut staff = staff();
    staff.desk.ok("lesson_plan_save", staff.plan(1));
    staff.desk.ok("lesson_plan_save", with(&staff.plan(1), json!({ "topic": "解一元一次方程" })));
    staff.desk.ok("lesson_plan_draft_save", draft_of(2, 1, 1));
    staff.desk.ok("lesson_plan_draft_save", with(&draft_of(3, 1, 4), json!({ "author_id": staff.other })));
    let plan = staff.get(1);
    assert_eq!((&plan["topic"], &plan["teacher"]), (&json!("解一元一次方程"), &json!("何静")));
    let drafts: Vec<(String, String)> =
        plan["drafts"].as_array().unwrap().iter().map(|d| (text(d, "/stage"), text(d, "/author"))).collect();
    // The author is the plan's teacher unless another one is named.
    assert_eq!(drafts, [("一稿".to_owned(), "何静".to_owned()), ("定稿".to_owned(), "解敏".to_owned())]);

    let deleted = staff.desk.act("lesson_plan_delete", json!({ "id": id(1) }));
    assert_eq!(staff.desk.refusal("lesson_plan_get", json!({ "id": id(1) })), "not_found");
    assert_eq!(staff.desk.refusal("lesson_plan_draft_delete", json!({ "id": id(2) })), "not_found");
    assert!(staff.desk.rows("lesson_plan_list").is_empty());
    staff.desk.undo(&deleted);
    staff.desk = staff.desk.reopened();
    assert_eq!(staff.get(1)["drafts"].as_array().unwrap().len(), 2);
    assert_eq!(staff.desk.store().check().unwrap(), []);
}

#[test]
fn a_number_has_one_draft() {
    let staff = staff();
    staff.desk.ok("lesson_plan_save", staff.plan(1));
    staff.desk.ok("lesson_plan_draft_save", draft_of(2, 1, 2));
    assert_eq!(staff.desk.refusal("lesson_plan_draft_save", draft_of(3, 1, 2)), "draft_exists");
    assert_eq!(staff.desk.refused_with("lesson_plan_draft_save", draft_of(3, 1, 2), "number"), "二稿");
    // Its own number is no obstacle, and a deleted draft frees the number.
    staff.desk.ok("lesson_plan_draft_save", with(&draft_of(2, 1, 2), json!({ "body": "改过的正文" })));
    staff.desk.ok("lesson_plan_draft_delete", json!({ "id": id(2) }));
    staff.desk.ok("lesson_plan_draft_save", draft_of(3, 1, 2));
    assert_eq!(staff.get(1)["drafts"].as_array().unwrap().len(), 1);
}

#[test]
fn the_saves_of_one_sitting_are_one_act_and_drafts_are_undone_one_by_one() {
    let staff = staff();
    staff.desk.ok("lesson_plan_save", staff.plan(1));
    let mut acts = Vec::new();
    for body in ["教", "教学", "教学目标"] {
        acts.push(staff.desk.act("lesson_plan_draft_save", with(&draft_of(2, 1, 1), json!({ "body": body }))));
        // Another draft is written in between.
        staff.desk.ok("lesson_plan_draft_save", with(&draft_of(3, 1, 2), json!({ "body": body })));
    }
    acts.dedup();
    assert_eq!(acts.len(), 1);
    assert_eq!(staff.desk.acts("lesson_plan_draft_save"), 2);
    staff.desk.undo(&acts[0]);
    assert_eq!(staff.desk.rows("lesson_plan_list")[0]["drafts"], json!([2]));
}

#[test]
fn what_cannot_be_is_refused() {
    let staff = staff();
    let plan = |fields| staff.desk.refusal("lesson_plan_save", with(&staff.plan(9), fields));
    assert_eq!(plan(json!({ "topic": " " })), "field_empty");
    assert_eq!(plan(json!({ "subject": "" })), "field_empty");
    assert_eq!(plan(json!({ "topic": "长".repeat(101) })), "field_too_long");
    assert_eq!(plan(json!({ "teacher_id": id(5) })), "unknown_teacher");
    assert_eq!(plan(json!({ "id": "9" })), "bad_id");
    staff.desk.ok("lesson_plan_save", staff.plan(1));
    staff.desk.ok("lesson_plan_save", staff.plan(2));
    let draft = |fields| staff.desk.refusal("lesson_plan_draft_save", with(&draft_of(9, 1, 1), fields));
    assert_eq!(draft(json!({ "plan_id": id(5) })), "not_found");
    assert_eq!(draft(json!({ "number": 5 })), "out_of_range");
    assert_eq!(draft(json!({ "number": 0 })), "out_of_range");
    assert_eq!(draft(json!({ "author_id": id(5) })), "unknown_teacher");
    assert_eq!(draft(json!({ "body": "长".repeat(200_001) })), "field_too_long");
    // A draft does not wander to another plan.
    staff.desk.ok("lesson_plan_draft_save", draft_of(9, 1, 1));
    assert_eq!(draft(json!({ "plan_id": id(2) })), "not_found");
}

#[test]
fn the_list_tells_drafts_reflections_and_weeks_newest_first() {
    let staff = staff();
    for number in 1..=3 {
        staff.desk.ok("lesson_plan_save", staff.plan(number));
    }
    staff.desk.ok("lesson_plan_save", with(&staff.plan(2), json!({ "planned_date": null })));
    let reflected = json!({ "date": "2026-10-12", "reflection": "例题偏多。" });
    staff.desk.ok("lesson_plan_draft_save", with(&draft_of(11, 1, 1), reflected));
    staff.desk.ok("lesson_plan_draft_save", with(&draft_of(12, 1, 2), json!({ "date": "2026-10-20" })));
    let rows = staff.desk.rows("lesson_plan_list");
    let order: Vec<String> = rows.iter().map(|row| text(row, "/id")).collect();
    assert_eq!(order, [id(3), id(1), id(2)]);
    let row = &rows[1];
    assert_eq!((&row["drafts"], &row["reflections"]), (&json!([1, 2]), &json!(1)));
    assert_eq!((&row["latest"], &row["week"]), (&json!("2026-10-20"), &json!(8)));
    assert_eq!((&rows[0]["latest"], &rows[0]["week"]), (&Value::Null, &json!(13)));
    assert_eq!(rows[2]["week"], Value::Null);
}

#[test]
fn a_plan_belongs_to_the_term_of_its_day() {
    let staff = staff();
    let next = json!({ "school_year": "2026-2027", "number": 2, "first_day": "2027-03-01", "last_day": "2027-07-09" });
    staff.desk.ok("term_create", next);
    let of = |key: &str| {
        let rows = staff.desk.ok("lesson_plan_list", json!({ "term_id": key }))["rows"].clone();
        rows.as_array().unwrap().iter().map(|row| text(row, "/id")).collect::<Vec<_>>()
    };
    staff.desk.ok("lesson_plan_save", with(&staff.plan(1), json!({ "planned_date": "2027-03-10" })));
    staff.desk.ok("lesson_plan_save", with(&staff.plan(2), json!({ "planned_date": null })));
    assert_eq!((of("2026-2027-2"), of("2026-2027-1")), (vec![id(1)], vec![id(2)]));
    // A day that is taken away leaves the plan where it is; another day moves it.
    staff.desk.ok("lesson_plan_save", with(&staff.plan(1), json!({ "planned_date": null })));
    assert_eq!(of("2026-2027-2"), [id(1)]);
    staff.desk.ok("lesson_plan_save", staff.plan(1));
    assert_eq!(of("2026-2027-1").len(), 2);
}

#[test]
fn without_a_term_there_is_no_place_for_a_plan() {
    let desk = Desk::school();
    let teacher = desk.teacher("何静", "数学", &[]);
    let plan = json!({ "id": id(1), "teacher_id": teacher, "subject": "数学", "topic": "一元一次方程" });
    assert_eq!(desk.refusal("lesson_plan_save", plan), "no_term");
    assert!(desk.rows("lesson_plan_list").is_empty());
}
