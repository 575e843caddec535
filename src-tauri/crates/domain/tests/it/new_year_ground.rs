//! The new year in schools that are not simple: a next term that has begun, several campuses, grades of all kinds.

use crate::support::{Desk, TODAY, id, text};
use serde_json::{Value, json};

/// A school of a stage in the second term of 2025-2026, which ended in July.
fn school(stage: &str) -> (Desk, String) {
    let desk = Desk::empty();
    desk.ok("school_create", json!({ "name": "青溪学校", "stage": stage }));
    let term = json!({ "school_year": "2025-2026", "number": 2, "first_day": "2026-02-23", "last_day": "2026-07-03" });
    let term = text(&desk.ok("term_create", term), "/id");
    (desk, term)
}

fn next_term(desk: &Desk) -> String {
    let term = json!({ "school_year": "2026-2027", "number": 1, "first_day": "2026-09-01", "last_day": "2027-01-29" });
    text(&desk.ok("term_create", term), "/id")
}

fn request(term: &str, preview: &Value) -> Value {
    let graduates: Vec<&Value> = preview["grades"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["graduates"] == true)
        .map(|one| &one["grade"])
        .collect();
    json!({ "closing_id": term, "first_day": preview["opening"]["first_day"], "last_day": preview["opening"]["last_day"],
            "graduates": graduates, "entries": preview["entries"] })
}

fn class(desk: &Desk, name: &str) -> Value {
    let roster = desk.ok("roster_get", json!({}));
    roster["classes"].as_array().unwrap().iter().find(|class| class["name"] == name).cloned().unwrap_or_default()
}

fn names(desk: &Desk) -> Vec<String> {
    let roster = desk.ok("roster_get", json!({}));
    roster["classes"].as_array().unwrap().iter().map(|class| text(class, "/name")).collect()
}

#[test]
fn a_record_between_the_terms_stops_the_undo() {
    let (desk, term) = school("初中");
    desk.class("七年级", 1);
    let teacher = desk.teacher("何静", "数学", &[]);
    let preview = desk.ok("new_year_preview", json!({}));
    let done = desk.ok("new_year_run", request(&term, &preview));
    let new = class(&desk, "七(1)")["id"].clone();
    let check = json!({ "id": id(1), "date": "2026-08-28", "teacher_id": teacher, "class_id": new, "subject": "数学" });
    let checked = desk.act("homework_save", check);
    assert_eq!(desk.refusal("undo", json!({ "act": done["act"] })), "new_year_begun");
    desk.undo(&checked);
    let taught = json!({ "term_id": done["term_id"], "teacher_id": teacher, "class_id": new });
    let taught = desk.act("assignment_save", taught);
    assert_eq!(desk.refusal("undo", json!({ "act": done["act"] })), "new_year_begun");
    desk.undo(&taught);
    desk.undo(&text(&done, "/act"));
    assert_eq!(names(&desk), ["七(1)"]);
}

