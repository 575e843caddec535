//! Merging two entries of one person: what both have stands once, what shows two people is told.

use crate::support::{Desk, TODAY, id, text};
use serde_json::{Value, json};

fn merge(desk: &Desk, from: &str, into: &str) -> String {
    desk.act("teacher_merge", json!({ "from": from, "into": into }))
}

fn preview(desk: &Desk, from: &str, into: &str) -> Value {
    desk.ok("teacher_merge_preview", json!({ "from": from, "into": into }))
}

fn person(desk: &Desk, id: &str) -> Value {
    let roster = desk.ok("roster_get", json!({}));
    roster["teachers"].as_array().unwrap().iter().find(|teacher| teacher["id"] == id).cloned().unwrap_or_default()
}

fn pairing(number: u32, mentor: &str, apprentice: &str, days: (&str, Option<&str>)) -> Value {
    json!({ "id": id(number), "mentor_id": mentor, "apprentice_id": apprentice, "kind": "教学", "started_on": days.0,
            "ended_on": days.1, "note": "", "duties": [] })
}

/// 何静 twice, and 李明.
fn three(desk: &Desk) -> (String, String, String) {
    (desk.teacher("何 静", "数学", &[]), desk.teacher("何静", "数学", &[]), desk.teacher("李明", "数学", &[]))
}

#[test]
fn pairings_of_both_with_the_same_third_person_become_one() {
    let desk = Desk::term();
    let (from, into, other) = three(&desk);
    desk.ok("pairing_save", pairing(1, &from, &other, ("2025-09-08", Some("2026-10-31"))));
    desk.ok("pairing_save", pairing(2, &into, &other, ("2026-09-07", None)));
    let talk = json!({ "id": id(3), "pairing_id": id(2), "date": TODAY, "kind": "谈话", "text": "备课" });
    desk.ok("pairing_activity_save", talk);
    let told = preview(&desk, &from, &into);
    assert_eq!(told["doubled"], json!([{ "name": "结对", "count": 1 }]));
    let act = merge(&desk, &from, &into);
    let rows = desk.rows("pairing_list");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(
        (&rows[0]["mentor_id"], &rows[0]["started_on"], &rows[0]["ended_on"]),
        (&json!(into), &json!("2025-09-08"), &Value::Null)
    );
    let whole = desk.ok("pairing_get", json!({ "id": id(1) }));
    assert!(whole.to_string().contains("备课"), "what was done in the other one goes on: {whole}");
    desk.undo(&act);
    assert_eq!(desk.rows("pairing_list").len(), 2);
    assert_eq!(desk.store().check().unwrap(), []);
}

#[test]
fn mentor_and_apprentice_of_the_same_person_are_not_made_one() {
    let desk = Desk::term();
    let (from, into, other) = three(&desk);
    desk.ok("pairing_save", pairing(1, &from, &other, ("2026-09-07", None)));
    desk.ok("pairing_save", pairing(2, &other, &into, ("2026-09-07", None)));
    assert_eq!(desk.refusal("teacher_merge", json!({ "from": from, "into": into })), "merge_crossed");
    assert_eq!(desk.refusal("teacher_merge_preview", json!({ "from": from, "into": into })), "merge_crossed");
}

#[test]
fn who_takes_somebodys_lesson_is_somebody_else() {
    let desk = Desk::term();
    let (one, two, _) = three(&desk);
    let class = desk.class("七年级", 1);
    let lesson = json!({ "weekday": 4, "period": 2, "class_id": class, "subject": "数学", "teacher_id": one });
    let lesson = text(&desk.ok("timetable_lesson_save", lesson), "/id");
    let change = json!({ "kind": "substitute", "lesson_id": lesson, "date": TODAY, "teacher_id": two });
    desk.ok("lesson_change_save", change);
    assert_eq!(desk.refusal("teacher_merge", json!({ "from": one, "into": two })), "two_people");
}

#[test]
fn two_classes_at_one_time_are_told() {
    let desk = Desk::term();
    let (one, two, _) = three(&desk);
    for (number, teacher) in [(1, &one), (2, &two)] {
        let class = desk.class("七年级", number);
        desk.ok(
            "timetable_lesson_save",
            json!({ "weekday": 4, "period": 2, "class_id": class, "subject": "数学", "teacher_id": teacher }),
        );
    }
    assert_eq!(preview(&desk, &one, &two)["clashes"], 1);
}

#[test]
fn one_mark_with_two_months_is_one_mark() {
    let desk = Desk::term();
    let make = |name: &str, until: Value| {
        let more = json!({ "tags": [{ "tag": "青年教师", "until": until }] });
        text(&desk.ok("teacher_save", json!({ "name": name, "subject": "数学", "more": more })), "/id")
    };
    for (from, into, stays) in [
        (json!("2028-08"), json!("2027-08"), json!("2028-08")),
        (json!("2026-08"), json!("2027-08"), json!("2027-08")),
        (Value::Null, json!("2027-08"), Value::Null),
    ] {
        let (from, into) = (make("何 静", from), make("何静", into));
        merge(&desk, &from, &into);
        assert_eq!(person(&desk, &into)["tags"], json!([{ "tag": "青年教师", "until": stays }]));
    }
}

