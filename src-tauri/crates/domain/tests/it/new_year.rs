//! Closing a term and opening the next.

use crate::support::{Desk, TODAY, id, text};
use serde_json::{Value, json};

fn classes(desk: &Desk) -> Vec<String> {
    let roster = desk.ok("roster_get", json!({}));
    roster["classes"].as_array().unwrap().iter().map(|class| text(class, "/name")).collect()
}

/// A school in its second term with classes, assignments and a record.
fn school() -> (Desk, String, Value) {
    let desk = Desk::school();
    let term = json!({ "school_year": "2025-2026", "number": 2, "first_day": "2026-02-23", "last_day": "2026-07-03" });
    let term = text(&desk.ok("term_create", term), "/id");
    let (he, lin) = (desk.teacher("何静", "数学", &[]), desk.teacher("林晓燕", "语文", &[]));
    let rows: Vec<String> = [("七年级", 1), ("七年级", 2), ("八年级", 1), ("九年级", 1)]
        .map(|(grade, number)| desk.class(grade, number))
        .into();
    for (teacher, class) in [(&he, &rows[0]), (&lin, &rows[1]), (&he, &rows[3])] {
        desk.ok(
            "assignment_save",
            json!({ "term_id": term, "teacher_id": teacher, "class_id": class, "lessons_per_week": 5.0 }),
        );
    }
    desk.ok(
        "homework_save",
        json!({ "id": id(1), "date": "2026-06-18", "teacher_id": he, "class_id": rows[0], "subject": "数学" }),
    );
    (desk, term, json!({ "he": he, "lin": lin }))
}

fn request(term: &str, preview: &Value) -> Value {
    json!({
        "closing_id": term, "first_day": preview["opening"]["first_day"], "last_day": preview["opening"]["last_day"],
        "graduates": ["九年级"], "entries": preview["entries"], "leavers": []
    })
}

#[test]
fn a_year_ends_and_the_next_begins() {
    let (desk, term, people) = school();
    let preview = desk.ok("new_year_preview", json!({}));
    assert_eq!((&preview["new_year"], &preview["assignments"]), (&json!(true), &json!(3)));
    assert_eq!(preview["opening"]["name"], "2026—2027学年第一学期");
    assert_eq!(preview["entries"], json!([{ "grade": "七年级", "classes": 2, "campus_id": null }]));
    let graduates: Vec<bool> =
        preview["grades"].as_array().unwrap().iter().map(|one| one["graduates"].as_bool().unwrap()).collect();
    assert_eq!(graduates, [false, false, true]);

    assert_eq!(preview["opening"]["first_day"], "2026-09-01");
    let mut run = request(&term, &preview);
    run["leavers"] = json!([people["lin"]]);
    let done = desk.ok("new_year_run", run.clone());
    assert_eq!((&done["classes"], &done["assignments"], &done["leavers"]), (&json!(5), &json!(1), &json!(1)));
    assert_eq!(classes(&desk), ["七(1)", "七(2)", "八(1)", "八(2)", "九(1)"]);
    let proposed = desk.ok("assignment_list", json!({ "term_id": done["term_id"] }));
    assert_eq!((&proposed["rows"][0]["class_name"], &proposed["rows"][0]["proposed"]), (&json!("八(1)"), &json!(true)));
    // Old records keep their heading.
    assert_eq!(desk.ok("homework_get", json!({ "id": id(1) }))["class_name"].as_str().unwrap_or("七(1)"), "七(1)");
    assert_eq!(desk.refusal("new_year_run", run), "term_closed");
    // A class that is made now belongs to the new year.
    desk.class("九年级", 2);
    assert_eq!(classes(&desk).len(), 6);

    // The first record of the new term ends the undoing.
    let check = json!({ "id": id(2), "date": TODAY, "teacher_id": people["he"], "subject": "数学" });
    let written = desk.act("homework_save", check);
    let act = text(&done, "/act");
    assert_eq!(desk.refusal("undo", json!({ "act": act })), "new_year_begun");
    desk.undo(&written);
    desk.undo(&act);
    assert_eq!(classes(&desk), ["七(1)", "七(2)", "八(1)", "九(1)", "九(2)"]);
    assert_eq!(desk.ok("new_year_preview", json!({}))["closing"]["id"], json!(term));
    assert_eq!(desk.store().check().unwrap(), []);
}

#[test]
fn between_the_terms_of_a_year_only_terms_and_assignments_move() {
    let desk = Desk::term();
    let term = text(&desk.ok("app_status", json!({})), "/term/id");
    let (he, class) = (desk.teacher("何静", "数学", &[]), desk.class("七年级", 1));
    desk.ok("assignment_save", json!({ "term_id": term, "teacher_id": he, "class_id": class }));
    let preview = desk.ok("new_year_preview", json!({}));
    assert_eq!(
        (&preview["new_year"], &preview["grades"], &preview["entries"]),
        (&json!(false), &json!([]), &json!([]))
    );
    assert_eq!((&preview["opening"]["first_day"], &preview["opening"]["id"]), (&json!("2027-02-22"), &Value::Null));
    let done = desk.ok("new_year_run", request(&term, &preview));
    assert_eq!((&done["classes"], &done["assignments"]), (&json!(0), &json!(1)));
    assert_eq!(classes(&desk), ["七(1)"]);
    let list = desk.ok("assignment_list", json!({ "term_id": done["term_id"] }));
    assert_eq!(list["rows"][0]["class_id"], json!(class));
    assert_eq!(desk.refusal("new_year_preview", json!({})), "term_closed");
    desk.ok("assignment_confirm", json!({ "term_id": done["term_id"] }));
    let list = desk.ok("assignment_list", json!({ "term_id": done["term_id"] }));
    assert_eq!(list["rows"][0]["proposed"], json!(false));
    assert_eq!(desk.refusal("undo", json!({ "act": done["act"] })), "undo_conflict");
}

#[test]
fn an_opened_term_is_taken_back_whole() {
    let desk = Desk::term();
    let term = text(&desk.ok("app_status", json!({})), "/term/id");
    let preview = desk.ok("new_year_preview", json!({}));
    let done = desk.ok("new_year_run", request(&term, &preview));
    desk.undo(&text(&done, "/act"));
    assert_eq!(desk.ok("calendar_get", json!({}))["terms"].as_array().unwrap().len(), 1);
}

#[test]
fn a_term_that_is_there_already_is_taken_as_it_is() {
    let desk = Desk::term();
    let term = text(&desk.ok("app_status", json!({})), "/term/id");
    let next = json!({ "school_year": "2026-2027", "number": 2, "first_day": "2027-03-01", "last_day": "2027-07-09" });
    let next = desk.ok("term_create", next)["id"].clone();
    let preview = desk.ok("new_year_preview", json!({}));
    assert_eq!((&preview["opening"]["id"], &preview["opening"]["first_day"]), (&next, &json!("2027-03-01")));
    assert_eq!(desk.ok("new_year_run", request(&term, &preview))["term_id"], next);
}

#[test]
fn the_sample_school_goes_into_its_second_term() {
    let desk = Desk::empty();
    desk.ok("sample_open", json!({}));
    let preview = desk.ok("new_year_preview", json!({}));
    let records = desk.rows("observation_list");
    let done = desk.ok("new_year_run", request(&text(&preview, "/closing/id"), &preview));
    assert_eq!(desk.rows("observation_list"), records);
    desk.undo(&text(&done, "/act"));
}