#[test]
fn what_the_next_term_has_already_goes_to_the_classes_of_its_names() {
    let (desk, term) = school("初中");
    let (seven, eight) = (desk.class("七年级", 1), desk.class("八年级", 1));
    let lost = desk.class("七年级", 9);
    let next = next_term(&desk);
    let teacher = desk.teacher("何静", "数学", &[]);
    let lesson = |class: &str, period: u32| {
        let lesson = json!({ "term_id": next, "weekday": 4, "period": period, "class_id": class, "subject": "数学",
                             "teacher_id": teacher });
        desk.ok("timetable_lesson_save", lesson);
    };
    lesson(&seven, 2);
    lesson(&eight, 3);
    lesson(&lost, 4);
    desk.ok("assignment_save", json!({ "term_id": term, "teacher_id": teacher, "class_id": seven }));
    desk.ok("assignment_save", json!({ "term_id": next, "teacher_id": teacher, "class_id": seven }));
    desk.ok(
        "homework_save",
        json!({ "id": id(1), "date": TODAY, "teacher_id": teacher, "class_id": seven, "subject": "数学" }),
    );

    let preview = desk.ok("new_year_preview", json!({}));
    assert_eq!((&preview["closing"]["id"], &preview["new_year"]), (&json!(term), &json!(true)));
    assert_eq!(preview["timetable"], 3);
    let open: Vec<String> = preview["open"].as_array().unwrap().iter().map(|term| text(term, "/id")).collect();
    assert_eq!(open, [term.clone(), next.clone()]);
    assert_eq!(desk.ok("new_year_preview", json!({ "closing_id": next }))["closing"]["id"], json!(next));

    let mut run = request(&term, &preview);
    run["entries"] = json!([{ "grade": "七年级", "classes": 1 }]);
    let done = desk.ok("new_year_run", run);
    assert_eq!(done["term_id"], json!(next));
    // 七(1), 八(1) and the check go on; nothing is called 七(9) any more.
    assert_eq!((&done["moved"], &done["left_behind"]), (&json!(4), &json!(1)));
    let lessons = |class: &Value| -> usize {
        let week = desk.ok("timetable_week", json!({ "class_id": class["id"], "date": TODAY }));
        week["days"].as_array().unwrap().iter().map(|day| day["lessons"].as_array().unwrap().len()).sum()
    };
    assert_eq!((lessons(&class(&desk, "七(1)")), lessons(&class(&desk, "八(1)"))), (1, 1));
    assert_eq!(desk.ok("homework_get", json!({ "id": id(1) }))["class_id"], class(&desk, "七(1)")["id"]);
    let rows = desk.ok("assignment_list", json!({ "term_id": next }))["rows"].clone();
    let taught: Vec<(&Value, &Value)> =
        rows.as_array().unwrap().iter().map(|row| (&row["class_name"], &row["proposed"])).collect();
    assert_eq!(taught, [(&json!("七(1)"), &json!(false)), (&json!("八(1)"), &json!(true))]);
    // The closed term is not due again; what was there before the step does not hinder its undo.
    assert_eq!(desk.ok("new_year_preview", json!({}))["closing"]["id"], json!(next));
    desk.undo(&text(&done, "/act"));
    assert_eq!(desk.ok("homework_get", json!({ "id": id(1) }))["class_id"], json!(seven));
    assert_eq!(desk.store().check().unwrap(), []);
}

#[test]
fn classes_of_the_present_year_do_not_roll_for_a_term_before_it() {
    let (desk, term) = school("初中");
    desk.class("七年级", 1);
    let preview = desk.ok("new_year_preview", json!({}));
    desk.ok("new_year_run", request(&term, &preview));
    // The office adds an old term for its records.
    let old = json!({ "school_year": "2024-2025", "number": 2, "first_day": "2025-02-24", "last_day": "2025-07-04" });
    let old = text(&desk.ok("term_create", old), "/id");
    let preview = desk.ok("new_year_preview", json!({ "closing_id": old }));
    assert_eq!((&preview["new_year"], &preview["grades"]), (&json!(false), &json!([])));
    assert_eq!(desk.refusal("new_year_preview", json!({ "closing_id": id(7) })), "term_unknown");
}