#[test]
fn former_names_stand_once_and_are_not_the_present_one() {
    let desk = Desk::term();
    let (one, stays, _) = three(&desk);
    let other = desk.teacher("何 静", "数学", &[]);
    merge(&desk, &one, &stays);
    merge(&desk, &other, &stays);
    let renamed = text(&desk.ok("teacher_save", json!({ "name": "何静静", "subject": "数学" })), "/id");
    for name in ["何静", "何静静"] {
        desk.ok("teacher_save", json!({ "id": renamed, "name": name, "subject": "数学" }));
    }
    assert_eq!(person(&desk, &renamed)["former"], json!(["何静"]), "the name came back");
    let act = merge(&desk, &renamed, &stays);
    assert_eq!(person(&desk, &stays)["former"], json!(["何静静", "何 静"]));
    desk.undo(&act);
    assert_eq!(person(&desk, &stays)["former"], json!(["何 静"]));
}

#[test]
fn the_entry_that_stays_knows_who_has_left() {
    let desk = Desk::term();
    let (stale, real, _) = three(&desk);
    desk.ok("teacher_leave", json!({ "id": real, "left_on": "2026-10-01" }));
    merge(&desk, &stale, &real);
    let told = person(&desk, &real);
    assert_eq!((&told["in_service"], &told["left_on"]), (&json!(false), &json!("2026-10-01")));
    let serving = desk.teacher("何静", "数学", &[]);
    merge(&desk, &real, &serving);
    assert_eq!(person(&desk, &serving)["in_service"], true);
}

#[test]
fn a_confirmed_assignment_wins_over_a_proposed_one() {
    let desk = Desk::term();
    let term = text(&desk.ok("app_status", json!({})), "/term/id");
    let (from, into, _) = three(&desk);
    let class = desk.class("七年级", 1);
    let teach = |term: &Value, teacher: &str, lessons: f64| {
        desk.ok(
            "assignment_save",
            json!({ "term_id": term, "teacher_id": teacher, "class_id": class, "lessons_per_week": lessons }),
        );
    };
    let asked = desk.ok("new_year_preview", json!({}));
    teach(&json!(term), &from, 5.0);
    let days = json!({ "closing_id": term, "first_day": asked["opening"]["first_day"],
                       "last_day": asked["opening"]["last_day"] });
    let next = desk.ok("new_year_run", days)["term_id"].clone();
    teach(&next, &into, 6.0);
    assert_eq!(preview(&desk, &from, &into)["doubled"], json!([{ "name": "任课", "count": 1 }]));
    // Of two confirmed ones that of the entry that stays.
    teach(&json!(term), &into, 4.0);
    merge(&desk, &from, &into);
    for (term, lessons) in [(&next, 6.0), (&json!(term), 4.0)] {
        let rows = desk.ok("assignment_list", json!({ "term_id": term }))["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        assert_eq!((&rows[0]["proposed"], &rows[0]["lessons_per_week"]), (&json!(false), &json!(lessons)));
    }
}

#[test]
fn an_undo_does_not_bring_back_the_name_of_an_entry_that_is_gone() {
    let desk = Desk::term();
    let (from, into, other) = three(&desk);
    let check = |teacher: &str| json!({ "id": id(1), "date": TODAY, "teacher_id": teacher, "subject": "数学" });
    let whose = || desk.ok("homework_get", json!({ "id": id(1) }))["teacher_id"].clone();
    desk.ok("homework_save", check(&from));
    let edit = desk.act("homework_save", check(&other));
    let merged = merge(&desk, &from, &into);
    assert_eq!(desk.refusal("undo", json!({ "act": edit })), "undo_merged");
    assert_eq!(whose(), json!(other));
    // One step after the other is fine, and back again.
    let unmerged = desk.undo(&merged);
    let unedited = desk.undo(&edit);
    assert_eq!(whose(), json!(from));
    assert_eq!(desk.refusal("undo", json!({ "act": unmerged })), "undo_merged", "the check names the entry again");
    desk.undo(&unedited);
    desk.undo(&unmerged);
    assert_eq!((whose(), person(&desk, &from)), (json!(other), Value::Null));
    assert_eq!(desk.store().check().unwrap(), []);
}

#[test]
fn merges_are_taken_back_from_the_newest_on() {
    let desk = Desk::term();
    let (one, two, three) = three(&desk);
    desk.ok("homework_save", json!({ "id": id(1), "date": TODAY, "teacher_id": one, "subject": "数学" }));
    let before = desk.store().dump().unwrap();
    let first = merge(&desk, &one, &two);
    let second = merge(&desk, &two, &three);
    assert_eq!(desk.refusal("undo", json!({ "act": first })), "undo_conflict");
    desk.undo(&second);
    desk.undo(&first);
    let after = desk.store().dump().unwrap();
    assert!(before.lines().all(|line| after.lines().any(|other| other == line)), "everything is as it was");
    assert_eq!(desk.store().check().unwrap(), []);
}
