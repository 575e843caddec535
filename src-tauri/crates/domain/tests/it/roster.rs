//! Teachers, departments, classes.

use crate::support::{Desk, TODAY, id, text};
use serde_json::{Value, json};

fn roster(desk: &Desk) -> Value {
    desk.ok("roster_get", json!({}))
}

fn teacher(desk: &Desk, id: &str) -> Value {
    let roster = roster(desk);
    roster["teachers"].as_array().unwrap().iter().find(|teacher| teacher["id"] == id).cloned().unwrap_or_default()
}

#[test]
fn a_teacher_is_made_changed_deleted_and_brought_back() {
    let desk = Desk::school();
    let made = desk.ok(
        "teacher_save",
        json!({ "name": " 单红 ", "employee_no": "QX012", "department": "数学组", "subject": "数学",
                "posts": ["副校长", "任课教师", "副校长", ""], "title": "高级教师", "first_taught": "2004-09" }),
    );
    let person = text(&made, "/id");
    let told = teacher(&desk, &person);
    assert_eq!((&told["name"], &told["department"]), (&json!("单红"), &json!("数学组")));
    assert_eq!(told["in_service"], true);
    let mut posts: Vec<&str> = told["posts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    posts.sort_unstable();
    assert_eq!(posts, ["任课教师", "副校长"]);

    let left = json!({ "id": person, "name": "单红", "subject": "数学", "posts": ["任课教师"], "in_service": false });
    let changed = desk.act("teacher_save", left);
    let told = teacher(&desk, &person);
    assert_eq!((&told["posts"], &told["in_service"]), (&json!(["任课教师"]), &json!(false)));
    assert_eq!((&told["employee_no"], &told["department"]), (&Value::Null, &json!("")));
    desk.undo(&changed);
    assert_eq!(teacher(&desk, &person)["posts"].as_array().unwrap().len(), 2);
    assert_eq!(teacher(&desk, &person)["employee_no"], "QX012");

    let deleted = desk.act("teacher_delete", json!({ "id": person }));
    assert_eq!(teacher(&desk, &person), Value::Null);
    desk.undo(&deleted);
    let desk = desk.reopened();
    assert_eq!(teacher(&desk, &person)["posts"].as_array().unwrap().len(), 2);
}

#[test]
fn people_are_found_by_the_reading_of_their_surname() {
    let desk = Desk::school();
    for (name, full, initials) in [
        ("单红", "shanhong", "sh"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("解敏", "xiemin", "xm"),
        ("仇英", "qiuying", "qy"),
    ] {
        let person = desk.teacher(name, "语文", &[]);
        let pinyin = text(&teacher(&desk, &person), "/pinyin");
        let words: Vec<&str> = pinyin.split(' ').collect();
        assert!(words.contains(&full) && words.contains(&initials), "{name}: {pinyin}");
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let desk = Desk::school();
    assert_eq!(desk.refusal("teacher_save", json!({ "name": " " })), "field_empty");
    assert_eq!(desk.refusal("teacher_save", json!({ "name": "长".repeat(31) })), "field_too_long");
    assert_eq!(desk.refusal("teacher_save", json!({ "name": "何静", "first_taught": "2004.09" })), "bad_month");
    assert_eq!(desk.refusal("teacher_save", json!({ "id": id(1), "name": "何静" })), "not_found");
    assert_eq!(desk.refusal("class_save", json!({ "grade": "七年级", "number": 0 })), "out_of_range");
    assert_eq!(desk.refusal("class_save", json!({ "grade": "", "number": 1 })), "field_empty");
}

#[test]
fn a_department_is_made_once_by_its_name() {
    let desk = Desk::school();
    desk.teacher("何静", "数学", &[]);
    desk.teacher("解敏", "数学", &[]);
    let departments = roster(&desk)["departments"].clone();
    assert_eq!(departments.as_array().unwrap().len(), 1);
    assert_eq!((&departments[0]["name"], &departments[0]["teachers"]), (&json!("数学组"), &json!(2)));
    let renamed = json!({ "id": departments[0]["id"], "name": "数学教研组" });
    desk.ok("department_save", renamed);
    assert_eq!(roster(&desk)["teachers"][0]["department"], "数学教研组");
    assert_eq!(desk.refusal("department_save", json!({ "name": "数学教研组" })), "department_exists");
}

#[test]
fn classes_are_named_and_ordered_as_schools_do() {
    let desk = Desk::school();
    for (grade, number) in [("高一", 2), ("七年级", 10), ("七年级", 2), ("六年级", 1)] {
        desk.class(grade, number);
    }
    let roster = roster(&desk);
    let names: Vec<&str> =
        roster["classes"].as_array().unwrap().iter().filter_map(|class| class["name"].as_str()).collect();
    assert_eq!(names, ["六(1)", "七(2)", "七(10)", "高一(2)"]);
    assert_eq!(desk.refusal("class_save", json!({ "grade": "高一", "number": 2 })), "class_exists");
    assert_eq!(desk.refused_with("class_save", json!({ "grade": "高一", "number": 2 }), "name"), "高一(2)");
}

#[test]
fn whom_a_record_names_stays() {
    let desk = Desk::term();
    let person = desk.teacher("何静", "数学", &[]);
    let class = desk.class("七年级", 1);
    let check = json!({ "id": id(1), "date": TODAY, "teacher_id": person, "class_id": class, "subject": "数学" });
    desk.ok("homework_save", check);
    assert_eq!(desk.refusal("teacher_delete", json!({ "id": person })), "teacher_in_use");
    assert_eq!(desk.refused_with("class_delete", json!({ "id": class }), "count"), "1");
    desk.ok("homework_delete", json!({ "id": id(1) }));
    desk.ok("class_delete", json!({ "id": class }));
    desk.ok("teacher_delete", json!({ "id": person }));
}

#[test]
fn a_record_keeps_the_name_of_who_is_gone() {
    let desk = Desk::term();
    let person = desk.teacher("何静", "数学", &[]);
    let check =
        desk.act("homework_save", json!({ "id": id(1), "date": TODAY, "teacher_id": person, "subject": "数学" }));
    let undone = desk.undo(&check);
    desk.ok("teacher_delete", json!({ "id": person }));
    desk.undo(&undone);
    assert_eq!(desk.ok("homework_get", json!({ "id": id(1) }))["teacher"], "何静");
}

#[test]
fn two_campuses_may_both_have_a_first_class() {
    let desk = Desk::term();
    let campus = |name: &str| text(&desk.ok("campus_save", json!({ "name": name })), "/id");
    let (east, west) = (campus("东校区"), campus("西校区"));
    let class = |campus: Option<&str>| json!({ "grade": "七年级", "number": 1, "campus_id": campus });
    let names = || -> Vec<String> {
        let roster = desk.ok("roster_get", json!({}));
        roster["classes"].as_array().unwrap().iter().map(|class| text(class, "/name")).collect()
    };
    let first = text(&desk.ok("class_save", class(Some(&east))), "/id");
    assert_eq!(names(), ["七(1)"]);
    assert_eq!(desk.refusal("class_save", class(Some(&east))), "class_exists");
    assert_eq!(desk.refusal("class_save", class(None)), "class_exists", "without a campus it cannot be told apart");
    let second = desk.ok("class_save", class(Some(&west)));
    assert_eq!(names(), ["七(1)（东校区）", "七(1)（西校区）"]);
    let same = json!({ "id": first, "grade": "七年级", "number": 1, "campus_id": west });
    assert_eq!(desk.refusal("class_save", same), "class_exists");
    let teacher = desk.teacher("何静", "数学", &[]);
    let check = json!({ "id": id(1), "date": TODAY, "teacher_id": teacher, "class_id": first, "subject": "数学" });
    desk.ok("homework_save", check);
    assert_eq!(desk.rows("homework_list")[0]["class_name"], "七(1)（东校区）");
    desk.undo(&text(&second, "/act"));
    assert_eq!(desk.rows("homework_list")[0]["class_name"], "七(1)");
}

#[test]
fn grades_stand_in_order_however_they_are_written() {
    let desk = Desk::term();
    for grade in ["2024级", "初三", "高一年级", "初一", "初二"] {
        desk.class(grade, 1);
    }
    let roster = desk.ok("roster_get", json!({}));
    let grades: Vec<String> = roster["classes"].as_array().unwrap().iter().map(|class| text(class, "/grade")).collect();
    assert_eq!(grades, ["初一", "初二", "初三", "高一年级", "2024级"]);
}