#[test]
fn who_had_left_before_keeps_the_day() {
    let (desk, term) = school("初中");
    let (gone, goes) = (desk.teacher("何静", "数学", &[]), desk.teacher("李明", "数学", &[]));
    desk.ok("teacher_leave", json!({ "id": gone, "left_on": "2026-03-01" }));
    let preview = desk.ok("new_year_preview", json!({}));
    let mut run = request(&term, &preview);
    run["leavers"] = json!([gone, goes, goes]);
    assert_eq!(desk.ok("new_year_run", run)["leavers"], 1);
    let roster = desk.ok("roster_get", json!({}));
    let left = |id: &str| {
        roster["teachers"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap()["left_on"].clone()
    };
    assert_eq!((left(&gone), left(&goes)), (json!("2026-03-01"), json!("2026-07-03")));
}

#[test]
fn a_grade_that_is_asked_for_twice_begins_once() {
    let (desk, term) = school("初中");
    desk.class("七年级", 1);
    let preview = desk.ok("new_year_preview", json!({}));
    let mut run = request(&term, &preview);
    run["entries"] = json!([{ "grade": "七年级", "classes": 1 }, { "grade": "七年级", "classes": 2 }]);
    desk.ok("new_year_run", run);
    assert_eq!(names(&desk), ["七(1)", "七(2)", "八(1)"]);
}

#[test]
fn new_classes_stand_on_the_campus_of_last_years() {
    let (desk, term) = school("初中");
    let campus = |name: &str| text(&desk.ok("campus_save", json!({ "name": name })), "/id");
    let (east, west) = (campus("东校区"), campus("西校区"));
    for (grade, number, campus) in
        [("七年级", 1, &east), ("七年级", 2, &east), ("七年级", 1, &west), ("八年级", 5, &west), ("九年级", 3, &east)]
    {
        desk.ok("class_save", json!({ "grade": grade, "number": number, "campus_id": campus }));
    }
    let preview = desk.ok("new_year_preview", json!({}));
    let entries = json!([{ "grade": "七年级", "classes": 2, "campus_id": east },
                         { "grade": "七年级", "classes": 1, "campus_id": west }]);
    assert_eq!(preview["entries"], entries);
    desk.ok("new_year_run", request(&term, &preview));
    assert_eq!(
        names(&desk),
        ["七(1)（东校区）", "七(1)（西校区）", "七(2)", "八(1)（东校区）", "八(1)（西校区）", "八(2)", "九(5)"]
    );
    assert_eq!(
        (&class(&desk, "七(2)")["campus_id"], &class(&desk, "九(5)")["campus_id"]),
        (&json!(east), &json!(west))
    );
}

#[test]
fn grades_that_the_program_does_not_know_are_told_and_stepped_by_the_office() {
    let (desk, term) = school("高中");
    for grade in ["高一", "高三", "国际部"] {
        desk.class(grade, 1);
    }
    let preview = desk.ok("new_year_preview", json!({}));
    let told: Vec<(&str, bool, bool)> = preview["grades"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (one["next"].as_str().unwrap(), one["known"].as_bool().unwrap(), one["graduates"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(told, [("高二", true, false), ("高三", true, true), ("国际部", false, false)]);
    // 高二 is missing: nobody rolls into 高三, but no new pupils come there.
    assert_eq!(preview["entries"], json!([{ "grade": "高一", "classes": 1, "campus_id": null }]));
    let mut run = request(&term, &preview);
    run["steps"] = json!([{ "grade": "国际部", "next": "国际部二年级" }]);
    desk.ok("new_year_run", run);
    assert_eq!(names(&desk), ["高一(1)", "高二(1)", "国际部二年级(1)"]);
}

#[test]
fn open_pairings_and_prep_groups_are_told_and_prep_groups_may_follow() {
    let (desk, term) = school("初中");
    for grade in ["七年级", "八年级", "九年级"] {
        desk.class(grade, 1);
    }
    let (mentor, apprentice) = (desk.teacher("何静", "数学", &[]), desk.teacher("李明", "数学", &[]));
    let pairing = |number: u32, ended: Option<&str>| {
        json!({ "id": id(number), "mentor_id": mentor, "apprentice_id": apprentice, "kind": "教学",
                "started_on": if ended.is_some() { "2024-09-07" } else { "2026-03-07" }, "ended_on": ended, "note": "",
                "duties": [] })
    };
    desk.ok("pairing_save", pairing(1, None));
    desk.ok("pairing_save", pairing(2, Some("2025-07-01")));
    let group = |grade: &str, name: &str, teacher: &str| {
        let members = json!([{ "teacher_id": teacher, "leads": true }]);
        desk.ok("prep_group_save", json!({ "subject": "数学", "grade": grade, "name": name, "members": members }));
    };
    group("七年级", "", &mentor);
    group("九年级", "九年级中考数学组", &apprentice);
    group("跨年级", "数学竞赛组", &apprentice);
    let preview = desk.ok("new_year_preview", json!({}));
    let pairings = preview["pairings"].as_array().unwrap();
    assert_eq!(pairings.len(), 1);
    assert_eq!((&pairings[0]["mentor"], &pairings[0]["apprentice"]), (&json!("何静"), &json!("李明")));
    let steps: Vec<(String, String)> = preview["prep_groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (text(step, "/name"), text(step, "/next_name")))
        .collect();
    let wanted = [("七年级数学备课组", "八年级数学备课组"), ("九年级中考数学组", "七年级中考数学组")];
    assert_eq!(steps, wanted.map(|(now, next)| (now.to_owned(), next.to_owned())));

    let groups = || -> Vec<String> {
        let roster = desk.ok("roster_get", json!({}));
        roster["prep_groups"].as_array().unwrap().iter().map(|group| text(group, "/name")).collect()
    };
    let before = groups();
    let done = desk.ok("new_year_run", request(&term, &preview));
    assert_eq!((&done["prep_groups"], groups()), (&json!(0), before.clone()));
    desk.undo(&text(&done, "/act"));
    let mut run = request(&term, &preview);
    run["prep_groups"] = json!(true);
    let done = desk.ok("new_year_run", run);
    assert_eq!(done["prep_groups"], 2);
    assert_eq!(groups(), ["八年级数学备课组", "七年级中考数学组", "数学竞赛组"]);
    desk.undo(&text(&done, "/act"));
    assert_eq!(groups(), before);
}
